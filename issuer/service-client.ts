import type { JsonObject } from "../core/json/json-value.ts";
import { type ProblemCode, problemCodes } from "../core/problem/codes.ts";
import { Problem } from "../core/problem/problem.ts";
import type { ClientConfig } from "./config.ts";
import { readAdminToken } from "./service-secrets.ts";

/** Talks to a running issuer as its operator. */
export interface ServiceClient {
  get(path: string): Promise<JsonObject>;
  post(path: string, body: JsonObject): Promise<JsonObject>;
}

const timeoutMilliseconds = 60_000;

/**
 * Makes a client for the service's management routes. Its calls throw the {@link Problem} that the service
 * answers with, and `FETCH_FAILED` when it cannot be reached.
 */
export async function createServiceClient(config: ClientConfig): Promise<ServiceClient> {
  const token = config.token ?? (await readAdminToken(config.dataDirectory));
  const send = (method: "GET" | "POST", path: string, body?: JsonObject) =>
    request(`${config.serviceUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        accept: "application/json",
      },
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMilliseconds),
      ...(body && { body: JSON.stringify(body) }),
    });
  return { get: (path) => send("GET", path), post: (path, body) => send("POST", path, body) };
}

async function request(url: string, init: RequestInit): Promise<JsonObject> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw new Problem(
      "FETCH_FAILED",
      "The issuer's service cannot be reached; is it running, and is STINT_PUBLIC_URL right?",
      {
        cause,
      },
    );
  });
  const body = (await response.json().catch(() => ({}))) as JsonObject;
  if (response.ok) return body;
  const code =
    typeof body.code === "string" && body.code in problemCodes ? (body.code as ProblemCode) : "FETCH_FAILED";
  throw new Problem(code, typeof body.detail === "string" ? body.detail : undefined);
}
