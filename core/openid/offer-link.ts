import { parseStrictJson } from "../json/parse-strict-json.ts";
import { type CredentialOffer, parseCredentialOffer } from "./credential-offer.ts";
import { expectUrl, malformed, type UrlPolicy } from "./wire-members.ts";

const scheme = "openid-credential-offer:";
const maximumLength = 16 * 1024;

/** Where a link that somebody was given leads. */
export type OfferLink =
  | { by: "value"; offer: CredentialOffer }
  | { by: "reference"; url: string }
  /** A page for people; `reference` is where the same offer lies as JSON when it is a claim page of Stint. */
  | { by: "page"; url: string; reference?: string }
  /** VCALM: asked with `Accept: application/json` it names the protocols that it speaks. */
  | { by: "interaction"; url: string };

/** The link for wallets on the same machine, to an offer by reference: OpenID4VCI 1.0, 4.1.3. */
export function offerLink(reference: string): string {
  return `${scheme}//?credential_offer_uri=${encodeURIComponent(reference)}`;
}

/**
 * Reads a link as it was pasted or scanned: `openid-credential-offer:`, a wallet's own https link with the same parameters, an interaction
 * URL, or a claim page. An offer in it is parsed; an address in it is one that may be fetched by the rules for foreign addresses.
 *
 * @throws {Problem} `MALFORMED_VALUE_ERROR`, also for an offer by value and by reference at once; `PARSING_ERROR` for an offer that
 * is not strict JSON.
 */
export function readOfferLink(text: string, policy: UrlPolicy): OfferLink {
  const link = text.trim();
  if (link.length > maximumLength || !URL.canParse(link)) throw malformed("This is not a link");
  const { protocol, searchParams, pathname } = new URL(link);
  const values = searchParams.getAll("credential_offer");
  const references = searchParams.getAll("credential_offer_uri");
  if (values.length + references.length > 1) {
    throw malformed("The link holds more than one offer: by value or by reference, never both");
  }
  const [value] = values;
  const [reference] = references;
  if (value !== undefined) {
    const json = parseStrictJson(value, { maxBytes: maximumLength });
    return { by: "value", offer: parseCredentialOffer(json, policy) };
  }
  if (reference !== undefined) {
    return { by: "reference", url: expectUrl(reference, "credential_offer_uri", policy) };
  }
  if (protocol === scheme) throw malformed("The link holds no offer");
  const url = expectUrl(link, "The link", policy);
  if (searchParams.get("iuv") === "1") return { by: "interaction", url };
  const isClaimPage = /\/offers\/[A-Za-z0-9_-]{22}$/.test(pathname);
  return { by: "page", url, ...(isClaimPage && { reference: `${url.split("?", 1)[0]}/credential-offer` }) };
}
