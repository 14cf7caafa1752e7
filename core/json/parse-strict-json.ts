import { Problem } from "../problem/problem.ts";
import type { JsonValue } from "./json-value.ts";
import { type JsonReading, readJsonText } from "./read-json-text.ts";

/**
 * Parses JSON that came from outside, and refuses whatever two readers could read differently: duplicate
 * members, `__proto__`, a byte order mark, text that is not UTF-8, lone surrogates, numbers that a double
 * cannot hold, anything after the value. It also bounds depth, nodes and array lengths (`jsonLimits`).
 *
 * @param limits - `maxBytes`: length in UTF-8 bytes, also for a string. The other members make room for a document of a kind
 * that never comes near JSON-LD, such as a long list.
 * @throws {@link Problem} `PARSING_ERROR` with the position in UTF-16 code units and never with the input;
 * `CONTENT_TOO_LARGE` above `maxBytes`.
 */
export function parseStrictJson(
  input: Uint8Array | string,
  limits: { maxBytes: number } & JsonReading,
): JsonValue {
  const bytes = typeof input === "string" ? Buffer.byteLength(input, "utf8") : input.length;
  if (bytes > limits.maxBytes) {
    throw new Problem("CONTENT_TOO_LARGE", `The document is larger than ${limits.maxBytes} bytes`);
  }
  return readJsonText(typeof input === "string" ? checkWellFormed(input) : decodeUtf8(input), limits);
}

function checkWellFormed(text: string): string {
  if (!text.isWellFormed()) throw new Problem("PARSING_ERROR", "The text holds a lone surrogate");
  return text;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    // ignoreBOM keeps the mark in the text, where the reader refuses it as it does any stray character.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Problem("PARSING_ERROR", "The document is not UTF-8", { cause });
  }
}
