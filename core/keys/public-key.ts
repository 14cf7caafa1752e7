import type { RsaAlgorithm } from "./rsa.ts";

/** The kinds of keys that secure documents. P-521 and RSA keys sign JWTs only: no cryptosuite of Data Integrity has them. */
export const keyTypes = ["Ed25519", "P-256", "P-384", "P-521", "BLS12-381", "RSA"] as const;

export type KeyType = (typeof keyTypes)[number];

/** A public key that was parsed and found usable. */
export interface PublicKey {
  type: KeyType;
  /**
   * Ed25519: the 32 bytes of RFC 8032. P-256, P-384 and P-521: the compressed point of SEC 1, 33, 49 and 67 bytes.
   * BLS12-381: the compressed point of G2, 96 bytes, that BBS signatures are verified with. RSA: a DER SubjectPublicKeyInfo.
   */
  bytes: Uint8Array;
  /** The one JWS algorithm that its publisher allows it for (RFC 7517, 4.4). Only RSA keys have several to choose from. */
  algorithm?: RsaAlgorithm;
}
