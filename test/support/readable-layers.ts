import { base58 } from "@scure/base";
import { decode } from "cborg";
import type { JsonValue } from "../../core/json/json-value.ts";

/**
 * Everything that somebody can read in what they received: the text, and again and again what is in it in base64, base64url, base58,
 * hexadecimal or CBOR. To look for what should be nowhere.
 */
export function readableLayers(received: JsonValue): Buffer[] {
  const layers: Buffer[] = [Buffer.from(typeof received === "string" ? received : JSON.stringify(received))];
  const texts = stringsIn(received);
  for (const text of texts) layers.push(...layersOfText(text, 0));
  return layers;
}

/** Whether a text stands in one of the layers, plainly or written as UTF-16. */
export function canBeRead(layers: readonly Buffer[], text: string): boolean {
  const forms = [
    Buffer.from(text),
    Buffer.from(text, "utf16le"),
    Buffer.from(JSON.stringify(text).slice(1, -1)),
  ];
  return layers.some((layer) => forms.some((form) => layer.includes(form)));
}

const deepest = 4;

function layersOfText(text: string, depth: number): Buffer[] {
  if (depth > deepest) return [];
  const pieces = [...new Set([text, text.slice(1), ...text.split(/[.,\s]/u)])].filter(
    ({ length }) => length > 7,
  );
  return pieces
    .flatMap((piece) => decodings(piece))
    .flatMap((bytes) => [bytes, ...layersOfBytes(bytes, depth + 1)]);
}

function layersOfBytes(bytes: Buffer, depth: number): Buffer[] {
  const values = [0, 3].flatMap((offset) => cborIn(bytes.subarray(offset)));
  const inner = values.flatMap(bytesIn).flatMap((item) => [item, ...layersOfBytes(item, depth + 1)]);
  const text = bytes.toString("utf8");
  return [...inner, ...(/^[\x20-\x7e]+$/u.test(text) ? layersOfText(text, depth) : [])];
}

function decodings(text: string): Buffer[] {
  return [
    ...(/^[\w+/=-]+$/u.test(text) ? [Buffer.from(text, "base64url")] : []),
    ...(/^([0-9a-f]{2})+$/iu.test(text) ? [Buffer.from(text, "hex")] : []),
    ...(/^[1-9A-HJ-NP-Za-km-z]+$/u.test(text) && text.length < 200 ? [Buffer.from(base58.decode(text))] : []),
  ];
}

function cborIn(bytes: Buffer): unknown[] {
  try {
    return [decode(bytes, { useMaps: true })];
  } catch {
    return [];
  }
}

function bytesIn(value: unknown): Buffer[] {
  if (value instanceof Uint8Array) return [Buffer.from(value)];
  if (typeof value === "string") return [Buffer.from(value)];
  if (Array.isArray(value)) return value.flatMap(bytesIn);
  if (value instanceof Map) return [...value].flat().flatMap(bytesIn);
  return [];
}

function stringsIn(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
