import { createDidDocument } from "../../core/did/create-did-document.ts";
import type { DidDocument } from "../../core/did/did-document.ts";
import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import { didWeb } from "../../core/did/did-web.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { encodeMultikey, parseMultikey } from "../../core/keys/multikey.ts";
import type { PublicKey } from "../../core/keys/public-key.ts";
import { Problem } from "../../core/problem/problem.ts";
import { keyOf } from "../store/record-keys.ts";
import type { DidMethod, IssuerRecord, SigningKeyRecord } from "../store/records.ts";
import { recordApiKey } from "./api-keys.ts";
import { recordAudit } from "./audit.ts";
import type { Actor, IssuerContext } from "./context.ts";
import { listSigningKeys } from "./signing-keys.ts";

/** An employer as others see it. */
export interface IssuerView {
  slug: string;
  /** The DID. */
  id: string;
  /** Open Badges 3.0 Profile, with the DID as its id. */
  profile: JsonObject;
}

interface NewTenant extends Actor {
  slug: string;
  profile: JsonObject;
  did: DidMethod;
}

/**
 * Creates an employer: a DID, its first signing key, and an API key with the role admin that is shown this once.
 *
 * @throws {@link Problem} `ALREADY_EXISTS` for a slug that is taken.
 */
export async function createTenant(
  context: IssuerContext,
  { slug, profile, did: method, by }: NewTenant,
): Promise<{ issuer: IssuerView; apiKey: string }> {
  const seed = context.random(32);
  const publicKey: PublicKey = { type: "Ed25519", bytes: ed25519KeyPair(seed).publicKey };
  const did = method === "key" ? didKey(publicKey) : didWeb(`${context.publicUrl}/issuers/${slug}`);
  const at = context.now().toISOString();
  const issuer: IssuerRecord = { slug, did, method, profile, createdAt: at, signingKeyVersion: 1 };
  const signingKey: SigningKeyRecord = {
    version: 1,
    verificationMethod: method === "key" ? didKeyVerificationMethod(did) : `${did}#key-1`,
    publicKeyMultibase: encodeMultikey(publicKey),
    sealedSeed: context.keyRing.seal(slug, 1, seed),
    createdAt: at,
  };
  const { apiKey } = await context.store.commit(async (transaction) => {
    if (await transaction.get(keyOf.issuer(slug))) {
      throw new Problem("ALREADY_EXISTS", "There is an issuer with this slug already.");
    }
    transaction.put(keyOf.issuer(slug), issuer);
    transaction.put(keyOf.signingKey(slug, 1), signingKey);
    await recordAudit(transaction, { slug, at }, { by, action: "issuer.created", target: slug });
    return recordApiKey(transaction, context, { slug, role: "admin", by });
  });
  context.keyRing.add(slug, signingKey);
  return { issuer: viewOf(issuer), apiKey };
}

/** The record of a tenant. Throws `NOT_FOUND`. */
export async function tenant(context: IssuerContext, slug: string): Promise<IssuerRecord> {
  const issuer = await context.store.get(keyOf.issuer(slug));
  if (!issuer) throw new Problem("NOT_FOUND", "There is no such issuer.");
  return issuer;
}

/** What the public may know of an employer. Throws `NOT_FOUND`. */
export async function issuerView(context: IssuerContext, slug: string): Promise<IssuerView> {
  return viewOf(await tenant(context, slug));
}

/** The DID document of a did:web tenant. Throws `NOT_FOUND` for the others: a did:key is its own document. */
export async function tenantDidDocument(context: IssuerContext, slug: string): Promise<DidDocument> {
  const { did, method, signingKeyVersion } = await tenant(context, slug);
  if (method !== "web") throw new Problem("NOT_FOUND", "This issuer has no did:web document.");
  const keys = await listSigningKeys(context, slug);
  return createDidDocument({
    did,
    current: `${did}#key-${signingKeyVersion}`,
    methods: keys.map(({ verificationMethod, publicKeyMultibase, revokedAt }) => ({
      id: verificationMethod,
      publicKey: parseMultikey(publicKeyMultibase),
      ...(revokedAt !== undefined && { revoked: revokedAt }),
    })),
  });
}

function viewOf({ slug, did, profile }: IssuerRecord): IssuerView {
  return { slug, id: did, profile: { ...profile, id: did, type: ["Profile"] } };
}
