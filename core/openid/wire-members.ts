import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { isLoopbackHost } from "../loopback-host.ts";
import { Problem } from "../problem/problem.ts";

/** Longest URL that a document of OAuth or OpenID may hold here. */
const maximumUrlLength = 2_000;

/** Whether plain http is good enough for an address on this machine. For development and tests. */
export interface UrlPolicy {
  allowHttpOnLoopback: boolean;
}

/** The JSON object that a document from outside must be. Throws `MALFORMED_VALUE_ERROR`. */
export function expectObject(value: JsonValue | undefined, name: string): JsonObject {
  if (!isJsonObject(value)) throw malformed(`${name} is not a JSON object`);
  return value;
}

/** A string of 1 to `maximum` characters. Throws `MALFORMED_VALUE_ERROR`. */
export function expectText(value: JsonValue | undefined, name: string, maximum: number): string {
  if (typeof value !== "string" || value === "" || value.length > maximum) {
    throw malformed(`${name} is not a text of 1 to ${maximum} characters`);
  }
  return value;
}

/** A whole number between two bounds, both included. Throws `MALFORMED_VALUE_ERROR`. */
export function expectWholeNumber(
  value: JsonValue | undefined,
  name: string,
  bounds: { minimum: number; maximum: number },
): number {
  const { minimum, maximum } = bounds;
  if (typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum)
    return value;
  throw malformed(`${name} is not a whole number from ${minimum} to ${maximum}`);
}

/** An array of distinct strings, 1 to `maximumItems` of them. Throws `MALFORMED_VALUE_ERROR`. */
export function expectTexts(
  value: JsonValue | undefined,
  name: string,
  bounds: { maximumItems: number; maximumLength: number },
): string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > bounds.maximumItems) {
    throw malformed(`${name} is not an array of 1 to ${bounds.maximumItems} texts`);
  }
  const texts = value.map((item) => expectText(item, name, bounds.maximumLength));
  if (new Set(texts).size !== texts.length) throw malformed(`${name} names something twice`);
  return texts;
}

/**
 * A URL that may be called: https, or http on this machine where that is allowed; no user name, no fragment. It is given back as it was
 * written, because OAuth compares identifiers as strings. Whether the address is public is NOT checked here.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR`.
 */
export function expectUrl(value: JsonValue | undefined, name: string, policy: UrlPolicy): string {
  const text = expectText(value, name, maximumUrlLength);
  if (!/^[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) throw malformed(`${name} is not a URL`);
  const { protocol, hostname, username, password, hash } = new URL(text);
  const isLocal = policy.allowHttpOnLoopback && protocol === "http:" && isLoopbackHost(hostname);
  if (protocol !== "https:" && !isLocal) throw malformed(`${name} is not an https URL`);
  if (username + password !== "" || hash !== "" || text.includes("#")) {
    throw malformed(`${name} holds a user name or a fragment`);
  }
  return text;
}

/** {@link expectUrl} for the identifier of an issuer, which has no query either: OpenID4VCI 1.0, 12.2.1. */
export function expectIssuerIdentifier(
  value: JsonValue | undefined,
  name: string,
  policy: UrlPolicy,
): string {
  const text = expectUrl(value, name, policy);
  if (text.includes("?")) throw malformed(`${name} has a query`);
  return text;
}

export function malformed(words: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", `${words}.`);
}
