const shownCharacters = 8;

/**
 * A DID that fits into a sentence: the middle of a long key is left out. It only points at the whole one, which must stand somewhere to be
 * compared. A did:web stays whole, because every part of it says whose it is.
 */
export function shortDid(did: string): string {
  const [, method = "", key = ""] = /^(did:[^:]+:)(.+)$/u.exec(did) ?? [];
  if (method === "" || method === "did:web:" || key.length <= 4 * shownCharacters) return did;
  return `${method}${key.slice(0, shownCharacters)}…${key.slice(-shownCharacters)}`;
}
