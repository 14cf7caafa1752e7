import { type CredentialOffer, parseCredentialOffer } from "../../core/openid/credential-offer.ts";
import { type InteractionProtocols, parseInteraction } from "../../core/openid/interaction.ts";
import { readOfferLink } from "../../core/openid/offer-link.ts";
import { expectUrl } from "../../core/openid/wire-members.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { readRefusal, refusedBy } from "./refusals.ts";
import { objectIn, type Wire } from "./wire.ts";

/** What a link offers: by OpenID4VCI, or only by a VC-API exchange. */
export type FoundOffer =
  | { readonly by: "openid"; readonly offer: CredentialOffer; readonly from: string | undefined }
  | { readonly by: "exchange"; readonly url: string };

const askAnew = "Ask the employer for a new link.";

/**
 * Finds the offer behind a link. Only reads: no code is used up.
 *
 * @throws {@link Problem} `PEER_REFUSED` for an offer that is gone, `MALFORMED_VALUE_ERROR`, `UNSUPPORTED`, what fetching throws.
 */
export async function findOffer(source: string, wire: Wire): Promise<FoundOffer> {
  const link = readOfferLink(source, wire.policy);
  switch (link.by) {
    case "value":
      return { by: "openid", offer: link.offer, from: undefined };
    case "reference":
      return fetchOffer(link.url, wire);
    case "interaction":
      return followInteraction(await fetchInteraction(link.url, wire), wire);
    case "page": {
      if (link.reference !== undefined) return fetchOffer(link.reference, wire);
      throw new GuidedProblem(
        "UNSUPPORTED",
        "This is the address of a page, and no offer that a wallet can read.",
        "Open it in a browser, and give the link that it shows for wallets.",
      );
    }
  }
}

async function fetchOffer(url: string, wire: Wire): Promise<FoundOffer> {
  const answer = await wire.get(url, "application/json");
  const document = objectIn(answer);
  if (answer.status !== 200 || document === undefined) {
    throw refusedBy(readRefusal(answer), "This offer cannot be had (any more).", askAnew);
  }
  return { by: "openid", offer: parseCredentialOffer(document, wire.policy), from: url };
}

async function fetchInteraction(url: string, wire: Wire): Promise<InteractionProtocols> {
  const answer = await wire.get(url, "application/json");
  const document = objectIn(answer);
  if (answer.status !== 200 || document === undefined) {
    throw refusedBy(readRefusal(answer), "This offer cannot be had (any more).", askAnew);
  }
  return parseInteraction(document);
}

async function followInteraction(protocols: InteractionProtocols, wire: Wire): Promise<FoundOffer> {
  const { credentialOffer, vcapi, authorizationRequest } = protocols;
  if (credentialOffer !== undefined) {
    const next = readOfferLink(credentialOffer, wire.policy);
    if (next.by === "value") return { by: "openid", offer: next.offer, from: undefined };
    if (next.by === "reference") return fetchOffer(next.url, wire);
    throw new GuidedProblem("MALFORMED_VALUE_ERROR", "The address leads from one to another.", askAnew);
  }
  if (vcapi !== undefined) return { by: "exchange", url: expectUrl(vcapi, "vcapi", wire.policy) };
  throw new GuidedProblem(
    "UNSUPPORTED",
    "Nothing is offered here, in a way that this wallet speaks.",
    authorizationRequest === undefined ? askAnew : "Somebody asks for a credential here: stint respond LINK",
  );
}
