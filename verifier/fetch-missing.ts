import type { FetchDocument } from "../core/fetch-document.ts";
import { asProblem } from "../core/problem/undecided.ts";
import type { FetchOutcome, FetchRequest } from "./job.ts";

interface Missing {
  requests: FetchRequest[];
  /** Gets one outcome for each request. */
  fetched: Map<string, FetchOutcome>;
  fetchDocument: FetchDocument;
  /** On the clock of `performance.now()`: what is not there by then has failed. */
  deadline: number;
}

/** Gets for a worker what it needs from the network; a failure is an outcome too. */
export async function fetchMissing({ requests, fetched, fetchDocument, deadline }: Missing): Promise<void> {
  await Promise.all(
    requests.map(async (request) => {
      fetched.set(request.key, await fetchOne(request, fetchDocument, deadline));
    }),
  );
}

async function fetchOne(
  request: FetchRequest,
  fetchDocument: FetchDocument,
  deadline: number,
): Promise<FetchOutcome> {
  const { url, accept, maxBytes } = request;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<FetchOutcome>((resolve) => {
    const outcome: FetchOutcome = { code: "FETCH_FAILED", message: "There was no time left to fetch it" };
    timer = setTimeout(() => resolve(outcome), Math.max(0, deadline - performance.now()));
  });
  try {
    const fetching = fetchDocument(url, { accept, ...(maxBytes !== undefined && { maxBytes }) });
    return await Promise.race([fetching, late]);
  } catch (error) {
    const { code, message } = asProblem(error);
    return { code, message };
  } finally {
    clearTimeout(timer);
  }
}
