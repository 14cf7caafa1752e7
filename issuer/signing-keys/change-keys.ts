import type { KeyType } from "../../core/keys/public-key.ts";
import { Problem } from "../../core/problem/problem.ts";
import { assertActorInForce } from "../completions/key-in-force.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";
import type { IssuerRecord } from "../store/records.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { Actor, IssuerContext } from "../use-cases/context.ts";
import { type KeyId, keyIdOf } from "./key-id.ts";
import { keyInUse, keysMade, withKeyInUse } from "./keys-in-use.ts";
import { drawKey, type NewKey, recordOfKey } from "./new-key.ts";
import { keyTarget, type SigningKeyView, viewOfKey } from "./signing-key-view.ts";

/**
 * Of all types together: a DID document has two methods for most keys, and more than 200 are not read. The last few are for keys that
 * take the place of withdrawn ones.
 */
const maximumKeys = { made: 80, withSuccessors: 100 } as const;

/**
 * Gives a did:web tenant a first key of another type, to sign what is asked for with cryptosuites that take such keys.
 *
 * @throws {@link Problem} `ALREADY_EXISTS` when it has one of that type; `CONFLICT` for a did:key tenant: its DID is the key.
 */
export async function addSigningKey(
  context: IssuerContext,
  { slug, type, by }: Actor & { slug: string; type: KeyType },
): Promise<SigningKeyView> {
  return makeKey(context, { slug, type, by, action: "signing-key.created" });
}

/**
 * Gives a did:web tenant a new key in place of the one of that type. The earlier versions stay in its DID document, so what they
 * signed keeps verifying; the keys of other types stay in use.
 *
 * @throws {@link Problem} `CONFLICT` for a did:key tenant, and when there is no key of that type yet.
 */
export async function rotateSigningKey(
  context: IssuerContext,
  { slug, type, by }: Actor & { slug: string; type: KeyType },
): Promise<SigningKeyView> {
  return makeKey(context, { slug, type, by, action: "signing-key.rotated" });
}

async function makeKey(
  context: IssuerContext,
  { slug, type, by, action }: Actor & { slug: string; type: KeyType; action: VersionAction },
): Promise<SigningKeyView> {
  const key = await drawKey(type, context);
  return context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const issuer = await changeableIssuer(transaction, slug);
    const hasOne = keyInUse(issuer, type) !== undefined;
    if (action === "signing-key.created" && hasOne)
      throw new Problem(
        "ALREADY_EXISTS",
        `This issuer has its ${type} key already; rotate it to replace it.`,
      );
    if (action === "signing-key.rotated" && !hasOne)
      throw new Problem("CONFLICT", `This issuer has no ${type} key to rotate; make a first one.`);
    return addVersion(transaction, context, { issuer, key, by, action, maximum: maximumKeys.made });
  });
}

/**
 * Withdraws a signing key: nothing that it signed verifies any more. When it is the one of its type in use, a new one takes its
 * place first. Keys of other types are not touched.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONFLICT` for a did:key tenant.
 */
export async function revokeSigningKey(
  context: IssuerContext,
  { slug, id, by }: Actor & { slug: string; id: KeyId },
): Promise<SigningKeyView> {
  const key = await drawKey(id.type, context);
  return context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const issuer = await changeableIssuer(transaction, slug);
    const record = await transaction.get(keyOf.signingKey(slug, id));
    if (!record) throw new Problem("NOT_FOUND", "There is no such signing key.");
    if (record.revokedAt !== undefined) return viewOfKey(issuer, record);
    if (keyInUse(issuer, id.type)?.version === id.version) {
      const successor = { issuer, key, by, action: "signing-key.rotated" } as const;
      await addVersion(transaction, context, { ...successor, maximum: maximumKeys.withSuccessors });
    }
    const at = context.now().toISOString();
    const revoked = { ...record, revokedAt: at };
    transaction.put(keyOf.signingKey(slug, id), revoked);
    await recordAudit(
      transaction,
      { slug, at },
      { by, action: "signing-key.revoked", target: keyTarget(id) },
    );
    return { ...viewOfKey(issuer, revoked), inUse: false };
  });
}

async function changeableIssuer(transaction: Transaction, slug: string): Promise<IssuerRecord> {
  const issuer = await transaction.get(keyOf.issuer(slug));
  if (!issuer) throw new Problem("NOT_FOUND", "There is no such issuer.");
  if (issuer.method === "web") return issuer;
  throw new Problem(
    "CONFLICT",
    "The DID of this issuer is its key (did:key), so the key can be neither replaced nor withdrawn, nor have others beside it. " +
      "Revoke the API keys with `since` to mark what they issued, and create an issuer with did:web.",
  );
}

type VersionAction = "signing-key.created" | "signing-key.rotated";

interface NewVersion extends Actor {
  issuer: IssuerRecord;
  key: NewKey;
  action: VersionAction;
  maximum: number;
}

async function addVersion(
  transaction: Transaction,
  context: IssuerContext,
  { issuer, key, by, action, maximum }: NewVersion,
): Promise<SigningKeyView> {
  const { slug } = issuer;
  if (keysMade(issuer) >= maximum)
    throw new Problem("CONFLICT", "This issuer has had too many signing keys.");
  const version = (keyInUse(issuer, key.pair.type)?.version ?? 0) + 1;
  const record = recordOfKey(context, { issuer, version, key });
  const id = keyIdOf(record);
  // Before the commit, so that an issuance that follows it finds the signer.
  context.keyRing.add(slug, record);
  transaction.put(keyOf.signingKey(slug, id), record);
  const signingWithIt = withKeyInUse(issuer, id);
  transaction.put(keyOf.issuer(slug), signingWithIt);
  await recordAudit(transaction, { slug, at: record.createdAt }, { by, action, target: keyTarget(id) });
  return viewOfKey(signingWithIt, record);
}
