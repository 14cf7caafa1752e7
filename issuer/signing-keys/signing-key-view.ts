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
  verificationMethod: string;
  publicKeyMultibase: string;
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
  { sealedSeed: _, ...record }: SigningKeyRecord,
): SigningKeyView {
  const id = keyIdOf(record);
  const { type, version } = id;
  const inUse = keyInUse(issuer, type)?.version === version;
  return { name: keyName(id), ...record, type, signsWith: signaturesOf(type), inUse };
}

/** How the audit trail calls a key. */
export function keyTarget(id: KeyId): string {
  return `signing-key/${recordTag(id)}${id.version}`;
}
