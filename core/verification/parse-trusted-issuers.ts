import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { Problem } from "../problem/problem.ts";
import { isRegistry, readRegistry } from "./read-registry.ts";
import {
  maxTrustedIssuers,
  maxTrustListBytes,
  type TrustedIssuer,
  type TrustedIssuers,
  trustedIssuerSchema,
} from "./trusted-issuer.ts";

/**
 * Parses a file that says whom a verifier believes: our own format, or a registry as the Digital Credentials Consortium publishes them
 * (`{"meta", "registry": {"did:…": {"name", "url", "location"}}}`), told apart by shape.
 *
 * Of our own format nothing is ever left out: an entry that is not understood could be a warning.
 *
 * @throws {@link Problem} `CONTENT_TOO_LARGE`, `PARSING_ERROR`, or `MALFORMED_VALUE_ERROR` that names the first thing wrong with it.
 */
export function parseTrustedIssuers(text: Uint8Array | string): TrustedIssuers {
  const repeated = new Set<string>();
  const json = parseStrictJson(text, {
    maxBytes: maxTrustListBytes,
    nodes: 1_000_000,
    arrayItems: maxTrustedIssuers,
    onRepeatedMember: (name) => repeated.add(name),
  });
  if (!isJsonObject(json)) throw malformed("the document: must be an object with issuers");
  return isRegistry(json) ? readRegistry(json, repeated) : readOwnFormat(json, repeated);
}

function readOwnFormat(json: JsonObject, repeated: ReadonlySet<string>): TrustedIssuers {
  if (repeated.size > 0) throw malformed("the document: a member occurs twice in one object");
  const foreign = Object.keys(json).find((member) => member !== "issuers");
  if (foreign !== undefined) throw malformed("the document: has a member besides issuers");
  if (!Array.isArray(json.issuers)) throw malformed("issuers: must be an array");
  const seen = new Set<string>();
  const issuers = json.issuers.map((entry, position) => {
    const issuer = readEntry(entry, ["issuers", position]);
    if (seen.has(issuer.did)) throw malformed(`issuers.${position}.did: listed twice`);
    seen.add(issuer.did);
    return issuer;
  });
  return { issuers, leftOut: { repeated: 0, unusable: 0 } };
}

/**
 * Parses one issuer, as somebody enters it.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` that names the first thing wrong with it.
 */
export function parseTrustedIssuer(entry: unknown): TrustedIssuer {
  return readEntry(entry, []);
}

function readEntry(entry: unknown, place: (string | number)[]): TrustedIssuer {
  const result = trustedIssuerSchema.safeParse(entry);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  // zod's own words for an unknown member would repeat it.
  const words = issue?.code === "unrecognized_keys" ? "has a member that is not known here" : issue?.message;
  throw malformed(
    `${[...place, ...(issue?.path ?? [])].join(".") || "the issuer"}: ${words ?? "not usable"}`,
  );
}

function malformed(words: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", words);
}
