import { createHmac, timingSafeEqual } from "node:crypto";
import type { IssuerContext } from "../use-cases/context.ts";
import type { OfferRecord } from "./records.ts";

const digits = 6;
const maximumTries = 5;

type Secret = Pick<IssuerContext, "offerSecret">;

/**
 * The transaction code of an offer: six digits. It is derived, so that a repeated request is answered with the same one, and
 * nobody who has only the store learns it.
 */
export function transactionCodeOf(context: Secret, offerId: string): string {
  const number = mac(context, "transaction-code", offerId).readUIntBE(0, 6) % 10 ** digits;
  return String(number).padStart(digits, "0");
}

/** What is kept of a transaction code: salted, and hashed under the secret, since six digits are soon tried. */
export function sealTransactionCode(
  context: Secret & Pick<IssuerContext, "random">,
  offerId: string,
): NonNullable<OfferRecord["transactionCode"]> {
  const salt = Buffer.from(context.random(16)).toString("base64url");
  const hash = hashOf(context, { offerId, salt, code: transactionCodeOf(context, offerId) });
  return { salt, hash: hash.toString("base64url"), length: digits, triesLeft: maximumTries };
}

/** Whether somebody gave the right transaction code. Counting wrong tries is the caller's. */
export function isTransactionCode(
  context: Secret,
  { id, transactionCode }: Pick<OfferRecord, "id" | "transactionCode">,
  code: string,
): boolean {
  if (!transactionCode || !/^[0-9]{1,12}$/.test(code)) return false;
  const given = hashOf(context, { offerId: id, salt: transactionCode.salt, code });
  return timingSafeEqual(given, Buffer.from(transactionCode.hash, "base64url"));
}

function hashOf(
  context: Secret,
  { offerId, salt, code }: { offerId: string; salt: string; code: string },
): Buffer {
  return mac(context, "transaction-code-hash", offerId, salt, code);
}

function mac({ offerSecret }: Secret, ...parts: string[]): Buffer {
  return createHmac("sha256", offerSecret).update(parts.join("\n")).digest();
}
