import { isDid } from "../did/did-url.ts";
import { isHttpsIdentifier } from "../did/https-identifier.ts";

/** Tells whether an issuer can go by a text: a DID, or its https URL. */
export function isIssuerId(text: string): boolean {
  return isDid(text) || isHttpsIdentifier(text);
}

/** Whether a URL is on the host and port of an https issuer. */
export function isOnHostOf(issuer: string, url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(issuer).origin;
}

/**
 * Where an https issuer's JWT VC Issuer Metadata lie: SD-JWT VC (draft-ietf-oauth-sd-jwt-vc), 5.1. `undefined` for a URL with a query,
 * which has none.
 */
export function issuerMetadataUrl(issuer: string): string | undefined {
  const { origin, pathname, search } = new URL(issuer);
  return search === "" ? `${origin}/.well-known/jwt-vc-issuer${pathname.replace(/\/$/, "")}` : undefined;
}

/** Where the keys of all issuers of a host lie, by the implementation guide of Open Badges 3.0 ("External proof"). */
export function hostKeySetUrl(issuer: string): string {
  return `${new URL(issuer).origin}/.well-known/jwks.json`;
}
