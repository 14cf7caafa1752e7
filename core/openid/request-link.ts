import type { JsonObject } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { Problem } from "../problem/problem.ts";
import { type ClientIdentifier, parseClientIdentifier } from "./client-identifier.ts";
import { OpenidError } from "./openid-error.ts";
import { maximumRequestBytes } from "./request-object.ts";

/** A request for presentations as its link brings it. */
export type RequestLink =
  /** Everything stands in the link, unsigned. */
  | { by: "value"; client: ClientIdentifier; parameters: JsonObject }
  /** A request object stands in the link. */
  | { by: "object"; client: ClientIdentifier; jwt: string }
  /** A request object is to be had from a URL. */
  | { by: "reference"; client: ClientIdentifier; url: string; method: "GET" | "POST" }
  /** VCALM: asked with `Accept: application/json` it names the protocols that it speaks. */
  | { by: "interaction"; url: string };

/** Parameters whose value is JSON when they stand in a link: OpenID4VP 1.0, 5.1. */
const jsonParameters = new Set(["dcql_query", "client_metadata", "verifier_info"]);

/**
 * Reads the link of a request: `openid4vp:`, a wallet's own https link with the same parameters, or an interaction URL.
 *
 * @throws {@link OpenidError} `invalid_request`, `invalid_request_uri_method`.
 */
export function readRequestLink(text: string): RequestLink {
  const link = text.trim();
  if (link.length > maximumRequestBytes || !URL.canParse(link)) throw refuse("This is not a link");
  const { searchParams, protocol } = new URL(link);
  if (!searchParams.has("client_id") && /^https?:$/.test(protocol) && searchParams.get("iuv") === "1") {
    return { by: "interaction", url: link };
  }
  const parameters = readParameters(searchParams);
  const client = parseClientIdentifier(parameters.get("client_id"));
  const reference = parameters.get("request_uri");
  const jwt = parameters.get("request");
  const method = readMethod(parameters.get("request_uri_method"), reference);
  if (reference !== undefined && jwt !== undefined)
    throw refuse("request and request_uri exclude each other");
  // A request object is always signed, and nobody could say with whose key.
  if (client.prefix === "redirect_uri" && (reference ?? jwt) !== undefined) {
    throw refuse("A request of a redirect_uri client stands in the link itself");
  }
  if (reference !== undefined) return { by: "reference", client, url: reference, method };
  if (jwt !== undefined) return { by: "object", client, jwt };
  return { by: "value", client, parameters: Object.fromEntries([...parameters].map(readValue)) };
}

function readParameters(searchParams: URLSearchParams): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of searchParams) {
    if (parameters.has(name)) throw refuse("A parameter of the request is given twice");
    parameters.set(name, value);
  }
  return parameters;
}

function readMethod(method: string | undefined, reference: string | undefined): "GET" | "POST" {
  if (method === undefined) return "GET";
  if (reference === undefined) throw refuse("request_uri_method stands without request_uri");
  if (method === "get") return "GET";
  if (method === "post") return "POST";
  throw new OpenidError("invalid_request_uri_method", "request_uri_method is neither get nor post");
}

function readValue([name, value]: [string, string]): [string, JsonObject[string]] {
  if (!jsonParameters.has(name)) return [name, value];
  try {
    return [name, parseStrictJson(value, { maxBytes: maximumRequestBytes })];
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    throw new OpenidError("invalid_request", `${name} is not JSON`, { cause });
  }
}

function refuse(words: string): OpenidError {
  return new OpenidError("invalid_request", words);
}
