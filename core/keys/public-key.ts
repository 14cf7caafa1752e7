/** A public key that was parsed and found usable. */
export interface PublicKey {
  type: "Ed25519" | "P-256";
  /** Ed25519: the 32 bytes of RFC 8032. P-256: the compressed point of SEC 1, 33 bytes. */
  bytes: Uint8Array;
}
