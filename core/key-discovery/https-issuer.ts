import { isDid } from "../did/did-url.ts";

/** As for DIDs: no URL of an issuer in use comes near. */
const maximumLength = 2048;

/**
 * Tells whether a text is the https URL that an issuer goes by instead of a DID: spelled as URL parsers spell it (a bare host may lack its
 * slash), without user, query and fragment, so that two of them are the same only when all their characters are.
 */
export function isHttpsIssuer(text: string): boolean {
  if (text.length > maximumLength || !text.startsWith("https://") || /[?#]/.test(text)) return false;
  if (!URL.canParse(text)) return false;
  const { href, username, password } = new URL(text);
  return username === "" && password === "" && (href === text || href === `${text}/`);
}

/** Tells whether an issuer can go by a text: a DID, or its https URL. */
export function isIssuerId(text: string): boolean {
  return isDid(text) || isHttpsIssuer(text);
}

/** Whether a URL is on the host and port of an https issuer. */
export function isOnHostOf(issuer: string, url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(issuer).origin;
}

/** Where an https issuer's JWT VC Issuer Metadata lie: SD-JWT VC (draft-ietf-oauth-sd-jwt-vc), 5.1. */
export function issuerMetadataUrl(issuer: string): string {
  const { origin, pathname } = new URL(issuer);
  return `${origin}/.well-known/jwt-vc-issuer${pathname.replace(/\/$/, "")}`;
}

/** Where the keys of all issuers of a host lie, by the implementation guide of Open Badges 3.0 ("External proof"). */
export function hostKeySetUrl(issuer: string): string {
  return `${new URL(issuer).origin}/.well-known/jwks.json`;
}
