import { Problem } from "../problem/problem.ts";

export const saltLength = 32;
const nonceLength = 12;

/**
 * What every sealed record begins with: "STINT", version 1, then the KDF (1 = scrypt) with log2 N, r and p.
 * Only this one set is read: a record that could name its own parameters could also name their cost.
 */
const preamble = Uint8Array.of(0x53, 0x54, 0x49, 0x4e, 0x54, 1, 1, 17, 8, 1);

/** Length of the whole header in bytes: preamble, salt, nonce. */
export const headerLength = preamble.length + saltLength + nonceLength;

/** Writes the header of a sealed record. */
export function writeHeader(salt: Uint8Array, nonce: Uint8Array): Uint8Array {
  return Uint8Array.of(...preamble, ...salt, ...nonce);
}

/**
 * What a key is derived by, besides the passphrase: the preamble and the salt of a record's header. Another KDF, other parameters or
 * another salt are another one.
 */
export function derivationHeader(salt: Uint8Array): Uint8Array {
  return Uint8Array.of(...preamble, ...salt);
}

/** Reads the header of a sealed record. Throws `CANNOT_OPEN` for anything else. */
export function readHeader(sealed: Uint8Array): { salt: Uint8Array; nonce: Uint8Array } {
  if (sealed.length < headerLength || preamble.some((byte, index) => sealed[index] !== byte)) {
    throw new Problem("CANNOT_OPEN");
  }
  const nonceStart = preamble.length + saltLength;
  return { salt: sealed.slice(preamble.length, nonceStart), nonce: sealed.slice(nonceStart, headerLength) };
}

/** Header and record id, the id's length between them so that the two cannot run together. */
export function associatedData(header: Uint8Array, id: string): Uint8Array {
  const idBytes = Buffer.from(id, "utf8");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(idBytes.length);
  return Buffer.concat([header, length, idBytes]);
}
