import { looksLikeCompactJws, looksLikeSdJwt } from "../../core/jose/compact-jws.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { parseStrictJson } from "../../core/json/parse-strict-json.ts";
import { kindOfJwt } from "../../core/presentation/jwt-kind.ts";
import { Problem } from "../../core/problem/problem.ts";
import { maxCredentialBytes, maxPresentationBytes } from "./document-limits.ts";

export interface PastedDocument {
  kind: "credential" | "presentation";
  /** As JSON, or as a compact JWT. */
  document: JsonObject | string;
  sizeBytes: number;
}

/**
 * Reads what somebody pasted: a credential or a presentation, as JSON or as a JWT, or the answer of an issuer or wallet around
 * one (`{"verifiableCredential": …}`).
 *
 * @throws {@link Problem} `PARSING_ERROR`, `CONTENT_TOO_LARGE`, `UNSUPPORTED` for an SD-JWT, or `INVALID_REQUEST` when it is neither.
 */
export function parsePasted(text: string): PastedDocument {
  const sizeBytes = Buffer.byteLength(text);
  const document = readText(text.trim());
  const kind = kindOf(document);
  if (kind === "credential" && sizeBytes > maxCredentialBytes) {
    throw new Problem("CONTENT_TOO_LARGE", `A credential may have at most ${maxCredentialBytes} bytes.`);
  }
  return { kind, document, sizeBytes };
}

function readText(text: string): JsonObject | string {
  if (looksLikeSdJwt(text)) throw new Problem("UNSUPPORTED", "This is an SD-JWT, which is not read here.");
  if (isOrdinaryText(text)) {
    throw new Problem("PARSING_ERROR", "This is neither JSON, nor a JWT, nor an https link.");
  }
  const json = looksLikeCompactJws(text)
    ? text
    : unwrap(parseStrictJson(text, { maxBytes: maxPresentationBytes }));
  if (isObject(json) && isVerdict(json)) {
    throw new Problem(
      "INVALID_REQUEST",
      "This is a verdict that another verifier reached, not a credential.",
    );
  }
  if (isObject(json) || (typeof json === "string" && looksLikeCompactJws(json))) return json;
  throw new Problem("INVALID_REQUEST", "This is JSON, but neither a credential nor a presentation.");
}

/** Something that somebody wrote: the reader of JSON would only say at which position it stumbles. */
function isOrdinaryText(text: string): boolean {
  return text.length <= maxPresentationBytes && /^[^[{"]/.test(text) && !looksLikeCompactJws(text);
}

/** What a verifier answers about a document, such as the JSON behind the link of a share elsewhere. */
function isVerdict(json: JsonObject): boolean {
  return !("@context" in json) && "verified" in json && "checks" in json;
}

function kindOf(document: JsonObject | string): PastedDocument["kind"] {
  if (typeof document === "string") return kindOfJwt(document);
  const types = ["VerifiablePresentation", "EnvelopedVerifiablePresentation"];
  return types.some((type) => names(document.type, type)) ? "presentation" : "credential";
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
