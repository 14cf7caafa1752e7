import { hash as digest } from "node:crypto";
import { Problem } from "../../core/problem/problem.ts";
import { assertActorInForce } from "../completions/key-in-force.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf, prefixOf } from "../store/record-keys.ts";
import type { ApiKeyRecord, Role } from "../store/records.ts";
import { recordAudit } from "./audit.ts";
import type { Actor, IssuerContext } from "./context.ts";

/** Revoked ones too: all of them are listed at once, so that no key can hide behind many others. */
const maximumKeys = 1_000;
/** Some may be made at the same moment. */
const maximumListed = 2_000;

/** An API key as its tenant sees it: everything but the key. */
export type ApiKeyView = Omit<ApiKeyRecord, "hash" | "slug">;

interface NewApiKey extends Actor {
  slug: string;
  role: Role;
  label?: string | undefined;
}

/** Makes an API key: 256 random bits, shown this once. Throws `NOT_FOUND` for an unknown tenant, `CONFLICT` after too many keys. */
export async function createApiKey(
  context: IssuerContext,
  request: NewApiKey,
): Promise<{ key: ApiKeyView; apiKey: string }> {
  return context.store.commit(async (transaction) => {
    if (!(await transaction.get(keyOf.issuer(request.slug)))) {
      throw new Problem("NOT_FOUND", "There is no such issuer.");
    }
    await assertActorInForce(transaction, request.slug, request.by);
    if ((await listApiKeys(context, request.slug)).length >= maximumKeys)
      throw new Problem("CONFLICT", "This issuer has had too many API keys.");
    return recordApiKey(transaction, context, request);
  });
}

/** {@link createApiKey} inside a transaction that knows the tenant. */
export async function recordApiKey(
  transaction: Transaction,
  { random, now }: IssuerContext,
  { slug, role, label, by }: NewApiKey,
): Promise<{ key: ApiKeyView; apiKey: string }> {
  const apiKey = `stint_${Buffer.from(random(32)).toString("base64url")}`;
  const hash = hashApiKey(apiKey);
  const id = `key_${Buffer.from(random(8)).toString("hex")}`;
  const at = now().toISOString();
  const record: ApiKeyRecord = { id, slug, role, ...(label !== undefined && { label }), hash, createdAt: at };
  transaction.put(keyOf.apiKey(slug, id), record);
  transaction.put(keyOf.apiKeyHash(hash), { slug, id });
  await recordAudit(transaction, { slug, at }, { by, action: "api-key.created", target: id });
  return { key: viewOf(record), apiKey };
}

/** The API keys of a tenant, revoked ones too. */
export async function listApiKeys(context: IssuerContext, slug: string): Promise<ApiKeyView[]> {
  const entries = await context.store.list(prefixOf.apiKeys(slug), { limit: maximumListed });
  return entries.map(({ value }) => viewOf(value));
}

/** Ends an API key at once; for one that is revoked already nothing changes. Throws `NOT_FOUND`. */
export async function revokeApiKey(
  context: IssuerContext,
  { slug, id, by }: Actor & { slug: string; id: string },
): Promise<ApiKeyView> {
  return context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const record = await transaction.get(keyOf.apiKey(slug, id));
    if (!record) throw new Problem("NOT_FOUND", "There is no such API key.");
    if (record.revokedAt !== undefined) return viewOf(record);
    const at = context.now().toISOString();
    const revoked = { ...record, revokedAt: at };
    transaction.put(keyOf.apiKey(slug, id), revoked);
    await recordAudit(transaction, { slug, at }, { by, action: "api-key.revoked", target: id });
    return viewOf(revoked);
  });
}

/** The hash under which an API key is known. 256 random bits need no salt and no slow hash. */
export function hashApiKey(apiKey: string): string {
  return digest("sha256", apiKey);
}

function viewOf({ hash: _hash, slug: _slug, ...view }: ApiKeyRecord): ApiKeyView {
  return view;
}
