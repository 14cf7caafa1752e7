import type { Cryptosuite } from "@digitalbazaar/data-integrity";
import type { BoundedEffort } from "../../bounded-effort.ts";
import type { JsonObject } from "../../json/json-value.ts";
import { verifyEcdsa } from "../../keys/ecdsa.ts";
import { verifyEd25519 } from "../../keys/ed25519.ts";
import type { KeyType, PublicKey } from "../../keys/public-key.ts";
import { type CryptosuiteName, cryptosuites, hashOf } from "./cryptosuites.ts";
import {
  canonicalForm,
  digest,
  type HashedDocument,
  type Hashing,
  hashDocument,
  matchingProofs,
} from "./hashed-document.ts";
import { proofDocument } from "./proof-hash.ts";

/** A verification method as the library hands it from the document loader to the verifier. */
export interface VerifierKey {
  publicKey: PublicKey;
}

/**
 * Makes a cryptosuite for one document and one type of key, with canonicalization and signatures by Stint's own code;
 * the library keeps charge of the protocol.
 *
 * @param options.unsecured - The document without `proof`, and its expansion.
 * @param options.allProofs - The proofs a `previousProof` may name.
 * @see {@link https://www.w3.org/TR/vc-di-eddsa/#algorithms} and {@link https://www.w3.org/TR/vc-di-ecdsa/#algorithms}
 */
export function createCryptosuite(options: {
  name: CryptosuiteName;
  keyType: KeyType;
  unsecured: HashedDocument;
  allProofs: JsonObject[];
  effort?: BoundedEffort | undefined;
}): Cryptosuite {
  const { name, keyType, unsecured, allProofs, effort } = options;
  const { canonicalization } = cryptosuites[name];
  const hashing: Hashing = { canonicalization, hash: hashOf(keyType) };
  return {
    name,
    requiredAlgorithm: keyType,
    canonize: (document) => canonicalForm(document as JsonObject, hashing, effort),
    async createVerifier({ verificationMethod }) {
      const { publicKey } = verificationMethod as VerifierKey;
      return {
        algorithm: publicKey.type,
        verify: async ({ data, signature }) => verifySignature(publicKey, data, signature, effort),
      };
    },
    async createVerifyData({ document, proof }) {
      const options =
        canonicalization === "JCS"
          ? withoutValue(proof as JsonObject)
          : proofDocument(proof as JsonObject, document as JsonObject);
      const canonicalProof = await canonicalForm(options, hashing, effort);
      const previous = matchingProofs(proof as JsonObject, allProofs);
      return Buffer.concat([
        digest(canonicalProof, hashing.hash),
        await hashDocument(unsecured, previous, hashing, effort),
      ]);
    },
  };
}

function verifySignature(
  { type, bytes }: PublicKey,
  message: Uint8Array,
  signature: Uint8Array,
  effort: BoundedEffort | undefined,
): boolean {
  switch (type) {
    case "Ed25519":
      return verifyEd25519({ signature, message, publicKey: bytes }, effort);
    case "P-256":
    case "P-384":
      return verifyEcdsa({ curve: type, signature, message, publicKey: bytes });
    default:
      return false;
  }
}

function withoutValue({ proofValue: _, ...options }: JsonObject): JsonObject {
  return options;
}
