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
