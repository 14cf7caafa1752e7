import { malformed } from "./proof-value.ts";

/** A proof's components are read one by one; each reader throws `PROOF_VERIFICATION_ERROR` for another shape. */
export function readBytes(value: unknown, length: number): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length !== length) throw malformed();
  return Uint8Array.from(value);
}

export function readBytesUpTo(value: unknown, maximum: number): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length > maximum) throw malformed();
  return Uint8Array.from(value);
}

export function readList<T>(value: unknown, read: (item: unknown) => T): T[] {
  if (!Array.isArray(value)) throw malformed();
  return value.map(read);
}

export function readText(value: unknown): string {
  if (typeof value !== "string") throw malformed();
  return value;
}

/** Whole numbers from zero, each greater than the one before. */
export function readIndexes(value: unknown): number[] {
  const indexes = readList(value, readIndex);
  if (indexes.some((index, position) => position > 0 && index <= (indexes[position - 1] ?? 0)))
    throw malformed();
  return indexes;
}

export function readIndex(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw malformed();
  return value;
}

/**
 * The labels that blank nodes were signed under, by canonical label (the number of `c14n0`, `c14n1`, ...). No label is for two
 * nodes, because one node could then be shown as two.
 */
export function readLabelMap(value: unknown, readLabel: (label: unknown) => string): Map<string, string> {
  if (!(value instanceof Map)) throw malformed();
  const labels = new Map([...value].map(([number, label]) => [`c14n${readIndex(number)}`, readLabel(label)]));
  if (new Set(labels.values()).size !== labels.size) throw malformed();
  return labels;
}
