import { base58 } from "@scure/base";
import { Problem } from "../problem/problem.ts";
import { assertUsableEd25519Key } from "./ed25519.ts";
import { compressP256 } from "./p256.ts";
import type { PublicKey } from "./public-key.ts";

/** Decoding base58 is quadratic, so the length is bounded before; the longest key here has 49 characters. */
const maximumLength = 200;

/** Multicodec prefixes of public keys: Controlled Identifiers 1.0, 2.2.2. */
const prefixes = [
  { type: "Ed25519", prefix: [0xed, 0x01], length: 32 },
  { type: "P-256", prefix: [0x80, 0x24], length: 33 },
] as const;

/** Spells a public key as Multikey does: `z`, then base58 of the multicodec prefix and the key. */
export function encodeMultikey(key: PublicKey): string {
  const entry = prefixes.find(({ type }) => type === key.type);
  if (entry?.length !== key.bytes.length) throw new TypeError("Not a public key of its type");
  return `z${base58.encode(Uint8Array.of(...entry.prefix, ...key.bytes))}`;
}

/**
 * Reads a public key from its Multikey spelling; only base58 (`z`) is defined for these key types.
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD`, also for a point that is not on its curve or is of
 * small order.
 */
export function parseMultikey(multibase: string): PublicKey {
  const bytes = decode(multibase);
  for (const { type, prefix, length } of prefixes) {
    if (bytes[0] !== prefix[0] || bytes[1] !== prefix[1] || bytes.length !== length + 2) continue;
    const key = bytes.slice(2);
    if (type === "P-256") return { type, bytes: compressP256(key) };
    assertUsableEd25519Key(key);
    return { type, bytes: key };
  }
  throw new Problem("INVALID_VERIFICATION_METHOD", "Neither an Ed25519 nor a P-256 key");
}

function decode(multibase: string): Uint8Array {
  if (multibase.length > maximumLength || !multibase.startsWith("z")) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "Not a multikey in base58");
  }
  try {
    return base58.decode(multibase.slice(1));
  } catch (cause) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "Not a multikey in base58", { cause });
  }
}
