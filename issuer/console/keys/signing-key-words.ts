import type { KeyId } from "../../signing-keys/key-id.ts";

/** How people call a signing key. */
export function wordsForKey({ type, version }: KeyId): string {
  return `${type} key, version ${version}`;
}
