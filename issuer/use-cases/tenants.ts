import { createDidDocument } from "../../core/did/create-did-document.ts";
import type { DidDocument } from "../../core/did/did-document.ts";
import { didWeb } from "../../core/did/did-web.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { hasMultikey } from "../../core/keys/multikey.ts";
import type { KeyType } from "../../core/keys/public-key.ts";
import { Problem } from "../../core/problem/problem.ts";
import { keyName } from "../signing-keys/key-id.ts";
import { usualKey, withKeyInUse } from "../signing-keys/keys-in-use.ts";
import { didOfKey, drawKey, publicKeyIn, recordOfKey } from "../signing-keys/new-key.ts";
import { listSigningKeys } from "../signing-keys/signing-key-view.ts";
import { keyOf } from "../store/record-keys.ts";
import type { DidMethod, IssuerRecord } from "../store/records.ts";
import { recordApiKey } from "./api-keys.ts";
import { recordAudit } from "./audit.ts";
import type { Actor, IssuerContext } from "./context.ts";

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
  /** Of the key that a did:key is; Ed25519 when absent. */
  keyType?: KeyType | undefined;
}

/**
 * Creates an employer: a DID, its first signing key, and an API key with the role admin that is shown this once.
 *
 * @throws {@link Problem} `ALREADY_EXISTS` for a slug that is taken; `INVALID_REQUEST` for a did:web that should begin with a key of
 * another type than Ed25519.
 */
export async function createTenant(
  context: IssuerContext,
  { slug, profile, did: method, keyType = "Ed25519", by }: NewTenant,
): Promise<{ issuer: IssuerView; apiKey: string }> {
  if (method === "key" && !hasMultikey({ type: keyType }))
    throw new Problem(
      "INVALID_REQUEST",
      "keyType must be one that a did:key can be: there is no Multikey of this type.",
    );
  if (method === "web" && keyType !== "Ed25519") {
    throw new Problem(
      "INVALID_REQUEST",
      "keyType is for did:key. An issuer with did:web begins with an Ed25519 key, and can have keys of other types beside it.",
    );
  }
  const key = await drawKey(keyType, context);
  const did = method === "key" ? didOfKey(key) : didWeb(`${context.publicUrl}/issuers/${slug}`);
  const at = context.now().toISOString();
  const id = { type: keyType, version: 1 };
  const issuer: IssuerRecord = withKeyInUse({ slug, did, method, profile, createdAt: at }, id);
  const signingKey = recordOfKey(context, { issuer, version: id.version, key });
  const { apiKey } = await context.store.commit(async (transaction) => {
    if (await transaction.get(keyOf.issuer(slug))) {
      throw new Problem("ALREADY_EXISTS", "There is an issuer with this slug already.");
    }
    transaction.put(keyOf.issuer(slug), issuer);
    transaction.put(keyOf.signingKey(slug, id), signingKey);
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
  const issuer = await tenant(context, slug);
  const { did, method } = issuer;
  if (method !== "web") throw new Problem("NOT_FOUND", "This issuer has no did:web document.");
  const keys = await listSigningKeys(context, issuer);
  return createDidDocument({
    did,
    current: `${did}#${keyName(usualKey(issuer))}`,
    methods: keys.map(({ name, revokedAt, ...key }) => ({
      id: `${did}#${name}`,
      publicKey: publicKeyIn(key),
      ...(revokedAt !== undefined && { revoked: revokedAt }),
    })),
  });
}

function viewOf({ slug, did, profile }: IssuerRecord): IssuerView {
  return { slug, id: did, profile: { ...profile, id: did, type: ["Profile"] } };
}
