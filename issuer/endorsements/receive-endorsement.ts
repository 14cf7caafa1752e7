import { isDeepStrictEqual } from "node:util";
import { assertEmbeddable } from "../../core/endorsement/assert-embeddable.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import { noSchemas } from "../../core/schema/known-schema.ts";
import { createStatusListMemory } from "../../core/status/status-list-memory.ts";
import { checkEndorsement } from "../../core/verification/endorsements/check-endorsement.ts";
import type { StatementSummary } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { findAchievement } from "../completions/achievements.ts";
import { orderedUuid } from "../completions/identifiers.ts";
import { assertActorInForce } from "../completions/key-in-force.ts";
import { recordAudit } from "../use-cases/audit.ts";
import type { Actor, IssuerContext } from "../use-cases/context.ts";
import { tenant } from "../use-cases/tenants.ts";
import { type EndorsementPlace, endorsementKeys, type ReceivedEndorsement } from "./received-endorsement.ts";

/** Every credential carries them all. */
const maximumAtOnePlace = 5;
const maximumBytes = 16 * 1024;

/**
 * Takes an endorsement of the tenant's profile, or of one of its achievements, after verifying it: from then on its credentials carry it.
 *
 * @throws {@link Problem} what the verification finds; `ENDORSEMENT_MISMATCH` when it is of nothing that is this tenant's,
 * `SELF_ENDORSEMENT`, `CONFLICT` when there are five already, `ALREADY_EXISTS`, `CONTENT_TOO_LARGE`.
 */
export async function receiveEndorsement(
  context: IssuerContext,
  { slug, endorsement, by }: Actor & { slug: string; endorsement: JsonObject },
): Promise<ReceivedEndorsement> {
  const { did } = await tenant(context, slug);
  if (Buffer.byteLength(JSON.stringify(endorsement)) > maximumBytes)
    throw new Problem("CONTENT_TOO_LARGE", "An endorsement may have 16 KiB.");
  const statement = await verified(context, endorsement);
  const place = await placeOf(context, { slug, did, statement });
  checkEndorsement(statement, { thing: statement.subjects[0], issuer: did });
  await assertEmbeddable(endorsement);
  return context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const there = (await transaction.get(endorsementKeys.at(slug, place))) ?? [];
    if (there.some((known) => isDeepStrictEqual(known.endorsement, endorsement)))
      throw new Problem("ALREADY_EXISTS", "This endorsement was received already.");
    if (there.length >= maximumAtOnePlace)
      throw new Problem(
        "CONFLICT",
        `There are ${maximumAtOnePlace} endorsements of this already: remove one.`,
      );
    const { issuer: endorser, issuerName, endorsementComment, validUntil } = statement;
    const at = context.now().toISOString();
    const record: ReceivedEndorsement = {
      id: orderedUuid(context),
      place,
      endorsement,
      endorser,
      ...(issuerName !== undefined && { endorserName: issuerName }),
      ...(endorsementComment !== undefined && { comment: endorsementComment }),
      ...(validUntil !== undefined && { validUntil }),
      receivedAt: at,
      by,
    };
    transaction.put(endorsementKeys.at(slug, place), [...there, record]);
    const target = `endorsement/${record.id}`;
    await recordAudit(transaction, { slug, at }, { by, action: "endorsement.received", target });
    return record;
  });
}

async function verified(context: IssuerContext, endorsement: JsonObject): Promise<StatementSummary> {
  const { fetchDocument, allowHttpOnLoopback, now } = context;
  const { checks, statement } = await verifyCredential(
    endorsement,
    { checks: "all" },
    {
      now: now(),
      fetchDocument,
      allowHttpOnLoopback,
      statusListMemory: createStatusListMemory(),
      knownSchemas: noSchemas,
      validateIssuer: () => ({ outcome: "unknown" }),
    },
  );
  const open =
    checks.find(({ outcome }) => outcome === "failed") ?? checks.find(({ outcome }) => outcome === "unknown");
  if (open?.problem !== undefined) {
    const { code, detail, title } = open.problem;
    throw new Problem(code, `The endorsement is not verified: ${detail ?? title}.`);
  }
  if (statement === undefined) throw new TypeError("A verified credential without a statement");
  return statement;
}

async function placeOf(
  context: IssuerContext,
  { slug, did, statement }: { slug: string; did: string; statement: StatementSummary },
): Promise<EndorsementPlace> {
  const [subject = ""] = statement.subjects;
  if (subject === did) return "profile";
  const [, id = ""] = /^urn:uuid:(.+)$/.exec(subject) ?? [];
  if ((await findAchievement(context, { slug, id })) !== undefined) return id;
  throw new Problem(
    "ENDORSEMENT_MISMATCH",
    "It endorses neither this issuer nor an achievement of it. An endorsement of a credential goes to whoever holds that.",
  );
}
