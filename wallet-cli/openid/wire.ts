import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json/json-value.ts";
import { parseStrictJson } from "../../core/json/parse-strict-json.ts";
import type { UrlPolicy } from "../../core/openid/wire-members.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { IncomingAnswer } from "../../core/send-request.ts";
import type { Session } from "../session.ts";

/** The body of a request. */
export type Content =
  | { readonly form: Readonly<Record<string, string>> }
  | { readonly json: JsonObject }
  | { readonly empty: true };

/** The way to one issuer or verifier, under the rules for everything outbound. */
export interface Wire {
  readonly policy: UrlPolicy;
  /** What lies at an address, whatever its status. */
  get(url: string, accept: string): Promise<{ status: number; body: Uint8Array }>;
  post(url: string, content: Content, options?: { token?: string; accept?: string }): Promise<IncomingAnswer>;
  remove(url: string, options: { token: string }): Promise<IncomingAnswer>;
}

/** Far above every offer, request and metadata document in use. */
export const maximumAnswerBytes = 512 * 1024;

/** Loads what it takes to speak to others; nothing is sent yet. */
export async function openWire({ environment, settings }: Session): Promise<Wire> {
  const { allowLoopback } = settings;
  const fetchDocument = await environment.createFetcher({ allowLoopback });
  const send = await environment.createSender({ allowLoopback });
  return {
    policy: { allowHttpOnLoopback: allowLoopback },
    get: (url, accept) => fetchDocument(url, { accept, maxBytes: maximumAnswerBytes }),
    post: (url, content, { token, accept = "application/json" } = {}) => {
      const headers = { accept, ...contentType(content), ...bearer(token) };
      return send(url, { method: "POST", headers, body: bodyOf(content), maxBytes: maximumAnswerBytes });
    },
    remove: (url, { token }) =>
      send(url, { method: "DELETE", headers: { accept: "application/json", ...bearer(token) } }),
  };
}

/** The JSON object in an answer; `undefined` when there is none. */
export function objectIn({ body }: { body: Uint8Array }): JsonObject | undefined {
  let value: JsonValue;
  try {
    value = parseStrictJson(body, { maxBytes: maximumAnswerBytes });
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
  return isJsonObject(value) ? value : undefined;
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

function contentType(content: Content): Record<string, string> {
  if ("form" in content) return { "content-type": "application/x-www-form-urlencoded" };
  return "json" in content ? { "content-type": "application/json" } : {};
}

function bodyOf(content: Content): string {
  if ("form" in content) return new URLSearchParams(content.form).toString();
  return "json" in content ? JSON.stringify(content.json) : "";
}
