import { hash } from "node:crypto";
import type { ContentDigests } from "../../core/evidence/content-digests.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";

/**
 * Who a credential is about, seen from this wallet. `bearer`: it names no subject, so whoever has it can present it. `endorsement`: it
 * speaks for something in a credential that is held, and can be presented beside that one.
 */
export type Ownership = "mine" | "bearer" | "endorsement" | "not-mine";

/** A credential as the wallet keeps it. */
export interface HeldCredential {
  /** With its proofs in it, or as a compact VC-JWT. */
  readonly credential: JsonObject | string;
  readonly ownership: Ownership;
  /** XSD dateTimeStamp. */
  readonly addedAt: string;
  /** The last verdict that this wallet reached: as old as its `asOf`. */
  readonly verification: CredentialVerification;
}

/** A presentation that was given out without a challenge. */
export interface ShareRecord {
  readonly id: string;
  /** XSD dateTimeStamps. */
  readonly createdAt: string;
  readonly expires: string;
  /** Whom alone it is for: a verifier's host, or a name. */
  readonly audience: string;
  /** What it shows, by title and issuer, as they were called then. */
  readonly shown: readonly {
    readonly title: string;
    readonly issuer: string;
    /** The credential's own id; shares of earlier versions do not have it. */
    readonly id?: string;
  }[];
  /** The file it was written into. */
  readonly file?: string;
  readonly published?: {
    readonly link: string;
    /** Where it is deleted, with what. */
    readonly deletionUrl: string;
    readonly deletionToken: string;
  };
  /** When it was deleted where it was published (XSD dateTimeStamp). */
  readonly revokedAt?: string;
}

/** A credential that its issuer promised for later: OpenID4VCI 1.0, 9. */
export interface PendingIssuance {
  readonly id: string;
  /** XSD dateTimeStamps. */
  readonly createdAt: string;
  readonly nextTryAt: string;
  readonly credentialIssuer: string;
  readonly configurationId: string;
  readonly format: string;
  /** What the issuer calls the credential. */
  readonly title: string;
  readonly deferredEndpoint: string;
  readonly notificationEndpoint?: string;
  readonly transactionId: string;
  readonly accessToken: string;
}

/** A file that is kept as evidence of a credential; its bytes are a record of their own. */
export interface EvidenceRecord {
  readonly id: string;
  /** The record that holds the bytes. */
  readonly file: string;
  /** The record of the credential. */
  readonly credential: string;
  /** What the file was called, without folders. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly digests: ContentDigests;
  /** XSD dateTimeStamp. */
  readonly addedAt: string;
}

/** Who the wallet's owner is; the one record without which nothing else can be read. */
export interface Identity {
  readonly did: string;
  /** The Ed25519 seed, base64url. */
  readonly seed: string;
  /** Keys the HMAC that turns credential ids into record ids, base64url. */
  readonly recordIdKey: string;
  /** XSD dateTimeStamp. */
  readonly createdAt: string;
}

/** A whole wallet: what a backup holds. Backups of earlier versions have credentials only. */
export interface WalletContents {
  readonly identity: Identity;
  readonly credentials: readonly HeldCredential[];
  readonly shares?: readonly ShareRecord[];
  readonly pending?: readonly PendingIssuance[];
  readonly evidence?: readonly EvidenceRecord[];
  /** The bytes of kept files by record id, base64. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What each kind of record holds. */
export interface RecordKinds {
  credentials: HeldCredential;
  shares: ShareRecord;
  pending: PendingIssuance;
  evidence: EvidenceRecord;
}

export type RecordKind = keyof RecordKinds;

/** A sealed record and what it must hash to. */
export interface InventoryEntry {
  readonly id: string;
  readonly digest: string;
}

/**
 * The order of the records of each kind, and what each must hash to: a missing or older record is noticed. `records` are the
 * credentials; wallets of earlier versions have no other kinds.
 */
export interface Inventory {
  readonly revision: number;
  readonly records: readonly InventoryEntry[];
  readonly shares?: readonly InventoryEntry[];
  readonly pending?: readonly InventoryEntry[];
  readonly evidence?: readonly InventoryEntry[];
  /** The bytes of kept files, each a record. */
  readonly files?: readonly InventoryEntry[];
}

export const identityRecordId = "identity";
export const inventoryRecordId = "inventory";
export const emptyInventory: Inventory = { revision: 0, records: [] };

export function digestOf(sealed: Uint8Array): string {
  return hash("sha256", sealed, "base64url");
}

export function encodeRecord(record: object): Uint8Array {
  return Buffer.from(JSON.stringify(record));
}

/** Reads what {@link encodeRecord} wrote. The seal vouches for the content: only its being an object is checked. */
export function decodeRecord<T extends object>(plaintext: Uint8Array): T {
  const { buffer, byteOffset, byteLength } = plaintext;
  const value: unknown = JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString("utf8"));
  if (typeof value !== "object" || value === null)
    throw new Problem("STORE_DAMAGED", "A record is no object.");
  return value as T;
}
