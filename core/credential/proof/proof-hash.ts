import type { JsonObject } from "../../json/json-value.ts";
import { listOf } from "../members.ts";
import { contextUrls } from "../vocabulary.ts";
import { canonicalForm, digest } from "./hashed-document.ts";

/**
 * SHA-256 of a proof's options, which are read under the contexts of the document.
 *
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#base-proof-configuration-ecdsa-sd-2023}
 */
export async function hashProofOptions(proof: JsonObject, document: JsonObject): Promise<Uint8Array> {
  const hashing = { canonicalization: "RDFC-1.0", hash: "sha256" } as const;
  return digest(await canonicalForm(proofDocument(proof, document), hashing), hashing.hash);
}

/**
 * The options of a proof as a document of their own: what their statements are derived from. The first version of the context for proofs
 * explains them as well, and its terms are protected: the second beside it would be an error (JSON-LD 1.1, 4.1.11).
 */
export function proofDocument(proof: JsonObject, document: JsonObject): JsonObject {
  const { proofValue: _value, ...options } = proof;
  const form = { "@context": document["@context"] ?? [], ...options };
  return listOf(form["@context"]).includes(contextUrls.dataIntegrityV1) ? form : withSuiteContext(form);
}

/** Adds the context that explains proofs, in the version that is signed with, where the document's own do not. */
export function withSuiteContext(document: JsonObject): JsonObject {
  const contexts = listOf(document["@context"]);
  const known: readonly unknown[] = [contextUrls.credentialsV2, contextUrls.dataIntegrityV2];
  if (contexts.some((context) => known.includes(context))) return document;
  return { ...document, "@context": [...contexts, contextUrls.dataIntegrityV2] };
}
