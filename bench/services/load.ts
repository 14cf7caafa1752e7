import autocannon from "autocannon";
import { quantile } from "../report/statistics.ts";

/** A request as it is sent. */
export interface LoadRequest {
  method: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface LoadOptions {
  url: string;
  connections: number;
  seconds: number;
  /** Gives the request to send next, on whichever connection is free. */
  next: () => LoadRequest;
}

/** How long answers took, in milliseconds. */
export interface Latency {
  p50: number;
  p99: number;
  max: number;
}

/** What came back. */
export interface LoadResult {
  /** How often each HTTP status came. */
  statuses: Record<string, number>;
  /** Of the answers with 503 those that said when to come again. */
  withRetryAfter: number;
  timeouts: number;
  connectionErrors: number;
  /** Answers with 2xx or 304. */
  good: number;
  seconds: number;
  /** Of the good answers, and of those with 503. */
  latency: { good: Latency; refused: Latency };
}

/** Sends as much as the connections allow, each waiting for its answer before it sends again. */
export async function sendLoad({ url, connections, seconds, next }: LoadOptions): Promise<LoadResult> {
  const statuses: Record<string, number> = {};
  const times: { good: number[]; refused: number[] } = { good: [], refused: [] };
  let withRetryAfter = 0;
  // The headers object is a copy: the client writes the length of the body into it.
  const setupRequest = (defaults: autocannon.Request): autocannon.Request => {
    const { headers, ...request } = next();
    return { ...defaults, ...request, headers: { ...headers } };
  };
  const setupClient = (client: autocannon.Client) => {
    client.setRequests([{ setupRequest }]);
    client.on("headers", (head) => {
      if (isRefusalWithRetryAfter(head)) withRetryAfter++;
    });
  };
  const options = { url, connections, duration: seconds, setupClient };
  const { timeouts, errors, duration } = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
    running.on("response", (_client, status, _bytes, milliseconds) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status === 503) times.refused.push(milliseconds);
      else if (status < 400) times.good.push(milliseconds);
    });
  });
  return {
    statuses,
    withRetryAfter,
    timeouts,
    connectionErrors: errors - timeouts,
    good: times.good.length,
    seconds: duration,
    latency: { good: latencyOf(times.good), refused: latencyOf(times.refused) },
  };
}

/** What the client tells of an answer's head: names and values in turn. */
function isRefusalWithRetryAfter(head: unknown): boolean {
  const { statusCode, headers } = head as { statusCode: number; headers: string[] };
  return statusCode === 503 && headers.some((name) => name.toLowerCase() === "retry-after");
}

export function latencyOf(milliseconds: number[]): Latency {
  return {
    p50: quantile(milliseconds, 0.5),
    p99: quantile(milliseconds, 0.99),
    max: quantile(milliseconds, 1),
  };
}
