import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { OfferRecord } from "../completions/records.ts";
import type { CredentialSecuring } from "../store/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";

type Secret = Pick<IssuerContext, "offerSecret">;
type Generation = Pick<OfferRecord, "id" | "generation">;

const codePattern = /^([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{43}$/;

/** The pre-authorized code of an offer: derived, so the store alone redeems nothing; another one for each generation. */
export function preAuthorizedCodeOf(secret: Secret, { id, generation }: Generation): string {
  return `${id}.${derive(secret, "offer-code", id, String(generation))}`;
}

/** The id under which a wallet asks for a claim that waits, in the form that it asked for. */
export function transactionIdOf(
  secret: Secret,
  { id, generation }: Generation,
  securing: CredentialSecuring,
): string {
  return derive(secret, "offer-transaction", id, String(generation), securing);
}

/** The id under which a wallet says what became of the credentials. */
export function notificationIdOf(secret: Secret, { id }: Pick<OfferRecord, "id">): string {
  return derive(secret, "offer-notification", id);
}

/** A new access token of an offer. */
export function createAccessToken({ random }: Pick<IssuerContext, "random">, offerId: string): string {
  return `${offerId}.${Buffer.from(random(32)).toString("base64url")}`;
}

/** The offer that a code or token names; undefined for what cannot be one. Whether it is genuine is NOT checked. */
export function offerIdIn(codeOrToken: string): string | undefined {
  return codePattern.exec(codeOrToken)?.[1];
}

/** SHA-256, hexadecimal: enough for values of 256 random bits. */
export function hashSecret(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

/** Compares in constant time. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(one), "hex"), Buffer.from(hashSecret(other), "hex"));
}

function derive({ offerSecret }: Secret, ...parts: string[]): string {
  return createHmac("sha256", offerSecret).update(parts.join("\n")).digest("base64url");
}
