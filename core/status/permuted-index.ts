import { createHmac } from "node:crypto";

const rounds = 8;
/** Half an index of a larger list has more values than are worth remembering. */
const largestTable = 4096;
const unknown = -1;

/** Turns a counter (0, 1, 2 ... `entries - 1`) into an index; throws TypeError when it is outside the list: a new list is needed. */
export type Permutation = (counter: number) => number;

/**
 * Makes the permutation of one status list, so that indexes are unpredictable (nobody can tell neighbours or the number of credentials
 * issued) and never collide.
 *
 * A balanced Feistel network over the next even number of bits, walked until the result falls inside. Half an index has few values (512 in
 * a list of 131,072 entries), so what HMAC-SHA-256 makes of them is remembered: a permutation that is kept soon needs no more of it.
 *
 * @param key - 32 secret bytes, one key per list.
 */
export function createPermutation({ key, entries }: { key: Uint8Array; entries: number }): Permutation {
  const size = 2 ** Math.ceil(Math.log2(entries) / 2);
  const known = size <= largestTable ? new Int16Array(rounds * size).fill(unknown) : undefined;

  const mixed = (round: number, right: number): number => {
    const place = round * size + right;
    const found = known?.[place] ?? unknown;
    if (found !== unknown) return found;
    const digest = createHmac("sha256", key).update(`${round}:${right}`).digest();
    const value = digest.readUInt32BE(0) & (size - 1);
    if (known) known[place] = value;
    return value;
  };
  const encipher = (value: number): number => {
    let left = Math.floor(value / size);
    let right = value % size;
    for (let round = 0; round < rounds; round++) [left, right] = [right, left ^ mixed(round, right)];
    return left * size + right;
  };
  return (counter) => {
    if (!Number.isSafeInteger(counter) || counter < 0 || counter >= entries) {
      throw new TypeError("The counter is outside the list");
    }
    let value = counter;
    do value = encipher(value);
    while (value >= entries);
    return value;
  };
}
