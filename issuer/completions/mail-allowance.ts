import { createHash } from "node:crypto";
import type { Transaction } from "../store/issuer-store.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { completionKeys } from "./records.ts";

const maximumADay = 20;

/**
 * Whether a tenant may have one more mail sent to an address on this day, and counts it: neither a spreadsheet with one address in each
 * row nor a stolen key shall flood anybody.
 */
export async function mayMail(
  transaction: Transaction,
  { now }: Pick<IssuerContext, "now">,
  { slug, email }: { slug: string; email: string },
): Promise<boolean> {
  const place = completionKeys.mailed(slug, createHash("sha256").update(email.toLowerCase()).digest("hex"));
  const day = now().toISOString().slice(0, 10);
  const last = await transaction.get(place);
  const count = last?.day === day ? last.count : 0;
  if (count >= maximumADay) return false;
  transaction.put(place, { day, count: count + 1 });
  return true;
}
