import * as nodeCrypto from "node:crypto";
import type { BoundedEffort } from "../bounded-effort.ts";
import { Problem } from "../problem/problem.ts";
import { type Ed25519, ed25519With } from "./ed25519/ed25519-with.ts";
import { findNativeEd25519 } from "./ed25519/native.ts";
import { publicKeyOfSeed } from "./ed25519/noble.ts";

/** An Ed25519 key pair; the seed is the 32-byte private key of RFC 8032, 5.1.5. Once they have signed, its bytes do not change. */
export interface Ed25519KeyPair {
  readonly publicKey: Uint8Array;
  readonly seed: Uint8Array;
}

/** Looked for when it is first needed: a wallet that lists credentials has no use for it. */
let found: Ed25519 | undefined;
function ed25519(): Ed25519 {
  found ??= ed25519With(findNativeEd25519(nodeCrypto));
  return found;
}

/** Makes the key pair that belongs to a seed of 32 random bytes. */
export function ed25519KeyPair(seed: Uint8Array): Ed25519KeyPair {
  assertSeed(seed);
  return { seed: Uint8Array.from(seed), publicKey: publicKeyOfSeed(seed) };
}

/** Signs a message: 64 bytes, deterministic (RFC 8032, 5.1.6). */
export function signEd25519(message: Uint8Array, { seed }: Ed25519KeyPair): Uint8Array {
  assertSeed(seed);
  return ed25519().sign(message, seed);
}

/**
 * Says whether a signature is by this key over this message. This is the only place that decides.
 *
 * RFC 8032, 5.1.7 with the cofactored equation, and stricter in what it accepts: S below the group order,
 * canonical encodings of A and R only, and neither of small order. Bytes of a wrong length are a "no".
 *
 * @param effort - Exceeded by what the native implementation does not accept, which takes twenty times as long to decide.
 */
export function verifyEd25519(
  input: {
    signature: Uint8Array;
    message: Uint8Array;
    publicKey: Uint8Array;
  },
  effort?: BoundedEffort,
): boolean {
  return ed25519().verify(input, effort);
}

/**
 * Asserts that a public key is a canonical point of the curve that is not of small order: under such a
 * point anybody can forge signatures.
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD`.
 */
export function assertUsableEd25519Key(publicKey: Uint8Array): void {
  if (!ed25519().isUsableKey(publicKey)) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "Not a usable Ed25519 public key");
  }
}

function assertSeed(seed: Uint8Array): void {
  if (seed.length !== 32) throw new TypeError("An Ed25519 seed has 32 bytes");
}
