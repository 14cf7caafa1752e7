import { formatDateTimeStamp } from "../../date-time.ts";
import type { JsonObject } from "../../json/json-value.ts";
import { nonEmpty } from "../members.ts";
import { contextUrls } from "../vocabulary.ts";
import type { MicroInternship } from "./micro-internship.ts";
import { achievementOf, resultsOf } from "./micro-internship-results.ts";

const strictSchema =
  "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

/**
 * Makes the unsigned Open Badges 3.0 credential for one completed micro-internship. Only terms of
 * published contexts are used, and no empty arrays: both are what the official schema insists on.
 *
 * @see {@link https://www.imsglobal.org/spec/ob/v3p0/}
 */
export function createMicroInternshipCredential(work: MicroInternship): JsonObject {
  const { issuer } = work;
  return {
    "@context": [contextUrls.credentialsV2, contextUrls.openBadges, contextUrls.openBadgesExtensions],
    id: work.id,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: `Micro-internship: ${work.title}`,
    description: work.summary,
    issuer: {
      id: issuer.id,
      type: ["Profile"],
      name: issuer.name,
      ...(issuer.url !== undefined && { url: issuer.url }),
      ...(issuer.email !== undefined && { email: issuer.email }),
      ...(issuer.supervisor !== undefined && { official: issuer.supervisor }),
      ...(issuer.lei !== undefined && {
        otherIdentifier: [{ type: "IdentifierEntry", identifier: issuer.lei, identifierType: "ext:LEI" }],
      }),
      ...nonEmpty("endorsement", issuer.endorsements ?? []),
    },
    validFrom: formatDateTimeStamp(work.validFrom),
    awardedDate: formatDateTimeStamp(work.awarded ?? work.validFrom),
    ...(work.validUntil !== undefined && { validUntil: formatDateTimeStamp(work.validUntil) }),
    credentialSubject: subjectOf(work),
    ...nonEmpty("evidence", (work.deliverables ?? []).map(evidenceOf)),
    credentialSchema: [{ id: strictSchema, type: "1EdTechJsonSchemaValidator2019" }],
  };
}

function subjectOf(work: MicroInternship): JsonObject {
  const { recipient, source } = work;
  const identifiers: JsonObject[] = [];
  if (recipient.email !== undefined) {
    const { hash, salt } = recipient.email;
    identifiers.push({
      type: "IdentityObject",
      hashed: true,
      identityType: "emailAddress",
      salt,
      identityHash: hash,
    });
  }
  if (recipient.name !== undefined) {
    identifiers.push({
      type: "IdentityObject",
      hashed: false,
      identityType: "name",
      identityHash: recipient.name,
    });
  }
  return {
    ...(recipient.id !== undefined && { id: recipient.id }),
    type: ["AchievementSubject"],
    ...nonEmpty("identifier", identifiers),
    ...(work.role !== undefined && { role: work.role }),
    ...(work.start !== undefined && { activityStartDate: formatDateTimeStamp(work.start) }),
    ...(work.end !== undefined && { activityEndDate: formatDateTimeStamp(work.end) }),
    ...(source !== undefined && {
      source: {
        id: source.id,
        type: ["Profile"],
        name: source.name,
        ...(source.url !== undefined && { url: source.url }),
      },
    }),
    achievement: achievementOf(work),
    result: resultsOf(work),
  };
}

function evidenceOf(deliverable: NonNullable<MicroInternship["deliverables"]>[number]): JsonObject {
  const { id, name, description, digestMultibase } = deliverable;
  return {
    id,
    type: ["Evidence"],
    name,
    genre: "Deliverable",
    ...(description !== undefined && { description }),
    digestMultibase,
  };
}
