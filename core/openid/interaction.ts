import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { expectObject, expectText } from "./wire-members.ts";

/** The ways in which one interaction can go on; each value is a link, as it came. */
export interface InteractionProtocols {
  /** URL of a VC-API exchange. */
  vcapi?: string;
  /** `openid-credential-offer:` link. */
  credentialOffer?: string;
  /** `openid4vp:` link. */
  authorizationRequest?: string;
  /** A page for people. */
  interact?: string;
}

const maximumLinkLength = 16 * 1024;

/** Makes the answer of an interaction URL, with the names that VCALM has and those that older wallets look for. */
export function createInteraction(protocols: InteractionProtocols): JsonObject {
  const { vcapi, credentialOffer, authorizationRequest, interact } = protocols;
  return {
    protocols: {
      ...(credentialOffer !== undefined && { "oid4vci-1.0": credentialOffer, OID4VCI: credentialOffer }),
      ...(authorizationRequest !== undefined && {
        "oid4vp-1.0": authorizationRequest,
        OID4VP: authorizationRequest,
      }),
      ...(vcapi !== undefined && { vcapi }),
      ...(interact !== undefined && { interact }),
    },
  };
}

/**
 * Reads the answer of an interaction URL. Unknown protocols are ignored; where the links lead is NOT judged here.
 *
 * @throws {Problem} `MALFORMED_VALUE_ERROR`.
 */
export function parseInteraction(json: JsonValue): InteractionProtocols {
  const protocols = expectObject(expectObject(json, "The interaction").protocols, "protocols");
  const read = (...names: string[]) => {
    const name = names.find((candidate) => protocols[candidate] !== undefined);
    return name === undefined ? undefined : expectText(protocols[name], name, maximumLinkLength);
  };
  const credentialOffer = read("oid4vci-1.0", "OID4VCI");
  const authorizationRequest = read("oid4vp-1.0", "OID4VP");
  const vcapi = read("vcapi");
  const interact = read("interact");
  return {
    ...(vcapi !== undefined && { vcapi }),
    ...(credentialOffer !== undefined && { credentialOffer }),
    ...(authorizationRequest !== undefined && { authorizationRequest }),
    ...(interact !== undefined && { interact }),
  };
}
