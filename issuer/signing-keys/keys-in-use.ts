import type { KeyType } from "../../core/keys/public-key.ts";
import type { IssuerRecord } from "../store/records.ts";
import type { KeyId } from "./key-id.ts";

/** The key of a type that a tenant signs with; `undefined` when it has none. */
export function keyInUse(
  { signingKeyVersion, otherKeyVersions }: IssuerRecord,
  type: KeyType,
): KeyId | undefined {
  const version = type === "Ed25519" ? signingKeyVersion : otherKeyVersions?.[type];
  return version === undefined ? undefined : { type, version };
}

/** The types that a tenant has a key of, the usual one first. */
export function typesInUse(issuer: IssuerRecord): KeyType[] {
  const others = Object.keys(issuer.otherKeyVersions ?? {}) as KeyType[];
  return issuer.signingKeyVersion === undefined ? others : ["Ed25519", ...others];
}

/** The key that a tenant signs with when nobody asks for another: its Ed25519 key, or the one that its did:key is. */
export function usualKey(issuer: IssuerRecord): KeyId {
  const [type] = typesInUse(issuer);
  const key = type && keyInUse(issuer, type);
  if (!key) throw new TypeError("A tenant without a signing key");
  return key;
}

/** A tenant that signs with this key from now on, whenever one of its type is wanted. */
export function withKeyInUse(issuer: IssuerRecord, { type, version }: KeyId): IssuerRecord {
  return type === "Ed25519"
    ? { ...issuer, signingKeyVersion: version }
    : { ...issuer, otherKeyVersions: { ...issuer.otherKeyVersions, [type]: version } };
}

/** How many keys a tenant has had: the newest version of each type is the one in use. */
export function keysMade(issuer: IssuerRecord): number {
  return typesInUse(issuer).reduce((sum, type) => sum + (keyInUse(issuer, type)?.version ?? 0), 0);
}
