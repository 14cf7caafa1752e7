import type { JsonObject } from "../core/json/json-value.ts";

/** An answer over HTTP, its body read as JSON. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Sends JSON as `curl -d` would. */
export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as JsonObject };
}

/** Reads JSON as `curl` would. */
export async function get(url: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
  const response = await fetch(url, { headers: { accept: "application/json", ...headers } });
  return { status: response.status, body: (await response.json()) as JsonObject };
}
