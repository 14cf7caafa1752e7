import type { DisclosureSuiteName } from "../../core/credential/disclosure/disclosure-suites.ts";
import type { CryptosuiteName } from "../../core/credential/proof/cryptosuites.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import type { KeyType } from "../../core/keys/public-key.ts";
import type { ProblemCode } from "../../core/problem/codes.ts";

export type DidMethod = "key" | "web";

/** Keys of these types came after the others, whose records do not name theirs. */
export type LaterKeyType = Exclude<KeyType, "Ed25519">;

/** One employer (tenant) of the service. */
export interface IssuerRecord {
  slug: string;
  did: string;
  method: DidMethod;
  /** Open Badges 3.0 Profile, as it was given; `id` and `type` are added when it is shown. */
  profile: JsonObject;
  createdAt: string;
  /** Version of the Ed25519 key in use; absent when the tenant's did:key is of another type. */
  signingKeyVersion?: number;
  /** Versions of the keys in use of the other types. */
  otherKeyVersions?: Partial<Record<LaterKeyType, number>>;
}

/** One version of one type of a tenant's signing keys. */
export interface SigningKeyRecord {
  /** Absent: Ed25519. */
  type?: LaterKeyType;
  version: number;
  verificationMethod: string;
  publicKeyMultibase?: string;
  /** Of the types of which there is no Multikey. */
  publicKeyJwk?: JsonObject;
  /** The secret (of Ed25519 the seed, of RSA the key in PKCS #8), sealed under the key passphrase (base64url). */
  sealedSeed: string;
  createdAt: string;
  revokedAt?: string;
}

export const roles = ["admin", "issuer", "auditor"] as const;
export type Role = (typeof roles)[number];

/** What the service knows about an API key: never the key itself. */
export interface ApiKeyRecord {
  id: string;
  slug: string;
  role: Role;
  label?: string;
  /** SHA-256 of the key, hexadecimal. */
  hash: string;
  createdAt: string;
  revokedAt?: string;
}

/** Purposes that this issuer manages: revocation is final, suspension can be lifted. */
export const statusPurposes = ["revocation", "suspension"] as const;
export type StatusPurpose = (typeof statusPurposes)[number];

/** A status list and how far it is used. */
export interface StatusListRecord {
  id: string;
  slug: string;
  purpose: StatusPurpose;
  /** The URL under which the list is published: part of credentials, so it never changes. */
  url: string;
  entries: number;
  /** Key of the permutation that turns the counter into an index (base64url). */
  permutationKey: string;
  /** How many indexes have been given away; only ever grows. */
  used: number;
  /** How often an entry was set or unset: tells whether a published copy is still right. */
  changes: number;
}

/** The place of one credential in one status list. */
export interface StatusPlace {
  purpose: StatusPurpose;
  listId: string;
  url: string;
  index: number;
}

/** Why a recorded intent could not be signed. */
export interface Failure {
  code: ProblemCode;
  detail: string;
}

/**
 * How a credential is made verifiable: by a Data Integrity proof in it, or by the JWT that it is in, as readers of Open Badges and of
 * `jwt_vc_json` expect that. Wallets are offered these two.
 */
export type CredentialSecuring = "embedded" | "jwt";

/** The same, and the JWT of VC-JOSE-COSE 1.0, for whoever asks for it by name. */
export type IssuanceSecuring = CredentialSecuring | "vc+jwt";

/**
 * One issuance, from intent to proof (security rule 8).
 *
 * `document` is the exact unsigned credential while `state` is "intended" or "voided", and the signed one, as it
 * was answered, once it is "issued". Of a JWT it stays the unsigned one, and `jwt` is what was answered, in an envelope when it is a
 * vc+jwt.
 */
export interface CredentialRecord {
  number: number;
  state: "intended" | "issued" | "voided";
  credentialId?: string;
  /** The proof's `created`: signing again gives the same bytes. */
  created: string;
  /** Of the key that signs, together with its type. */
  signingKeyVersion: number;
  /** Absent: Ed25519. */
  signingKeyType?: LaterKeyType;
  /** Of an embedded proof; absent: the usual one of the key. */
  cryptosuite?: CryptosuiteName | DisclosureSuiteName;
  /** A second proof, from which the holder can show parts; the key is of the type that the cryptosuite takes. */
  selectiveDisclosure?: { cryptosuite: DisclosureSuiteName; signingKeyVersion: number };
  /** What no holder may withhold besides what is usual, by whichever proof allows to withhold anything. */
  mandatoryPointers?: string[];
  apiKeyId: string;
  statuses: StatusPlace[];
  previousProof?: string | string[];
  document: JsonObject;
  /** Absent: embedded. */
  securing?: Exclude<IssuanceSecuring, "embedded">;
  jwt?: string;
  /**
   * When it was first asked for in the other form than `securing` says, which is made from `document` each time. It is the same
   * credential: one id, one status entry.
   */
  otherFormAt?: string;
  failure?: Failure;
}

/**
 * A {@link CredentialRecord} as its own key has it: without `state` what the intent wrote, which never changes (versions before wrote
 * "intended"), and issued when there is a {@link SignatureRecord}; else the whole of it.
 */
export type StoredCredential = Omit<CredentialRecord, "state"> & { state?: CredentialRecord["state"] };

/** What an issued record has and its intent had not: the last member of the signed document, or the JWT. */
export interface SignatureRecord extends Pick<CredentialRecord, "jwt" | "otherFormAt"> {
  proof?: JsonValue;
}

/** Which issuance a credential id means now; `pending` while another one under the same id is being signed. */
export interface CredentialPointer {
  current?: number;
  pending?: number;
}

/** What an idempotency key was used for: an issuance or a completion by its number, or a finished answer. */
export interface IdempotencyRecord {
  requestDigest: string;
  at: string;
  number?: number;
  completion?: number;
  answer?: JsonObject;
}

/** Who did what, when, to which thing. Holds no personal data of its own: things are named by our own numbers. */
export interface AuditRecord {
  number: number;
  at: string;
  /** An API key's id, "service-admin" for the admin token, "service" for the service itself. */
  by: string;
  action: AuditAction;
  target: string;
  /** Why, in the words of whoever did it; only the tenant sees them. */
  reason?: string;
}

export type AuditAction =
  | "issuer.created"
  | "api-key.created"
  | "api-key.revoked"
  | "signing-key.created"
  | "signing-key.rotated"
  | "signing-key.revoked"
  | "credential.intended"
  | "credential.issued"
  | "credential.other-form"
  | "credential.voided"
  | "credential.superseded"
  | "credential.revoked"
  | "credential.suspended"
  | "credential.reinstated"
  | "endorsement.received"
  | "endorsement.removed"
  | "achievement.created"
  | "achievement.revised"
  | "completion.created"
  | "completion.approved"
  | "completion.recipient-changed"
  | "offer.created"
  | "offer.resent"
  | "offer.claimed"
  | "offer.cancelled"
  | "batch.uploaded"
  | "batch.stopped"
  | "batch.resumed"
  | "batch.finished";
