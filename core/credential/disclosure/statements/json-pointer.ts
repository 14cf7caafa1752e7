import { Problem } from "../../../problem/problem.ts";

/** A credential within the limits has no use for more. */
const maximumPointers = 500;
const maximumLength = 500;

/**
 * Reads a JSON Pointer: the members and array indexes that lead from the document to the value. The empty pointer is the
 * document.
 *
 * @throws {@link Problem} `PROOF_GENERATION_ERROR` for a text that is none.
 * @see {@link https://www.rfc-editor.org/rfc/rfc6901}, 3 and 4
 */
export function parseJsonPointer(pointer: string): string[] {
  if (pointer.length > maximumLength || !/^(?:\/(?:[^~/]|~[01])*)*$/u.test(pointer)) {
    throw new Problem("PROOF_GENERATION_ERROR", "Not a JSON Pointer");
  }
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * Asserts that pointers are few enough, each a JSON Pointer and none there twice.
 *
 * @throws {@link Problem} `PROOF_GENERATION_ERROR`.
 */
export function assertJsonPointers(pointers: readonly string[]): void {
  if (pointers.length > maximumPointers || new Set(pointers).size !== pointers.length) {
    throw new Problem("PROOF_GENERATION_ERROR", "Too many JSON Pointers, or one of them twice");
  }
  for (const pointer of pointers) parseJsonPointer(pointer);
}
