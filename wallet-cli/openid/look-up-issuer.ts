import type { JsonObject } from "../../core/json/json-value.ts";
import type { CredentialOffer } from "../../core/openid/credential-offer.ts";
import {
  type IssuerMetadata,
  parseAuthorizationServerMetadata,
  parseIssuerMetadata,
  wellKnownUrl,
} from "../../core/openid/issuer-metadata.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { readRefusal, refusedBy } from "./refusals.ts";
import { objectIn, type Wire } from "./wire.ts";

type DocumentName = Parameters<typeof wellKnownUrl>[1];

const advice = "Ask the employer whether the link is right.";

/**
 * Reads what the issuer that an offer names says about itself: the document must be this very issuer's, so that no issuer is mixed up with
 * another (OpenID4VCI 1.0, 12.2.2).
 */
export async function lookUpIssuer(
  { credentialIssuer }: CredentialOffer,
  wire: Wire,
): Promise<IssuerMetadata> {
  const document = await fetchWellKnown(credentialIssuer, "openid-credential-issuer", wire);
  return parseIssuerMetadata(document, { expectedIssuer: credentialIssuer, ...wire.policy });
}

/** Finds where a code is given in for a token: at the server that the offer names among the issuer's own, or at the first. */
export async function findTokenEndpoint(
  offer: CredentialOffer,
  { authorizationServers }: IssuerMetadata,
  wire: Wire,
): Promise<string> {
  const named = offer.preAuthorized?.authorizationServer;
  const server = named ?? authorizationServers[0];
  if (server === undefined || !authorizationServers.includes(server)) {
    throw new GuidedProblem(
      "MALFORMED_VALUE_ERROR",
      "The offer wants its code given to a server that the issuer does not name.",
      "Nothing was sent. The offer may be a trap: ask the employer.",
    );
  }
  const document = await fetchWellKnown(server, "oauth-authorization-server", wire);
  return parseAuthorizationServerMetadata(document, { expectedIssuer: server, ...wire.policy }).tokenEndpoint;
}

/** Looks where the standard says, then where some issuers put it. */
async function fetchWellKnown(issuer: string, name: DocumentName, wire: Wire): Promise<JsonObject> {
  const inserted = wellKnownUrl(issuer, name);
  const appended = `${issuer.replace(/\/$/, "")}/.well-known/${name}`;
  let answer = await wire.get(inserted, "application/json");
  if (answer.status === 404 && appended !== inserted) answer = await wire.get(appended, "application/json");
  const document = answer.status === 200 ? objectIn(answer) : undefined;
  if (document !== undefined) return document;
  throw refusedBy(readRefusal(answer), "The issuer does not say how its credentials are had.", advice);
}
