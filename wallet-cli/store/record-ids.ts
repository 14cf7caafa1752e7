import { createHash, createHmac } from "node:crypto";
import { Problem } from "../../core/problem/problem.ts";
import type { HeldCredential, Identity } from "./wallet-records.ts";

/**
 * A record id that tells nothing: two credentials have the same one exactly when issuer id and credential id are equal
 * (Open Badges 3.0, 9.1.1) and both are JWTs or neither is. A credential without id is known by its content.
 */
export function recordIdOf(held: HeldCredential, { recordIdKey }: Identity): string {
  const { credential, verification } = held;
  const issuer = verification.statement?.issuer;
  if (issuer === undefined)
    throw new Problem("STORE_DAMAGED", "A credential without an issuer cannot be kept.");
  const id =
    verification.statement?.id ??
    `sha256:${createHash("sha256").update(JSON.stringify(credential)).digest("hex")}`;
  const name = JSON.stringify(typeof credential === "string" ? [issuer, id, "jwt"] : [issuer, id]);
  return `r-${createHmac("sha256", Buffer.from(recordIdKey, "base64url")).update(name).digest("hex")}`;
}

/** Records that are known by an id of their own. */
export function byId<Item extends { readonly id: string }>(records: readonly Item[] = []): Map<string, Item> {
  return new Map(records.map((record) => [record.id, record]));
}
