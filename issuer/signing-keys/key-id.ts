import { disclosureSuites } from "../../core/credential/disclosure/disclosure-suites.ts";
import type { KeyType } from "../../core/keys/public-key.ts";
import type { CredentialRecord } from "../store/records.ts";

/** Which of a tenant's signing keys: the versions of each type are counted by themselves. */
export interface KeyId {
  type: KeyType;
  version: number;
}

/** How the types are called in names. They stand in DID URLs, and so in credentials: they never change. */
const tags: Readonly<Record<KeyType, string>> = {
  Ed25519: "key",
  "P-256": "p256",
  "P-384": "p384",
  "P-521": "p521",
  "BLS12-381": "bls12381",
  RSA: "rsa",
};

/** Which key a record is of. */
export function keyIdOf({ type = "Ed25519", version }: { type?: KeyType; version: number }): KeyId {
  return { type, version };
}

/** The key that a credential's record names. */
export function signingKeyOf({
  signingKeyType,
  signingKeyVersion: version,
}: Pick<CredentialRecord, "signingKeyType" | "signingKeyVersion">): KeyId {
  return { type: signingKeyType ?? "Ed25519", version };
}

/** All keys that sign for a credential's record. */
export function signingKeysOf(
  record: Pick<CredentialRecord, "signingKeyType" | "signingKeyVersion" | "selectiveDisclosure">,
): KeyId[] {
  const { selectiveDisclosure } = record;
  const second = selectiveDisclosure && [
    {
      type: disclosureSuites[selectiveDisclosure.cryptosuite],
      version: selectiveDisclosure.signingKeyVersion,
    },
  ];
  return [signingKeyOf(record), ...(second ?? [])];
}

/** The name of a key, like `key-1` or `p256-1`: the fragment of its DID URL in a did:web. */
export function keyName({ type, version }: KeyId): string {
  return `${tags[type]}-${version}`;
}

/** Reads the name of a key. A version alone is one of Ed25519, which was the only type once. */
export function parseKeyName(name: string): KeyId | undefined {
  const [, tag = tags.Ed25519, version] = /^(?:([a-z0-9]+)-)?([1-9][0-9]{0,5})$/.exec(name) ?? [];
  const type = (Object.keys(tags) as KeyType[]).find((candidate) => tags[candidate] === tag);
  return version === undefined || type === undefined ? undefined : { type, version: Number(version) };
}

/**
 * The name where records lie and in what is sealed, before the version: empty for Ed25519, whose records are older than the other
 * types.
 */
export function recordTag({ type }: KeyId): string {
  return type === "Ed25519" ? "" : `${tags[type]}-`;
}
