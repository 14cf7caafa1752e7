/** The kinds of keys that secure documents. */
export type KeyType = "Ed25519" | "P-256" | "P-384" | "BLS12-381";

/** A public key that was parsed and found usable. */
export interface PublicKey {
  type: KeyType;
  /**
   * Ed25519: the 32 bytes of RFC 8032. P-256 and P-384: the compressed point of SEC 1, 33 and 49 bytes. BLS12-381: the
   * compressed point of G2, 96 bytes, that BBS signatures are verified with.
   */
  bytes: Uint8Array;
}
