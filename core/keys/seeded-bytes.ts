import { createHmac } from "node:crypto";

/** Gives so many bytes that nobody can foresee. */
export type RandomBytes = (sizeBytes: number) => Uint8Array;

const seedLength = 32;
const blockLength = 32;

/**
 * Makes a source of bytes from a secret seed and what the bytes are for: the same two give the same bytes in the same order,
 * others have nothing to do with them (HMAC-SHA-256 as in HKDF-Expand, RFC 5869, 2.3).
 *
 * Binding the bytes to all of the input they are used with means that a seed used twice by mistake gives nothing away.
 *
 * @param seed - 32 random bytes, as secret as a key.
 */
export function seededBytes(seed: Uint8Array, purpose: Uint8Array): RandomBytes {
  if (seed.length !== seedLength) throw new TypeError("A seed has 32 bytes");
  const key = createHmac("sha256", seed).update(purpose).digest();
  let counter = 0;
  return (sizeBytes) => {
    const blocks: Uint8Array[] = [];
    for (let made = 0; made < sizeBytes; made += blockLength) {
      const number = Buffer.alloc(8);
      number.writeBigUInt64BE(BigInt(counter));
      counter += 1;
      blocks.push(createHmac("sha256", key).update(number).digest());
    }
    return Uint8Array.from(Buffer.concat(blocks).subarray(0, sizeBytes));
  };
}
