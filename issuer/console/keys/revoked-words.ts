import type { RevokedSince } from "../../use-cases/revoke-since.ts";

/** What became of the credentials when a key was revoked from a moment on. */
export function revokedWords({ revoked, alreadyRevoked, notRevocable }: RevokedSince): string {
  const words = [`Credentials revoked with it: ${revoked}.`];
  if (alreadyRevoked > 0) words.push(`Revoked before: ${alreadyRevoked}.`);
  if (notRevocable.length > 0) {
    const some = notRevocable.slice(0, 20).join(", ");
    words.push(`Without a way to be revoked: ${notRevocable.length} (${some}).`);
  }
  return words.join(" ");
}
