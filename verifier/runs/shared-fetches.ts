import type { FetchDocument } from "../../core/fetch-document.ts";
import { asProblem } from "../../core/problem/undecided.ts";
import type { FetchOutcome, FetchRequest } from "./job.ts";

/** What the network said, in answer to a question that was asked at a certain moment. */
interface Flight {
  url: string;
  /** On the clock of `performance.now()`. */
  startedAt: number;
  outcome: Promise<FetchOutcome>;
  /** When the outcome can be found by others. */
  landed: Promise<void>;
}

/** Fetches what verifications need, once for all that need it at the same time. */
export interface SharedFetches {
  /**
   * Gets one outcome for each request; a failure is an outcome too.
   *
   * @param deadline - On the clock of `performance.now()`: what is not there by then has failed.
   */
  fetch(requests: FetchRequest[], deadline: number): Promise<[key: string, outcome: FetchOutcome][]>;
  /** Begins to fetch, for who will ask with {@link fetch} in a moment. */
  begin(requests: FetchRequest[]): void;
  /**
   * Resolves when something that is being fetched from these addresses can be found, or at the deadline; `undefined` when nothing is being
   * fetched, or it is too late to wait.
   */
  landing(urls: readonly string[], deadline: number): Promise<void> | undefined;
  /** What others have fetched from these addresses, and began to fetch no earlier than `since`: as new as what would be fetched now. */
  foundSince(since: number, urls: readonly string[]): [key: string, outcome: FetchOutcome][];
}

const maximumKept = 64;
/** A larger body is not kept for others. */
const maximumKeptBytes = 128 * 1024;

/** Makes the fetches of one verifier. */
export function createSharedFetches(fetchDocument: FetchDocument): SharedFetches {
  const underWay = new Map<string, Flight>();
  const found = new Map<string, { url: string; startedAt: number; outcome: FetchOutcome }>();

  const start = ({ key, url, accept, maxBytes }: FetchRequest): Flight => {
    const startedAt = performance.now();
    const outcome = outcomeOf(fetchDocument(url, { accept, ...(maxBytes !== undefined && { maxBytes }) }));
    const land = async () => {
      const settled = await outcome.finally(() => underWay.delete(key));
      found.delete(key);
      if ("body" in settled && settled.body.length > maximumKeptBytes) return;
      found.set(key, { url, startedAt, outcome: settled });
      const [oldest] = found.keys();
      if (found.size > maximumKept && oldest !== undefined) found.delete(oldest);
    };
    // Whoever waits for the outcome hears of a bug in the fetcher.
    const flight = { url, startedAt, outcome, landed: land().catch(() => undefined) };
    underWay.set(key, flight);
    return flight;
  };

  const flightOf = (request: FetchRequest) => underWay.get(request.key) ?? start(request);

  return {
    begin: (requests) => {
      for (const request of requests) flightOf(request);
    },
    landing: (urls, deadline) => {
      if (performance.now() >= deadline) return undefined;
      for (const { url, landed } of underWay.values()) {
        if (urls.includes(url)) return unlessLate(landed, deadline, undefined);
      }
      return undefined;
    },
    fetch: (requests, deadline) =>
      Promise.all(
        requests.map(async (request): Promise<[string, FetchOutcome]> => {
          const { outcome } = flightOf(request);
          return [request.key, await unlessLate(outcome, deadline, tooLate)];
        }),
      ),
    foundSince: (since, urls) => {
      const fresh: [string, FetchOutcome][] = [];
      if (urls.length === 0) return fresh;
      for (const [key, { url, startedAt, outcome }] of found) {
        if (startedAt >= since && urls.includes(url)) fresh.push([key, outcome]);
      }
      return fresh;
    },
  };
}

async function outcomeOf(fetching: ReturnType<FetchDocument>): Promise<FetchOutcome> {
  try {
    return await fetching;
  } catch (error) {
    const { code, message } = asProblem(error);
    return { code, message };
  }
}

const tooLate: FetchOutcome = { code: "FETCH_FAILED", message: "There was no time left to fetch it" };

/** What a promise comes to, or what is said in its place at the deadline. */
async function unlessLate<Value>(promise: Promise<Value>, deadline: number, late: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(late), Math.max(0, deadline - performance.now()));
  });
  try {
    return await Promise.race([promise, end]);
  } finally {
    clearTimeout(timer);
  }
}
