import type { DisclosureSuiteName } from "../../core/credential/disclosure/disclosure-suites.ts";
import { stateEnd } from "../../core/credential/disclosure/mandatory-pointers.ts";
import { isUrl } from "../../core/credential/members.ts";
import { createMicroInternshipCredential } from "../../core/credential/micro-internship/create-micro-internship.ts";
import { hashedEmail } from "../../core/credential/micro-internship/hashed-email.ts";
import type { MicroInternship } from "../../core/credential/micro-internship/micro-internship.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { endorsementsAt } from "../endorsements/received-endorsements.ts";
import type { IssuerRecord } from "../store/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { tenant } from "../use-cases/tenants.ts";
import { achievement } from "./achievements.ts";
import { definitionOf } from "./open-badge-achievement.ts";
import type { AchievementRecord, CompletionRecord } from "./records.ts";

/** An unsigned credential, and the cryptosuite of the second proof that it is to have. */
export interface ClaimedCredential {
  credential: JsonObject;
  selectiveDisclosure?: DisclosureSuiteName;
}

/**
 * The unsigned credential of a completion for one DID, by the profile, in the version of the achievement that the completion was made
 * under. Without a DID it names the salted hash of the e-mail address: each call has another salt.
 */
export async function claimedCredential(
  context: IssuerContext,
  { slug, completion, did }: { slug: string; completion: CompletionRecord; did?: string | undefined },
): Promise<ClaimedCredential> {
  const issuer = await tenant(context, slug);
  const { achievementId: id, achievementVersion: version } = completion;
  const kind = await achievement(context, { slug, id, version });
  const endorsements = await endorsementsAt(context, { slug, place: id });
  const ofProfile = await endorsementsAt(context, { slug, place: "profile" });
  const validFrom =
    completion.planned && completion.plannedAt ? new Date(completion.plannedAt) : context.now();
  const { selectiveDisclosure } = kind.content;
  const credential = createMicroInternshipCredential({
    ...definitionOf(kind),
    ...workOf(completion, kind),
    endorsements,
    id: completion.credentialId,
    issuer: { ...issuerOf(issuer, completion.facts.supervisor), endorsements: ofProfile },
    recipient: recipientOf(context, completion, did),
    validFrom,
    awarded: new Date(completion.createdAt),
  });
  // Whoever is shown a part could otherwise not tell "no end" from an end that is withheld.
  return selectiveDisclosure === undefined
    ? { credential }
    : { credential: stateEnd(credential), selectiveDisclosure };
}

function workOf(
  { facts, evidenceIds }: CompletionRecord,
  { content }: AchievementRecord,
): Partial<MicroInternship> {
  const { start, end, validUntil, evidence, rubrics: rated = [], supervisor: _, ...rest } = facts;
  const rubrics = (content.rubrics ?? []).flatMap((rubric, index) => {
    const rating = rated.find(({ name }) => name === rubric.name);
    return rating ? [{ ...rubric, achieved: rating.achieved, position: index + 1 }] : [];
  });
  return {
    ...rest,
    rubrics,
    ...(start !== undefined && { start: new Date(start) }),
    ...(end !== undefined && { end: new Date(end) }),
    ...(validUntil !== undefined && { validUntil: new Date(validUntil) }),
    ...(evidence && {
      deliverables: evidence.map((file, index) => ({ ...file, id: evidenceIds[index] as string })),
    }),
  };
}

function recipientOf(
  { random }: IssuerContext,
  { recipient: { email, name } }: CompletionRecord,
  did: string | undefined,
): MicroInternship["recipient"] {
  return {
    ...(did !== undefined && { id: did }),
    ...(did === undefined &&
      email !== undefined && {
        email: hashedEmail(email, Buffer.from(random(16)).toString("hex")),
      }),
    ...(name !== undefined && { name }),
  };
}

/** Of the profile only what the credential's own has room for; the rest is on the issuer's page. */
function issuerOf({ did, profile }: IssuerRecord, supervisor: string | undefined): MicroInternship["issuer"] {
  const { name, url, email, otherIdentifier } = profile;
  const lei = leiOf(otherIdentifier);
  return {
    id: did,
    name: String(name),
    ...(typeof url === "string" && isUrl(url) && { url }),
    ...(typeof email === "string" && { email }),
    ...(lei !== undefined && { lei }),
    ...(supervisor !== undefined && { supervisor }),
  };
}

/** A Legal Entity Identifier (ISO 17442) among the identifiers of a profile. */
function leiOf(identifiers: JsonValue | undefined): string | undefined {
  for (const entry of Array.isArray(identifiers) ? identifiers : []) {
    const { identifierType, identifier } = (entry ?? {}) as { [member: string]: unknown };
    if (
      identifierType === "ext:LEI" &&
      typeof identifier === "string" &&
      /^[A-Z0-9]{18}[0-9]{2}$/.test(identifier)
    ) {
      return identifier;
    }
  }
  return undefined;
}
