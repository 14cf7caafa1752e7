import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { encodeMultikey } from "../../core/keys/multikey.ts";
import { Problem } from "../../core/problem/problem.ts";
import { assertActorInForce } from "../completions/key-in-force.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf, prefixOf } from "../store/record-keys.ts";
import type { IssuerRecord, SigningKeyRecord } from "../store/records.ts";
import { recordAudit } from "./audit.ts";
import type { Actor, IssuerContext } from "./context.ts";

const maximumVersions = 1_000;

/** A signing key as the tenant sees it. */
export type SigningKeyView = Omit<SigningKeyRecord, "sealedSeed">;

/** All versions of a tenant's signing key, oldest first. */
export async function listSigningKeys(context: IssuerContext, slug: string): Promise<SigningKeyView[]> {
  const entries = await context.store.list(prefixOf.signingKeys(slug), { limit: maximumVersions });
  return entries.map(({ value }) => viewOf(value));
}

/**
 * Gives a did:web tenant a new signing key. The earlier versions stay in its DID document, so what they
 * signed keeps verifying.
 *
 * @throws {@link Problem} `CONFLICT` for a did:key tenant: its DID is the key.
 */
export async function rotateSigningKey(
  context: IssuerContext,
  { slug, by }: Actor & { slug: string },
): Promise<SigningKeyView> {
  const rotated = await context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const issuer = await rotatableIssuer(transaction, slug);
    return addVersion(transaction, context, { issuer, by });
  });
  return viewOf(rotated);
}

/**
 * Withdraws a version of a signing key: nothing that it signed verifies any more. When it is the version in
 * use, a new one takes its place first.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONFLICT` for a did:key tenant.
 */
export async function revokeSigningKey(
  context: IssuerContext,
  { slug, version, by }: Actor & { slug: string; version: number },
): Promise<SigningKeyView> {
  const revoked = await context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const issuer = await rotatableIssuer(transaction, slug);
    const record = await transaction.get(keyOf.signingKey(slug, version));
    if (!record) throw new Problem("NOT_FOUND", "There is no such version of the signing key.");
    if (record.revokedAt !== undefined) return record;
    if (issuer.signingKeyVersion === version) await addVersion(transaction, context, { issuer, by });
    const at = context.now().toISOString();
    const revoked = { ...record, revokedAt: at };
    transaction.put(keyOf.signingKey(slug, version), revoked);
    await recordAudit(
      transaction,
      { slug, at },
      { by, action: "signing-key.revoked", target: `signing-key/${version}` },
    );
    return revoked;
  });
  return viewOf(revoked);
}

async function rotatableIssuer(transaction: Transaction, slug: string): Promise<IssuerRecord> {
  const issuer = await transaction.get(keyOf.issuer(slug));
  if (!issuer) throw new Problem("NOT_FOUND", "There is no such issuer.");
  if (issuer.method === "web") return issuer;
  throw new Problem(
    "CONFLICT",
    "The DID of this issuer is its key (did:key), so the key can be neither replaced nor withdrawn. Revoke the API " +
      "keys with `since` to mark what they issued, and create an issuer with did:web.",
  );
}

async function addVersion(
  transaction: Transaction,
  { keyRing, random, now }: IssuerContext,
  { issuer, by }: Actor & { issuer: IssuerRecord },
): Promise<SigningKeyRecord> {
  const version = issuer.signingKeyVersion + 1;
  if (version > maximumVersions) throw new Problem("CONFLICT", "This issuer has had too many signing keys.");
  const seed = random(32);
  const at = now().toISOString();
  const record: SigningKeyRecord = {
    version,
    verificationMethod: `${issuer.did}#key-${version}`,
    publicKeyMultibase: encodeMultikey({ type: "Ed25519", bytes: ed25519KeyPair(seed).publicKey }),
    sealedSeed: keyRing.seal(issuer.slug, version, seed),
    createdAt: at,
  };
  // Before the commit, so that an issuance that follows it finds the signer.
  keyRing.add(issuer.slug, record);
  transaction.put(keyOf.signingKey(issuer.slug, version), record);
  transaction.put(keyOf.issuer(issuer.slug), { ...issuer, signingKeyVersion: version });
  await recordAudit(
    transaction,
    { slug: issuer.slug, at },
    { by, action: "signing-key.rotated", target: `signing-key/${version}` },
  );
  return record;
}

function viewOf({ sealedSeed: _, ...view }: SigningKeyRecord): SigningKeyView {
  return view;
}
