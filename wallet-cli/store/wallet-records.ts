import { createHash, createHmac } from "node:crypto";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";

/** Who a credential is about, seen from this wallet. `bearer`: it names no subject, so whoever has it can present it. */
export type Ownership = "mine" | "bearer" | "not-mine";

/** A credential as the wallet keeps it. */
export interface HeldCredential {
  readonly credential: JsonObject;
  readonly ownership: Ownership;
  /** XSD dateTimeStamp. */
  readonly addedAt: string;
  /** The last verdict that this wallet reached: as old as its `asOf`. */
  readonly verification: CredentialVerification;
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

/** A whole wallet: what a backup holds. */
export interface WalletContents {
  readonly identity: Identity;
  readonly credentials: readonly HeldCredential[];
}

/** The order of the credentials, and what each sealed record must hash to: a missing or older record is noticed. */
export interface Inventory {
  readonly revision: number;
  readonly records: readonly { readonly id: string; readonly digest: string }[];
}

export const identityRecordId = "identity";
export const inventoryRecordId = "inventory";
export const emptyInventory: Inventory = { revision: 0, records: [] };

/**
 * A record id that tells nothing: two credentials have the same one exactly when issuer id and credential id are equal
 * (Open Badges 3.0, 9.1.1). A credential without id is known by its content.
 */
export function recordIdOf(
  credential: { issuer: string; id: string | undefined; content: JsonObject },
  key: string,
): string {
  const id =
    credential.id ??
    `sha256:${createHash("sha256").update(JSON.stringify(credential.content)).digest("hex")}`;
  const name = JSON.stringify([credential.issuer, id]);
  return `r-${createHmac("sha256", Buffer.from(key, "base64url")).update(name).digest("hex")}`;
}

export function digestOf(sealed: Uint8Array): string {
  return createHash("sha256").update(sealed).digest("base64url");
}

export function encodeRecord(record: object): Uint8Array {
  return Buffer.from(JSON.stringify(record));
}

/** Reads what {@link encodeRecord} wrote. The seal vouches for the content: only its being an object is checked. */
export function decodeRecord<T extends object>(plaintext: Uint8Array): T {
  const value: unknown = JSON.parse(Buffer.from(plaintext).toString("utf8"));
  if (typeof value !== "object" || value === null)
    throw new Problem("STORE_DAMAGED", "A record is no object.");
  return value as T;
}
