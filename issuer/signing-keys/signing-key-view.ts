import { jwkMethodId } from "../../core/did/create-did-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { hasMultikey } from "../../core/keys/multikey.ts";
import type { KeyType } from "../../core/keys/public-key.ts";
import { prefixOf } from "../store/record-keys.ts";
import type { IssuerRecord, SigningKeyRecord } from "../store/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { type KeyId, keyIdOf, keyName, recordTag } from "./key-id.ts";
import { keyInUse } from "./keys-in-use.ts";
import { signaturesOf } from "./signatures-of-keys.ts";

const maximumListed = 1_000;

/** A signing key as the tenant sees it. */
export interface SigningKeyView {
  /** Like `key-2` or `p256-1`. */
  name: string;
  type: KeyType;
  version: number;
  /** The cryptosuites and JWS algorithms of keys of this type. */
  signsWith: string[];
  /** The DID URL of its form as Multikey, or as JsonWebKey where that is the only one. */
  verificationMethod: string;
  publicKeyMultibase?: string;
  publicKeyJwk?: JsonObject;
  /** Whether it signs when one of its type is wanted. */
  inUse: boolean;
  createdAt: string;
  revokedAt?: string;
}

/** All versions of all types of a tenant's signing keys: type by type, Ed25519 first, and of each the oldest first. */
export async function listSigningKeys(
  { store }: Pick<IssuerContext, "store">,
  issuer: IssuerRecord,
): Promise<SigningKeyView[]> {
  const entries = await store.list(prefixOf.signingKeys(issuer.slug), { limit: maximumListed });
  return entries.map(({ value }) => viewOfKey(issuer, value));
}

/** Everything of a key's record but the secret. */
export function viewOfKey(
  issuer: IssuerRecord,
  { sealedSeed: _, verificationMethod: id, ...record }: SigningKeyRecord,
): SigningKeyView {
  const { type, version } = keyIdOf(record);
  return {
    name: keyName({ type, version }),
    ...record,
    verificationMethod: hasMultikey({ type }) ? id : jwkMethodId(id),
    type,
    signsWith: signaturesOf(type),
    inUse: keyInUse(issuer, type)?.version === version,
  };
}

/** How the audit trail calls a key. */
export function keyTarget(id: KeyId): string {
  return `signing-key/${recordTag(id)}${id.version}`;
}
