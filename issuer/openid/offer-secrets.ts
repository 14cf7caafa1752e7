import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { OfferRecord } from "../completions/records.ts";
import type { CredentialSecuring } from "../store/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";

type Secret = Pick<IssuerContext, "offerSecret">;
type Generation = Pick<OfferRecord, "id" | "generation">;

const tokenPattern = /^([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{43}$/;
const codePattern = /^([A-Za-z0-9_-]{22})\.([1-9][0-9]{9,11})\.[A-Za-z0-9_-]{43}$/;

/** How long a pre-authorized code can be exchanged: it must be short-lived, whereas a claim link lives for days. */
const codeLifetimeSeconds = 15 * 60;

/**
 * A pre-authorized code of an offer, good for 15 minutes: derived, so the store alone redeems nothing; another one for each generation.
 * Codes of one generation are one: when one of them is spent, so are the others. OpenID4VCI 1.0, 4.1.1.
 */
export function createPreAuthorizedCode(secret: Secret, offer: Generation, now: Date): string {
  return codeWith(secret, offer, Math.floor(now.getTime() / 1000) + codeLifetimeSeconds);
}

/** What a code says of itself; undefined for what cannot be one. Whether it is genuine is NOT checked. */
export function readPreAuthorizedCode(code: string): { offerId: string; expiresAt: number } | undefined {
  const [, offerId, expiresAt] = codePattern.exec(code) ?? [];
  return offerId === undefined ? undefined : { offerId, expiresAt: Number(expiresAt) };
}

/** Whether a code was made here, for this generation of the offer. Its age is NOT checked. */
export function isGenuineCode(secret: Secret, offer: Generation, code: string): boolean {
  const read = readPreAuthorizedCode(code);
  return read !== undefined && isSameSecret(code, codeWith(secret, offer, read.expiresAt));
}

function codeWith(secret: Secret, { id, generation }: Generation, expiresAt: number): string {
  const parts = [id, String(generation), String(expiresAt)];
  return `${id}.${expiresAt}.${derive(secret, "offer-code", ...parts)}`;
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

/** The offer that an access token names; undefined for what cannot be one. Whether it is genuine is NOT checked. */
export function offerIdIn(token: string): string | undefined {
  return tokenPattern.exec(token)?.[1];
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
