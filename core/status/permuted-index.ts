import { createHmac } from "node:crypto";

const rounds = 8;

/**
 * Turns a counter into a status list index: a keyed permutation, so indexes are unpredictable (nobody
 * can tell neighbours or the number of credentials issued) and never collide.
 *
 * A balanced Feistel network over the next even number of bits, walked until the result falls inside.
 *
 * @param key - 32 secret bytes, one key per list.
 * @param counter - 0, 1, 2 ... `entries - 1`; each value gives another index.
 * @throws {TypeError} when the counter is outside the list: a new list is needed.
 */
export function permutedIndex({
  key,
  counter,
  entries,
}: {
  key: Uint8Array;
  counter: number;
  entries: number;
}): number {
  if (!Number.isSafeInteger(counter) || counter < 0 || counter >= entries) {
    throw new TypeError("The counter is outside the list");
  }
  const halfBits = Math.ceil(Math.log2(entries) / 2);
  let value = counter;
  do value = encipher(key, value, halfBits);
  while (value >= entries);
  return value;
}

function encipher(key: Uint8Array, value: number, halfBits: number): number {
  const size = 2 ** halfBits;
  let left = Math.floor(value / size);
  let right = value % size;
  for (let round = 0; round < rounds; round++) {
    const digest = createHmac("sha256", key).update(`${round}:${right}`).digest();
    [left, right] = [right, ((left ^ digest.readUInt32BE(0)) >>> 0) & (size - 1)];
  }
  return left * size + right;
}
