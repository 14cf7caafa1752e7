import { checkValidity } from "../../core/credential/validity.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import { assertActorInForce } from "../completions/key-in-force.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { Actor, IssuerContext } from "../use-cases/context.ts";
import { tenant } from "../use-cases/tenants.ts";
import {
  type EndorsementPlace,
  endorsementKeys,
  endorsementPrefixes,
  type ReceivedEndorsement,
} from "./received-endorsement.ts";

/** The profile, and more achievements than there can be. */
const maximumPlaces = 5_000;

/** What a tenant received, by what it stands with. Throws `NOT_FOUND`. */
export async function listReceived(context: IssuerContext, slug: string): Promise<ReceivedEndorsement[]> {
  await tenant(context, slug);
  const entries = await context.store.list(endorsementPrefixes.all(slug), { limit: maximumPlaces });
  return entries.flatMap(({ value }) => value);
}

/** Takes an endorsement out: credentials issued from then on do not carry it. Throws `NOT_FOUND`. */
export async function removeReceived(
  context: IssuerContext,
  { slug, id, by }: Actor & { slug: string; id: string },
): Promise<void> {
  const place = (await listReceived(context, slug)).find((record) => record.id === id)?.place ?? "";
  await context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const there = (await transaction.get(endorsementKeys.at(slug, place))) ?? [];
    const left = there.filter((record) => record.id !== id);
    if (left.length === there.length) throw new Problem("NOT_FOUND", "There is no such endorsement.");
    transaction.put(endorsementKeys.at(slug, place), left);
    const at = context.now().toISOString();
    const target = `endorsement/${id}`;
    await recordAudit(transaction, { slug, at }, { by, action: "endorsement.removed", target });
  });
}

/**
 * The endorsements that a credential issued now carries for the profile or an achievement, as they were signed; those that have expired
 * are left out. Whether one was revoked since it was received is for the verifier to find out.
 */
export async function endorsementsAt(
  { store, now }: IssuerContext,
  { slug, place }: { slug: string; place: EndorsementPlace },
): Promise<JsonObject[]> {
  const there = (await store.get(endorsementKeys.at(slug, place))) ?? [];
  return there.filter((record) => isInForce(record, now())).map(({ endorsement }) => endorsement);
}

function isInForce({ validUntil }: ReceivedEndorsement, now: Date): boolean {
  if (validUntil === undefined) return true;
  try {
    checkValidity({ notBefore: [], notAfter: [validUntil] }, now);
    return true;
  } catch {
    return false;
  }
}
