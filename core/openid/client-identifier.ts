import { isDid } from "../did/did-url.ts";
import { OpenidError } from "./openid-error.ts";

/**
 * Who asks, by a client identifier whose prefix Stint knows: OpenID4VP 1.0, 5.9.3. `full` is the identifier with its
 * prefix, which alone may stand for the asker anywhere (14.8).
 */
export type ClientIdentifier = { readonly full: string } & (
  | { readonly prefix: "redirect_uri"; readonly uri: string }
  | { readonly prefix: "decentralized_identifier"; readonly did: string }
  | { readonly prefix: "x509_san_dns"; readonly dnsName: string }
);

/** The prefixes whose requests are signed; `redirect_uri` alone cannot be. */
export const signedPrefixes = ["decentralized_identifier", "x509_san_dns"] as const;

const maximumLength = 2_100;
const dnsNamePattern =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads a client identifier. Nobody is registered here beforehand, so an unknown or missing prefix is refused.
 *
 * @throws {@link OpenidError} `invalid_request`.
 */
export function parseClientIdentifier(full: unknown): ClientIdentifier {
  if (typeof full !== "string" || full === "") throw refuse("The request has no client_id");
  if (full.length > maximumLength || !/^[!-~]+$/.test(full)) throw refuse("The client_id is malformed");
  const colon = full.indexOf(":");
  const prefix = full.slice(0, Math.max(colon, 0));
  const rest = full.slice(colon + 1);
  switch (prefix) {
    case "redirect_uri":
      if (!URL.canParse(rest)) break;
      return { full, prefix, uri: rest };
    case "decentralized_identifier":
      if (!isDid(rest)) break;
      return { full, prefix, did: rest };
    case "x509_san_dns":
      if (!dnsNamePattern.test(rest)) break;
      return { full, prefix, dnsName: rest };
    default:
      throw refuse("This kind of client_id is not supported");
  }
  throw refuse("The client_id does not fit its prefix");
}

function refuse(words: string): OpenidError {
  return new OpenidError("invalid_request", words);
}
