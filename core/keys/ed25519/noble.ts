import { createHash } from "node:crypto";
import { getPublicKey, hashes, Point, sign, verify } from "@noble/ed25519";

hashes.sha512 = (message) => Uint8Array.from(createHash("sha512").update(message).digest());

/** The public key that belongs to a seed of 32 bytes: RFC 8032, 5.1.5. */
export function publicKeyOfSeed(seed: Uint8Array): Uint8Array {
  return getPublicKey(seed);
}

/** Signs a message as RFC 8032, 5.1.6 has it. */
export function signWithNoble(message: Uint8Array, seed: Uint8Array): Uint8Array {
  return sign(message, seed);
}

/** The verdict on a signature: docs/decisions/0017 says what is accepted. `signature` has 64 bytes, `publicKey` 32. */
export function verifyWithNoble(input: {
  signature: Uint8Array;
  message: Uint8Array;
  publicKey: Uint8Array;
}): boolean {
  const { signature, message, publicKey } = input;
  // noble in strict mode refuses the rest, but lets a small-order R pass.
  if (!isUsablePoint(signature.subarray(0, 32))) return false;
  return verify(signature, message, publicKey, { zip215: false });
}

/** Whether bytes are the canonical encoding of a point of the curve (RFC 8032, 5.1.3), and that is not of small order. */
export function isUsablePoint(bytes: Uint8Array): boolean {
  try {
    return !Point.fromBytes(bytes).isSmallOrder();
  } catch {
    return false;
  }
}
