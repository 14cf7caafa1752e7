import { contextUrls } from "../credential/vocabulary.ts";
import { formatDateTimeStamp } from "../date-time.ts";
import type { JsonObject } from "../json/json-value.ts";

/** What a person puts together about themself. */
export interface Portfolio {
  /** `urn:uuid:`, made by the caller. */
  id: string;
  /** The DID of whom it is about, who also signs it. */
  holder: string;
  /** What they call themself: their own word. */
  holderName?: string;
  name: string;
  validFrom: Date;
  /** Signed credentials, as they were issued. */
  credentials: JsonObject[];
}

/**
 * Makes the unsigned `ClrCredential` that holds credentials as they were issued, in the order given.
 *
 * @see {@link https://www.imsglobal.org/spec/clr/v2p0/#clrcredential}
 */
export function createPortfolioCredential(portfolio: Portfolio): JsonObject {
  const { id, holder, holderName, name, validFrom, credentials } = portfolio;
  return {
    "@context": [contextUrls.credentialsV2, contextUrls.clr, contextUrls.openBadges],
    id,
    type: ["VerifiableCredential", "ClrCredential"],
    name,
    issuer: { id: holder, type: ["Profile"], ...(holderName !== undefined && { name: holderName }) },
    validFrom: formatDateTimeStamp(validFrom),
    credentialSubject: { id: holder, type: ["ClrSubject"], verifiableCredential: credentials },
  };
}
