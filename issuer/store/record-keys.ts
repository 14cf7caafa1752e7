import { hash } from "node:crypto";
import { type KeyId, recordTag } from "../signing-keys/key-id.ts";
import type { Key, Prefix } from "./issuer-store.ts";
import type {
  ApiKeyRecord,
  AuditRecord,
  CredentialPointer,
  IdempotencyRecord,
  IssuerRecord,
  SignatureRecord,
  SigningKeyRecord,
  StatusListRecord,
  StatusPurpose,
  StoredCredential,
} from "./records.ts";

/** Where each kind of record lies. Numbers are padded, so that the order of the keys is theirs. */
export const keyOf = {
  issuer: (slug: string) => key<IssuerRecord>("issuer", slug),
  signingKey: (slug: string, id: KeyId) => key<SigningKeyRecord>("signing-key", slug, keyPart(id)),
  apiKey: (slug: string, id: string) => key<ApiKeyRecord>("api-key", slug, id),
  apiKeyHash: (hash: string) => key<{ slug: string; id: string }>("api-key-hash", hash),
  counter: (slug: string, name: "credential" | "audit" | "completion" | "achievement") =>
    key<number>("counter", slug, name),
  /** To be read by `credentialRecord`, which adds the signature. */
  credential: (slug: string, number: number) => key<StoredCredential>("credential", slug, padded(number)),
  /** What the signature added to what was intended. */
  signature: (slug: string, number: number) => key<SignatureRecord>("signature", slug, padded(number)),
  /** Marks an issuance that is not finished. */
  intent: (slug: string, number: number) =>
    key<{ slug: string; number: number }>("intent", slug, padded(number)),
  credentialPointer: (slug: string, id: string) => key<CredentialPointer>("credential-id", slug, sha256(id)),
  issuedBy: (slug: string, apiKeyId: string, created: string, number: number) =>
    key<number>("issued-by", slug, apiKeyId, created, padded(number)),
  signedWith: (slug: string, id: KeyId, created: string, number: number) =>
    key<number>("signed-with", slug, keyPart(id), created, padded(number)),
  idempotency: (slug: string, keyHash: string) => key<IdempotencyRecord>("idempotency", slug, keyHash),
  statusList: (id: string) => key<StatusListRecord>("status-list", id),
  currentStatusList: (slug: string, purpose: StatusPurpose) =>
    key<string>("status-list-in-use", slug, purpose),
  /** There when the entry is set; the value is the number of the credential. */
  setStatus: (listId: string, index: number) => key<number>("status-set", listId, padded(index)),
  audit: (slug: string, number: number) => key<AuditRecord>("audit", slug, padded(number)),
  history: (slug: string, number: number, audit: number) =>
    key<AuditRecord>("history", slug, padded(number), padded(audit)),
  /** What is needed besides the passphrase to open the signing keys (base64url). */
  sealing: (name: "salt" | "check") => key<string>("sealing", name),
};

/** Where the records of one kind begin. */
export const prefixOf = {
  signingKeys: (slug: string) => prefix<SigningKeyRecord>("signing-key", slug),
  allSigningKeys: () => prefix<SigningKeyRecord>("signing-key"),
  apiKeys: (slug: string) => prefix<ApiKeyRecord>("api-key", slug),
  credentials: (slug: string) => prefix<StoredCredential>("credential", slug),
  intents: () => prefix<{ slug: string; number: number }>("intent"),
  issuedBy: (slug: string, apiKeyId: string) => prefix<number>("issued-by", slug, apiKeyId),
  signedWith: (slug: string, id: KeyId) => prefix<number>("signed-with", slug, keyPart(id)),
  setStatuses: (listId: string) => prefix<number>("status-set", listId),
  statusListsInUse: () => prefix<string>("status-list-in-use"),
  audit: (slug: string) => prefix<AuditRecord>("audit", slug),
  history: (slug: string, number: number) => prefix<AuditRecord>("history", slug, padded(number)),
};

/** The key of a record of one kind, from its parts; no part may hold a slash. */
export function key<Value>(...parts: string[]): Key<Value> {
  return parts.join("/") as Key<Value>;
}

/** What the keys of one kind of record begin with. */
export function prefix<Value>(...parts: string[]): Prefix<Value> {
  return `${parts.join("/")}/` as Prefix<Value>;
}

/** A number as a part of a key: padded, so that the order of the keys is its own. */
export function padded(number: number): string {
  return String(number).padStart(12, "0");
}

function keyPart(id: KeyId): string {
  return recordTag(id) + padded(id.version);
}

function sha256(text: string): string {
  return hash("sha256", text);
}
