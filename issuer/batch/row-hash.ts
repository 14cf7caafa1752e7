import { createHash } from "node:crypto";
import type { CompletionInput } from "../completions/completion-input.ts";

/** What a row is known by: its reference or, without one, all that it says. */
export function rowHash(input: CompletionInput): string {
  const { reference } = input;
  return sha256(reference === undefined ? `row\n${JSON.stringify(input)}` : `reference\n${reference}`);
}

/** SHA-256 of a text, hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
