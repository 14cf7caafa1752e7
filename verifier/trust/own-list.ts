import { Problem } from "../../core/problem/problem.ts";
import { maxTrustedIssuers, type TrustedIssuer } from "../../core/verification/trusted-issuer.ts";
import type { TrustList } from "./trust-list.ts";

/**
 * A list of our own with one issuer more.
 *
 * @throws {@link Problem} `CONFLICT` when it is there already (what is said of it is never replaced in passing), for a full list, or a copy.
 */
export function withIssuer(list: TrustList, issuer: TrustedIssuer, now: Date): TrustList {
  assertOwn(list);
  if (list.issuers.some(({ did }) => did === issuer.did)) {
    throw new Problem("CONFLICT", "This issuer is on the list already: remove it there first.");
  }
  if (list.issuers.length >= maxTrustedIssuers) throw new Problem("CONFLICT", "This list is full.");
  return { ...list, issuers: [...list.issuers, issuer], changedAt: now.toISOString() };
}

/**
 * A list of our own without one of its issuers.
 *
 * @throws {@link Problem} `NOT_FOUND` when it is not on it; `CONFLICT` for a copy.
 */
export function withoutIssuer(list: TrustList, did: string, now: Date): TrustList {
  assertOwn(list);
  const issuers = list.issuers.filter((issuer) => issuer.did !== did);
  if (issuers.length === list.issuers.length) {
    throw new Problem("NOT_FOUND", "This issuer is not on the list.");
  }
  return { ...list, issuers, changedAt: now.toISOString() };
}

function assertOwn({ copy }: TrustList): void {
  if (copy === undefined) return;
  throw new Problem(
    "CONFLICT",
    "This list is a copy of somebody else's: use a list of your own, it counts as well.",
  );
}
