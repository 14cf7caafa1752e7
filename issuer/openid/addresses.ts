import type { IssuerContext } from "../use-cases/context.ts";

type Place = Pick<IssuerContext, "publicUrl">;

/** The identifier of a tenant as a credential issuer, which is also its own authorization server: OpenID4VCI 1.0, 12.2.1. */
export function issuerIdentifier({ publicUrl }: Place, slug: string): string {
  return `${publicUrl}/issuers/${slug}`;
}

/** Where a tenant's endpoints are. */
export function endpointsOf(place: Place, slug: string) {
  const base = `${issuerIdentifier(place, slug)}/openid`;
  return {
    token: `${base}/token`,
    nonce: `${base}/nonce`,
    credential: `${base}/credential`,
    deferredCredential: `${base}/deferred-credential`,
    notification: `${base}/notification`,
  };
}

/** The addresses that one offer has, by what asks there. */
export function offerAddresses({ publicUrl }: Place, offerId: string) {
  return {
    /** For people. */
    page: `${publicUrl}/offers/${offerId}`,
    /** For wallets that speak OpenID4VCI. */
    credentialOffer: `${publicUrl}/offers/${offerId}/credential-offer`,
    /** For wallets that choose among protocols (VCALM). */
    interaction: `${publicUrl}/interactions/${offerId}?iuv=1`,
    /** For wallets that speak VC-API. */
    exchange: `${publicUrl}/exchanges/${offerId}`,
  };
}
