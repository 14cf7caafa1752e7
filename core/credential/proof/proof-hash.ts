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
  const { proofValue: _value, ...options } = proof;
  const context = document["@context"] ?? [];
  const form = withSuiteContext({ "@context": context, ...options });
  const hashing = { canonicalization: "RDFC-1.0", hash: "sha256" } as const;
  return digest(await canonicalForm(form, hashing), hashing.hash);
}

/** Adds the context that explains proofs where the document's own do not. */
export function withSuiteContext(document: JsonObject): JsonObject {
  const contexts = listOf(document["@context"]);
  const known: readonly unknown[] = [contextUrls.credentialsV2, contextUrls.dataIntegrityV2];
  if (contexts.some((context) => known.includes(context))) return document;
  return { ...document, "@context": [...contexts, contextUrls.dataIntegrityV2] };
}
