import { hash as hashText } from "node:crypto";
import type { BoundedEffort } from "../../bounded-effort.ts";
import { canonicalJson } from "../../json/canonical-json.ts";
import type { JsonObject } from "../../json/json-value.ts";
import type { PublicKey } from "../../keys/public-key.ts";
import type { Coverage } from "../disclosure/coverage.ts";
import { canonicalize, type ExpandedNode, expand } from "../json-ld/json-ld.ts";
import { listOf } from "../members.ts";
import type { ParsedProof } from "./proof-options.ts";

/** A document without its proofs; each canonical form is made once. */
export interface HashedDocument {
  document: JsonObject;
  expanded: ExpandedNode;
  canonical?: Map<string, Promise<string>>;
  /** For one that is verified again and again: what each proof covers, by the key that verified it. */
  coverages?: Map<ParsedProof, { publicKey: PublicKey; coverage: Coverage | undefined }>;
}

type Canonicalization = "RDFC-1.0" | "JCS";

/** How a document is made one text, and how that is hashed. */
export interface Hashing {
  canonicalization: Canonicalization;
  hash: "sha256" | "sha384";
}

/**
 * The hash a proof signs: of the document alone, or of the document with the proofs that come before.
 *
 * @see {@link https://www.w3.org/TR/vc-data-integrity/#verify-proof-sets-and-chains}
 */
export async function hashDocument(
  unsecured: HashedDocument,
  previous: JsonObject[],
  hashing: Hashing,
  effort?: BoundedEffort,
): Promise<Uint8Array> {
  const { canonicalization, hash } = hashing;
  if (previous.length > 0) {
    // Each proof of a chain has another document to expand.
    effort?.exceed();
    const document = { ...unsecured.document, proof: previous };
    return digest(await canonicalForm(document, hashing), hash);
  }
  unsecured.canonical ??= new Map();
  const key = `${canonicalization} ${hash}`;
  const form =
    unsecured.canonical.get(key) ??
    (canonicalization === "JCS"
      ? canonicalForm(unsecured.document, hashing)
      : canonicalize(unsecured.expanded, hash, effort));
  unsecured.canonical.set(key, form);
  return digest(await form, hash);
}

/** Writes a plain document in its canonical form. Throws what expanding and canonicalizing throw. */
export async function canonicalForm(
  document: JsonObject,
  { canonicalization, hash }: Hashing,
  effort?: BoundedEffort,
): Promise<string> {
  if (canonicalization === "JCS") return canonicalJson(document);
  return canonicalize(await expand(document, effort), hash, effort);
}

/** The hash of a canonical form. */
export function digest(canonical: string, hash: Hashing["hash"]): Uint8Array {
  // Twice as fast as to ask for a buffer: the few bytes come as characters.
  return Buffer.from(hashText(hash, canonical, "binary"), "latin1");
}

/** The proofs that a proof names as coming before it. */
export function matchingProofs(proof: JsonObject, allProofs: JsonObject[]): JsonObject[] {
  const named = listOf(proof.previousProof);
  return allProofs.filter(({ id }) => id !== undefined && named.includes(id));
}
