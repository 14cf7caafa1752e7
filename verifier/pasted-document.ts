import type { JsonObject, JsonValue } from "../core/json/json-value.ts";
import { parseStrictJson } from "../core/json/parse-strict-json.ts";
import { Problem } from "../core/problem/problem.ts";
import { maxCredentialBytes, maxPresentationBytes } from "./document-limits.ts";

export interface PastedDocument {
  kind: "credential" | "presentation";
  document: JsonObject;
  sizeBytes: number;
}

/**
 * Reads what somebody pasted: a credential, a presentation, or the answer of an issuer or wallet around one
 * (`{"verifiableCredential": …}`).
 *
 * @throws {@link Problem} `PARSING_ERROR`, `CONTENT_TOO_LARGE`, or `INVALID_REQUEST` when it is neither.
 */
export function parsePasted(text: string): PastedDocument {
  const sizeBytes = Buffer.byteLength(text);
  const json = unwrap(parseStrictJson(text.trim(), { maxBytes: maxPresentationBytes }));
  if (!isObject(json))
    throw new Problem("INVALID_REQUEST", "This is JSON, but neither a credential nor a presentation.");
  const kind = names(json.type, "VerifiablePresentation") ? "presentation" : "credential";
  if (kind === "credential" && sizeBytes > maxCredentialBytes) {
    throw new Problem("CONTENT_TOO_LARGE", `A credential may have at most ${maxCredentialBytes} bytes.`);
  }
  return { kind, document: json, sizeBytes };
}

function unwrap(json: JsonValue): JsonValue {
  if (!isObject(json) || "@context" in json) return json;
  return json.verifiablePresentation ?? json.verifiableCredential ?? json;
}

function names(type: JsonValue | undefined, name: string): boolean {
  return type === name || (Array.isArray(type) && type.includes(name));
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
