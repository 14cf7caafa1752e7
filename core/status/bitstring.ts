import { gunzipSync, gzipSync } from "node:zlib";
import type { BoundedEffort } from "../bounded-effort.ts";
import { Problem } from "../problem/problem.ts";

/** The fewest entries a list may have: fewer would tell who is meant (group privacy, clause 6.1). */
export const minimumEntries = 131_072;
const maximumBytes = 16 * 1024 * 1024;
/** What is inflated within half a millisecond. */
const maximumBoundedBytes = 256 * 1024;
/** 16 MiB of random bits do not compress; base64url adds a third. */
const maximumEncodedLength = 24 * 1024 * 1024;

/** Makes an uncompressed status list in which no bit is set. */
export function createBitstring(entries: number = minimumEntries): Uint8Array {
  if (!Number.isSafeInteger(entries) || entries < minimumEntries || entries % 8 !== 0) {
    throw new TypeError(`A status list has at least ${minimumEntries} entries, a multiple of 8`);
  }
  return new Uint8Array(entries / 8);
}

/**
 * Reads one entry of an uncompressed status list.
 *
 * @param bitstring - Entry 0 is the left-most bit of byte 0:
 * {@link https://www.w3.org/TR/vc-bitstring-status-list/#encodedList}
 * @param index - Zero-based position, in entries of `statusSize` bits.
 * @param statusSize - Bits per entry, 1 to 32.
 * @returns the entry as an unsigned number; 0 means that the status is not set.
 * @throws {Problem} `RANGE_ERROR` when `index` is not a whole number inside the list.
 */
export function readEntry(bitstring: Uint8Array, index: number, statusSize: number): number {
  const first = index * statusSize;
  if (!Number.isSafeInteger(index) || index < 0 || first + statusSize > bitstring.length * 8) {
    throw new Problem("RANGE_ERROR", "The status list has no entry at this index");
  }
  let value = 0;
  for (let bit = first; bit < first + statusSize; bit++) {
    const byte = bitstring[Math.floor(bit / 8)] as number;
    value = value * 2 + ((byte >> (7 - (bit % 8))) & 1);
  }
  return value;
}

/** Reads an entry of one bit: `true` means that the status is set; see {@link readEntry}. */
export function readStatus(bitstring: Uint8Array, index: number): boolean {
  return readEntry(bitstring, index, 1) === 1;
}

/** Sets or clears an entry of one bit, in place. */
export function writeStatus(bitstring: Uint8Array, index: number, value: boolean): void {
  if (readStatus(bitstring, index) === value) return;
  const position = Math.floor(index / 8);
  bitstring[position] = (bitstring[position] as number) ^ (0x80 >> (index % 8));
}

/** Compresses a status list to its `encodedList`: GZIP, then multibase base64url without padding. */
export function encodeBitstring(bitstring: Uint8Array): string {
  return `u${Buffer.from(gzipSync(bitstring)).toString("base64url")}`;
}

/**
 * Expands an `encodedList`, never to more than 16 MiB however small it came.
 *
 * @param effort - Exceeded by more than 256 KiB, and by what cannot be read.
 * @throws {Problem} `STATUS_VERIFICATION_ERROR` when it is not a multibase base64url GZIP stream or too
 * large. That the list is long enough is NOT checked: that depends on `statusSize`.
 */
export function decodeBitstring(encodedList: string, effort?: BoundedEffort): Uint8Array {
  if (!/^u[A-Za-z0-9_-]+$/.test(encodedList)) throw malformed();
  return inflate(encodedList.slice(1), effort);
}

/**
 * The same for a Status List 2021, whose `encodedList` has no multibase prefix: its drafts said base64 and later base64url, so both
 * are in use, with and without padding. One alphabet in one list, though.
 *
 * @throws {Problem} as {@link decodeBitstring}.
 */
export function decodeStatusList2021(encodedList: string, effort?: BoundedEffort): Uint8Array {
  if (!/^(?:[A-Za-z0-9_-]+|[A-Za-z0-9+/]+)={0,2}$/.test(encodedList)) throw malformed();
  return inflate(encodedList, effort);
}

function inflate(encoded: string, effort: BoundedEffort | undefined): Uint8Array {
  if (encoded.length > maximumEncodedLength) throw malformed();
  const maxOutputLength = effort === undefined ? maximumBytes : maximumBoundedBytes;
  try {
    return gunzipSync(Buffer.from(encoded, "base64url"), { maxOutputLength });
  } catch (error) {
    effort?.exceed();
    throw malformed(error);
  }
}

function malformed(cause?: unknown): Problem {
  return new Problem("STATUS_VERIFICATION_ERROR", "The encoded list is malformed or too large", { cause });
}
