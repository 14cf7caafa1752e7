import { type Ed25519KeyPair, signEd25519 } from "./ed25519.ts";
import { type P256KeyPair, signP256 } from "./p256.ts";

/** Somebody who can sign: the shape that Data Integrity libraries ask for. */
export interface Signer {
  /** The DID URL of the verification method that belongs to the key. */
  readonly id: string;
  /** What kind of key signs; Data Integrity proofs are made with Ed25519 only. */
  readonly algorithm: "Ed25519" | "P-256";
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

/** The same for a P-256 key pair: signatures are R and S, 32 bytes each, as ES256 has them. */
export function p256Signer(verificationMethod: string, keyPair: P256KeyPair): Signer {
  return {
    id: verificationMethod,
    algorithm: "P-256",
    sign: async ({ data }) => signP256(data, keyPair),
  };
}
