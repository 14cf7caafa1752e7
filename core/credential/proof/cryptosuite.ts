import type { Cryptosuite } from "@digitalbazaar/data-integrity";
import type { JsonObject } from "../../json/json-value.ts";
import { verifyEd25519 } from "../../keys/ed25519.ts";
import type { PublicKey } from "../../keys/public-key.ts";
import { canonicalize, type ExpandedNode, expand, hashQuads } from "../json-ld/json-ld.ts";
import { listOf } from "../members.ts";

/** A verification method as the library hands it from the document loader to the verifier. */
export interface VerifierKey {
  publicKey: PublicKey;
}

/**
 * Makes the `eddsa-rdfc-2022` cryptosuite for one document, with canonicalization and signatures by
 * Stint's own code; the library keeps charge of the protocol.
 *
 * @param unsecured - The document without `proof`, and its expansion.
 * @param allProofs - The proofs a `previousProof` may name.
 * @see {@link https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022}
 */
export function eddsaRdfc2022(unsecured: HashedDocument, allProofs: JsonObject[]): Cryptosuite {
  return {
    name: "eddsa-rdfc-2022",
    requiredAlgorithm: "Ed25519",
    canonize: async (document) => canonicalize(await expand(document as JsonObject)),
    async createVerifier({ verificationMethod }) {
      const { publicKey } = verificationMethod as VerifierKey;
      return {
        algorithm: publicKey.type,
        verify: async ({ data, signature }) =>
          verifyEd25519({ signature, message: data, publicKey: publicKey.bytes }),
      };
    },
    async createVerifyData({ document, proof, documentLoader, dataIntegrityProof }) {
      const proofQuads = await dataIntegrityProof.canonizeProof(proof, { document, documentLoader });
      const previous = matchingProofs(proof as JsonObject, allProofs);
      return Buffer.concat([hashQuads(proofQuads), await hashDocument(unsecured, previous)]);
    },
  };
}

/** A document without its proofs; the hash of its canonical form is computed once. */
export interface HashedDocument {
  document: JsonObject;
  expanded: ExpandedNode;
  hash?: Promise<Uint8Array>;
}

/**
 * The hash a proof signs: of the document alone, or of the document with the proofs that come before.
 *
 * @see {@link https://www.w3.org/TR/vc-data-integrity/#verify-proof-sets-and-chains}
 */
export async function hashDocument(unsecured: HashedDocument, previous: JsonObject[]): Promise<Uint8Array> {
  if (previous.length > 0) {
    return hashQuads(await canonicalize(await expand({ ...unsecured.document, proof: previous })));
  }
  unsecured.hash ??= canonicalize(unsecured.expanded).then(hashQuads);
  return unsecured.hash;
}

/** The proofs that a proof names as coming before it. */
export function matchingProofs(proof: JsonObject, allProofs: JsonObject[]): JsonObject[] {
  const named = listOf(proof.previousProof);
  return allProofs.filter(({ id }) => id !== undefined && named.includes(id));
}
