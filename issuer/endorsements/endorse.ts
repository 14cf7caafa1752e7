import { isUrl } from "../../core/credential/members.ts";
import { createEndorsementCredential } from "../../core/endorsement/create-endorsement.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import { randomUuid } from "../completions/identifiers.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import type { Idempotency } from "../use-cases/idempotency.ts";
import { issueCredential } from "../use-cases/issue-credential.ts";
import { tenant } from "../use-cases/tenants.ts";
import type { EndorsementInput } from "./endorsement-schema.ts";

interface EndorseRequest {
  slug: string;
  apiKeyId: string;
  input: EndorsementInput;
  idempotency?: Idempotency | undefined;
}

/**
 * Issues an endorsement the way credentials are issued here: recorded first, with a status entry, revocable, attributed to a key.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for an issuer that would endorse itself, and what {@link issueCredential} throws.
 */
export async function endorse(
  context: IssuerContext,
  { slug, apiKeyId, input, idempotency }: EndorseRequest,
): Promise<JsonObject> {
  const { did, profile } = await tenant(context, slug);
  const { subject, comment, validFrom, validUntil } = input;
  if (subject === did) {
    throw new Problem("INVALID_REQUEST", "An issuer's word about itself is no endorsement.");
  }
  const { name, url } = profile;
  const credential = createEndorsementCredential({
    id: `urn:uuid:${randomUuid(context)}`,
    issuer: { id: did, name: String(name), ...(typeof url === "string" && isUrl(url) && { url }) },
    endorsed: subject,
    ...(comment !== undefined && { comment }),
    validFrom: validFrom === undefined ? context.now() : new Date(validFrom),
    ...(validUntil !== undefined && { validUntil: new Date(validUntil) }),
  });
  const signed = await issueCredential(context, { slug, apiKeyId, credential, idempotency });
  if (typeof signed === "string") throw new TypeError("An endorsement is signed with an embedded proof");
  return signed;
}
