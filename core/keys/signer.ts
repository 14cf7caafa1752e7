import { type SignedMessages, signBbs } from "./bbs/signature.ts";
import type { BlsKeyPair } from "./bls12-381.ts";
import { type EcdsaCurve, type EcdsaKeyPair, signEcdsa } from "./ecdsa.ts";
import { type Ed25519KeyPair, signEd25519 } from "./ed25519.ts";
import { type RsaKeyPair, signRsa } from "./rsa.ts";

/** Somebody who can sign: the shape that Data Integrity libraries ask for. */
export interface Signer {
  /** The DID URL of the verification method that belongs to the key. */
  readonly id: string;
  /** What kind of key signs; it decides which cryptosuites and JWS algorithms there are. With RSA no cryptosuite. */
  readonly algorithm: "Ed25519" | EcdsaCurve | "RSA";
  sign(options: { data: Uint8Array }): Promise<Uint8Array>;
}

/** Makes a signer from a key pair. That the key is published at `verificationMethod` is NOT checked. */
export function ed25519Signer(verificationMethod: string, keyPair: Ed25519KeyPair): Signer {
  return {
    id: verificationMethod,
    algorithm: "Ed25519",
    sign: async ({ data }) => signEd25519(data, keyPair),
  };
}

/** The same for a key pair of a NIST curve: signatures are R and S, as ES256 and ES384 have them. */
export function ecdsaSigner(verificationMethod: string, keyPair: EcdsaKeyPair): Signer {
  return {
    id: verificationMethod,
    algorithm: keyPair.curve,
    sign: async ({ data }) => signEcdsa(data, keyPair),
  };
}

/** The same for an RSA key pair: signatures are those of RS256. */
export function rsaSigner(verificationMethod: string, keyPair: RsaKeyPair): Signer {
  return { id: verificationMethod, algorithm: "RSA", sign: async ({ data }) => signRsa(data, keyPair) };
}

/** Somebody who can sign many messages at once so that each may be withheld later: BBS. */
export interface BbsSigner {
  /** The DID URL of the verification method that belongs to the key. */
  readonly id: string;
  readonly algorithm: "BLS12-381";
  /** The compressed point of G2, 96 bytes. */
  readonly publicKey: Uint8Array;
  signMessages(signed: SignedMessages): Promise<Uint8Array>;
}

/** Makes a signer from a BLS12-381 key pair. That the key is published at `verificationMethod` is NOT checked. */
export function bbsSigner(verificationMethod: string, keyPair: BlsKeyPair): BbsSigner {
  return {
    id: verificationMethod,
    algorithm: "BLS12-381",
    publicKey: keyPair.publicKey,
    signMessages: async (signed) => signBbs(signed, keyPair),
  };
}
