import type { JsonObject } from "../core/json/json-value.ts";
import { type ProblemCode, problemCodes } from "../core/problem/codes.ts";
import { Problem } from "../core/problem/problem.ts";
import type { ClientConfig } from "./config.ts";
import { readAdminToken } from "./service-secrets.ts";

/** Talks to a running issuer as its operator. */
export interface ServiceClient {
  get(path: string): Promise<JsonObject>;
  /** An answer that is no JSON, as it comes. */
  getBytes(path: string): Promise<Uint8Array>;
  post(path: string, body: JsonObject): Promise<JsonObject>;
  remove(path: string): Promise<void>;
  /** Sends a CSV file. When its rows are refused, the answer is the problem document: it lists them. */
  postCsv(path: string, bytes: Uint8Array): Promise<JsonObject>;
}

const timeoutMilliseconds = 60_000;
/** Of a table, every row of which is checked. */
const uploadTimeoutMilliseconds = 300_000;

/**
 * Makes a client for the service's management routes. Its calls throw the {@link Problem} that the service
 * answers with, and `FETCH_FAILED` when it cannot be reached.
 */
export async function createServiceClient(config: ClientConfig): Promise<ServiceClient> {
  const token = config.token ?? (await readAdminToken(config.dataDirectory));
  const send = (path: string, { headers, ...init }: RequestInit = {}) =>
    request(`${config.serviceUrl}${path}`, {
      headers: { authorization: `Bearer ${token}`, accept: "application/json", ...headers },
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMilliseconds),
      ...init,
    });
  return {
    get: async (path) => jsonOf(await send(path)),
    getBytes: async (path) => bytesOf(await send(path, { headers: { accept: "text/csv" } })),
    post: async (path, body) => {
      const headers = { "content-type": "application/json" };
      return jsonOf(await send(path, { method: "POST", headers, body: JSON.stringify(body) }));
    },
    remove: async (path) => {
      const response = await send(path, { method: "DELETE" });
      if (!response.ok) throw problemOf(await anyJsonOf(response));
    },
    postCsv: async (path, body) => {
      const signal = AbortSignal.timeout(uploadTimeoutMilliseconds);
      const headers = { "content-type": "text/csv" };
      const response = await send(path, { method: "POST", headers, body: Buffer.from(body), signal });
      const answer = await anyJsonOf(response);
      if (!response.ok && answer.code !== "ROWS_REFUSED") throw problemOf(answer);
      return answer;
    },
  };
}

async function request(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init).catch((cause: unknown) => {
    throw new Problem(
      "FETCH_FAILED",
      "The issuer's service cannot be reached; is it running, and is STINT_PUBLIC_URL right?",
      { cause },
    );
  });
}

async function jsonOf(response: Response): Promise<JsonObject> {
  const body = await anyJsonOf(response);
  if (!response.ok) throw problemOf(body);
  return body;
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  if (!response.ok) throw problemOf(await anyJsonOf(response));
  return new Uint8Array(await response.arrayBuffer());
}

async function anyJsonOf(response: Response): Promise<JsonObject> {
  return (await response.json().catch(() => ({}))) as JsonObject;
}

function problemOf({ code, detail }: JsonObject): Problem {
  const known = typeof code === "string" && code in problemCodes ? (code as ProblemCode) : "FETCH_FAILED";
  return new Problem(known, typeof detail === "string" ? detail : undefined);
}
