import { isJsonObject, type JsonValue } from "../../core/json/json-value.ts";
import { type CredentialOffer, preAuthorizedCodeGrant } from "../../core/openid/credential-offer.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { type Refusal, readRefusal, refusedBy } from "./refusals.ts";
import { objectIn, type Wire } from "./wire.ts";

/** The right to ask for what was offered. */
export interface Token {
  readonly accessToken: string;
  /** By credential configuration; when the issuer gives any, they must be used: OpenID4VCI 1.0, 6.2. */
  readonly credentialIdentifiers: ReadonlyMap<string, string>;
}

const longestToken = 8_000;

/**
 * Gives the offer's code in for a token: OpenID4VCI 1.0, 6.
 *
 * @returns a refusal when the code, the transaction code or the time is wrong, so that the caller can ask for the transaction code again.
 * @throws {@link Problem} `PEER_REFUSED` for every other "no", and what sending throws.
 */
export async function requestToken(
  tokenEndpoint: string,
  { code, transactionCode }: { code: string; transactionCode: string | undefined },
  wire: Wire,
): Promise<Token | Refusal> {
  const form = {
    grant_type: preAuthorizedCodeGrant,
    "pre-authorized_code": code,
    ...(transactionCode !== undefined && { tx_code: transactionCode }),
  };
  const answer = await wire.post(tokenEndpoint, { form });
  if (answer.status === 200) return readToken(answer);
  const refusal = readRefusal(answer);
  if (refusal.error === "invalid_grant") return refusal;
  throw refusedBy(
    refusal,
    "The issuer does not hand it out.",
    "Nothing was stored. Ask the employer for a new link.",
  );
}

/** What a refused code means for a person. */
export function codeRefused(refusal: Refusal, offer: CredentialOffer): GuidedProblem {
  const needsCode = offer.preAuthorized?.transactionCode !== undefined;
  return refusedBy(
    refusal,
    needsCode
      ? "The code was not accepted, or the offer is used up, cancelled or expired."
      : "The offer is used up, cancelled or expired.",
    needsCode
      ? "Check the code and try again; after a few wrong ones ask the employer for a new link."
      : "Ask the employer for a new link.",
  );
}

function readToken(answer: { body: Uint8Array }): Token {
  const {
    access_token: accessToken,
    token_type: type,
    authorization_details: details,
  } = objectIn(answer) ?? {};
  // A header takes nothing else: RFC 6750, 2.1.
  const isToken = typeof accessToken === "string" && /^[A-Za-z0-9._~+/-]+=*$/u.test(accessToken);
  if (!isToken || accessToken.length > longestToken) throw unusable();
  if (typeof type !== "string" || type.toLowerCase() !== "bearer") throw unusable();
  return { accessToken, credentialIdentifiers: readIdentifiers(details) };
}

function readIdentifiers(details: JsonValue | undefined): Map<string, string> {
  const entries = (Array.isArray(details) ? details : []).filter(isJsonObject);
  return new Map(
    entries
      .filter(({ type }) => type === "openid_credential")
      .flatMap(({ credential_configuration_id: id, credential_identifiers: identifiers }) => {
        const [first] = Array.isArray(identifiers) ? identifiers : [];
        return typeof id === "string" && typeof first === "string" ? [[id, first] as const] : [];
      }),
  );
}

function unusable(): GuidedProblem {
  return new GuidedProblem(
    "MALFORMED_VALUE_ERROR",
    "The issuer's token cannot be used by this wallet.",
    "Nothing was stored. Tell the employer.",
  );
}
