import { base58 } from "@scure/base";
import { Problem } from "../problem/problem.ts";
import { remembered } from "../remembered.ts";
import { assertUsableBlsKey } from "./bls12-381.ts";
import { compressPoint } from "./ecdsa.ts";
import { assertUsableEd25519Key } from "./ed25519.ts";
import type { KeyType, PublicKey } from "./public-key.ts";

/** Decoding base58 is quadratic, so the length is bounded before; the longest key here has 135 characters. */
const maximumLength = 200;

/** A key follows from its spelling alone: so many spellings are remembered. */
const maximumRemembered = 1000;

interface Encoding {
  type: KeyType;
  /** Multicodec prefix of the public key: Controlled Identifiers 1.0, 2.2.2. */
  prefix: [number, number];
  length: number;
  /** Gives back the key in its one form; throws for bytes that are no usable key. */
  read(bytes: Uint8Array): Uint8Array;
}

const encodings: readonly Encoding[] = [
  { type: "Ed25519", prefix: [0xed, 0x01], length: 32, read: asserted(assertUsableEd25519Key) },
  { type: "P-256", prefix: [0x80, 0x24], length: 33, read: (bytes) => compressPoint("P-256", bytes) },
  { type: "P-384", prefix: [0x81, 0x24], length: 49, read: (bytes) => compressPoint("P-384", bytes) },
  { type: "BLS12-381", prefix: [0xeb, 0x01], length: 96, read: asserted(assertUsableBlsKey) },
];

interface RefusedKind {
  prefix: [number, number];
  words: string;
  /** Whether something that is verified here could be signed with it: then nobody can say that it is not. */
  couldVerify?: true;
}

const rsa: RefusedKind = {
  prefix: [0x85, 0x24],
  words: "An RSA key is read from a JSON Web Key only, and verifies JWTs only",
  couldVerify: true,
};

/** What else is seen in multikeys, by its prefix, and is told apart from noise. */
const refusedKinds: readonly RefusedKind[] = [
  { prefix: [0xe7, 0x01], words: "secp256k1 keys are not used: no Data Integrity cryptosuite has them" },
  {
    prefix: [0x82, 0x24],
    words: "A P-521 key is read from a JSON Web Key only, and verifies JWTs only",
    couldVerify: true,
  },
  rsa,
  { prefix: [0xec, 0x01], words: "An X25519 key agrees on keys and signs nothing" },
];

/** How RSA keys of 2048 and of 4096 bits begin (as the did:key method has it), which are too long to be decoded. */
const longRsa = /^z(?:4MX|gg)[1-9A-HJ-NP-Za-km-z]{300,1000}$/;

/** Whether keys of a type are spelled as Multikeys, and so can be a did:key. */
export function hasMultikey({ type }: Pick<PublicKey, "type">): boolean {
  return encodings.some((encoding) => encoding.type === type);
}

/** Spells a public key as Multikey does: `z`, then base58 of the multicodec prefix and the key. */
export function encodeMultikey(key: PublicKey): string {
  return `z${base58.encode(multikeyBytes(key))}`;
}

/** The same before it is spelled: the multicodec prefix and the key. */
export function multikeyBytes(key: PublicKey): Uint8Array {
  const entry = encodings.find(({ type }) => type === key.type);
  if (entry?.length !== key.bytes.length) throw new TypeError("Not a public key of its type");
  return Uint8Array.of(...entry.prefix, ...key.bytes);
}

/**
 * Reads a public key from its Multikey spelling; only base58 (`z`) is defined for these key types.
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD`, also for a point that is not on its curve or is of
 * small order; `UNSUPPORTED` for a P-521 or RSA key.
 */
export function parseMultikey(multibase: string): PublicKey {
  if (longRsa.test(multibase)) throw refusal(rsa);
  if (multibase.length > maximumLength) throw invalid("Not a multikey in base58");
  const { type, bytes } = readMultikey(multibase);
  // Bytes cannot be frozen: whoever asks gets his own.
  return { type, bytes: bytes.slice() };
}

const readMultikey = remembered(maximumRemembered, (multibase) => readMultikeyBytes(decode(multibase)));

/** Reads a public key from the multicodec prefix and the key. Throws as {@link parseMultikey} does. */
export function readMultikeyBytes(bytes: Uint8Array): PublicKey {
  const hasPrefix = ({ prefix }: { prefix: [number, number] }) =>
    bytes[0] === prefix[0] && bytes[1] === prefix[1];
  const entry = encodings.find((encoding) => hasPrefix(encoding) && bytes.length === encoding.length + 2);
  if (entry !== undefined) return { type: entry.type, bytes: entry.read(bytes.slice(2)) };
  const refused = refusedKinds.find(hasPrefix);
  throw refused ? refusal(refused) : invalid("Neither an Ed25519, P-256, P-384 nor BLS12-381 key");
}

function refusal({ words, couldVerify }: RefusedKind): Problem {
  return couldVerify ? new Problem("UNSUPPORTED", words) : invalid(words);
}

function asserted(check: (bytes: Uint8Array) => void): Encoding["read"] {
  return (bytes) => {
    check(bytes);
    return bytes;
  };
}

function decode(multibase: string): Uint8Array {
  if (!multibase.startsWith("z")) throw invalid("Not a multikey in base58");
  try {
    return base58.decode(multibase.slice(1));
  } catch (cause) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "Not a multikey in base58", { cause });
  }
}

function invalid(words: string): Problem {
  return new Problem("INVALID_VERIFICATION_METHOD", words);
}
