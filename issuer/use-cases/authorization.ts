import { hash, timingSafeEqual } from "node:crypto";
import { Problem } from "../../core/problem/problem.ts";
import { keyOf } from "../store/record-keys.ts";
import type { Role } from "../store/records.ts";
import { hashApiKey } from "./api-keys.ts";
import type { IssuerContext } from "./context.ts";

/** Who a bearer token speaks for. */
export type Principal =
  | { by: "service-admin"; role: "service-admin" }
  | { by: string; role: Role; slug: string };

/** Somebody of one tenant: whoever holds one of its API keys. */
export type TenantPrincipal = Extract<Principal, { slug: string }>;

/** Something one may be allowed to do. */
export type Right =
  | "create-issuers"
  | "issue"
  | "change-status"
  | "read-credentials"
  | "read-keys"
  | "change-keys"
  | "read-audit";

/** The one table of who may do what. The admin token manages, and never issues: each issuance has a tenant's key. */
const rights: Record<Right, readonly (Role | "service-admin")[]> = {
  "create-issuers": ["service-admin"],
  issue: ["admin", "issuer"],
  "change-status": ["admin", "issuer"],
  "read-credentials": ["admin", "issuer", "auditor"],
  "read-keys": ["admin", "auditor", "service-admin"],
  "change-keys": ["admin", "service-admin"],
  "read-audit": ["admin", "auditor", "service-admin"],
};

/**
 * Tells who a token speaks for.
 *
 * @throws {@link Problem} `UNAUTHORIZED`, in the same words for a missing, malformed, unknown and revoked token.
 */
export async function authenticate(
  context: IssuerContext,
  { token, adminToken }: { token: string | undefined; adminToken: string },
): Promise<Principal> {
  if (token === undefined) throw unauthorized();
  if (isEqual(token, adminToken)) return { by: "service-admin", role: "service-admin" };
  if (!/^stint_[A-Za-z0-9_-]{43}$/.test(token)) throw unauthorized();
  const hashed = hashApiKey(token);
  const place = await context.store.get(keyOf.apiKeyHash(hashed));
  const record = place && (await context.store.get(keyOf.apiKey(place.slug, place.id)));
  if (!record || !isEqual(record.hash, hashed) || record.revokedAt !== undefined) throw unauthorized();
  return { by: record.id, role: record.role, slug: record.slug };
}

/** Who an API key speaks for at this moment, for somebody who proved earlier that they hold it; nobody once it is revoked. */
export async function holderOfKey(
  { store }: IssuerContext,
  { slug, id }: { slug: string; id: string },
): Promise<TenantPrincipal | undefined> {
  const record = await store.get(keyOf.apiKey(slug, id));
  return record && record.revokedAt === undefined ? { by: id, role: record.role, slug } : undefined;
}

/** Tells what {@link assertAllowed} would say, for pages that offer only what works. */
export function isAllowed({ role }: TenantPrincipal, right: Right): boolean {
  return rights[right].includes(role);
}

/**
 * Asserts that somebody may do something, for a tenant when it is a tenant's matter. A key of another tenant
 * learns nothing, not even whether this one exists.
 *
 * @throws {@link Problem} `FORBIDDEN`.
 */
export function assertAllowed(principal: Principal, right: Right, slug: string | undefined): void {
  const isForeign = "slug" in principal && principal.slug !== slug;
  if (isForeign || !rights[right].includes(principal.role)) {
    throw new Problem("FORBIDDEN", "This key may not do that here.");
  }
}

function unauthorized(): Problem {
  return new Problem("UNAUTHORIZED", "Send a valid key: Authorization: Bearer <key>.");
}

function isEqual(one: string, other: string): boolean {
  return timingSafeEqual(hash("sha256", one, "buffer"), hash("sha256", other, "buffer"));
}
