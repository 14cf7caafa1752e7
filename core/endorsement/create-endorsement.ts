import { contextUrls } from "../credential/vocabulary.ts";
import { formatDateTimeStamp } from "../date-time.ts";
import type { JsonObject } from "../json/json-value.ts";

/** Somebody's word about somebody's profile, an achievement or a credential. */
export interface Endorsement {
  /** `urn:uuid:`, made by the caller. */
  id: string;
  issuer: { id: string; name: string; url?: string };
  /** The identifier of what is endorsed: a DID, an achievement's or a credential's id. */
  endorsed: string;
  /** Why, in Markdown. */
  comment?: string;
  validFrom: Date;
  validUntil?: Date;
}

/**
 * Makes the unsigned `EndorsementCredential`, with the terms of published contexts only.
 *
 * @see {@link https://www.imsglobal.org/spec/ob/v3p0/#endorsementcredential}
 */
export function createEndorsementCredential(endorsement: Endorsement): JsonObject {
  const { id, issuer, endorsed, comment, validFrom, validUntil } = endorsement;
  return {
    "@context": [contextUrls.credentialsV2, contextUrls.openBadges],
    id,
    type: ["VerifiableCredential", "EndorsementCredential"],
    name: `Endorsement by ${issuer.name}`,
    issuer: {
      id: issuer.id,
      type: ["Profile"],
      name: issuer.name,
      ...(issuer.url !== undefined && { url: issuer.url }),
    },
    validFrom: formatDateTimeStamp(validFrom),
    ...(validUntil !== undefined && { validUntil: formatDateTimeStamp(validUntil) }),
    credentialSubject: {
      id: endorsed,
      type: ["EndorsementSubject"],
      ...(comment !== undefined && { endorsementComment: comment }),
    },
  };
}
