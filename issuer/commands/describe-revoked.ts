import type { RevokedSince } from "../use-cases/revoke-since.ts";

/** Tells what revoking with `since` came to; nothing when that was not asked for. */
export function describeRevoked(credentials: unknown): string[] {
  if (credentials === undefined) return [];
  const { revoked, alreadyRevoked, notRevocable, offersCancelled } = credentials as RevokedSince;
  const offers = offersCancelled === undefined ? "" : `; offers cancelled: ${offersCancelled}`;
  return [
    `Credentials revoked: ${revoked}; revoked before: ${alreadyRevoked}${offers}`,
    ...(notRevocable.length > 0 ? [`Issued without a revocation entry: ${notRevocable.join(", ")}`] : []),
  ];
}
