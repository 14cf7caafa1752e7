import type { JsonObject, JsonValue } from "../json/json-value.ts";
import {
  expectIssuerIdentifier,
  expectObject,
  expectText,
  expectTexts,
  expectWholeNumber,
  malformed,
  type UrlPolicy,
} from "./wire-members.ts";

/** The grant of an offer that was agreed on beforehand: OpenID4VCI 1.0, 3.5. */
export const preAuthorizedCodeGrant = "urn:ietf:params:oauth:grant-type:pre-authorized_code";

/** What the issuer says about the transaction code; that there is one is what counts. */
export interface TransactionCodeHint {
  inputMode: "numeric" | "text";
  length?: number;
  /** The issuer's own words: hostile text until it is shown as such. */
  description?: string;
}

/** An offer that was read: nothing in it is to be believed before its issuer was asked. */
export interface CredentialOffer {
  credentialIssuer: string;
  credentialConfigurationIds: string[];
  /** Absent when the offer names no grant that Stint knows. */
  preAuthorized?: {
    code: string;
    /** Present: a transaction code is required, even when nothing is said about it. */
    transactionCode?: TransactionCodeHint;
    authorizationServer?: string;
  };
}

/** What a new offer says. */
export interface OfferContent {
  credentialIssuer: string;
  credentialConfigurationIds: string[];
  preAuthorizedCode: string;
  transactionCode?: { length: number; description: string };
}

/** Makes the object that `credential_offer` or `credential_offer_uri` brings: OpenID4VCI 1.0, 4.1.1. */
export function createCredentialOffer(content: OfferContent): JsonObject {
  const { transactionCode } = content;
  return {
    credential_issuer: content.credentialIssuer,
    credential_configuration_ids: content.credentialConfigurationIds,
    grants: {
      [preAuthorizedCodeGrant]: {
        "pre-authorized_code": content.preAuthorizedCode,
        ...(transactionCode && { tx_code: { input_mode: "numeric", ...transactionCode } }),
      },
    },
  };
}

/**
 * Reads an offer object: OpenID4VCI 1.0, 4.1.1. Unknown members and unknown grants are ignored.
 *
 * @throws {Problem} `MALFORMED_VALUE_ERROR`.
 */
export function parseCredentialOffer(json: JsonValue, policy: UrlPolicy): CredentialOffer {
  const offer = expectObject(json, "The credential offer");
  const grants = offer.grants === undefined ? {} : expectObject(offer.grants, "grants");
  const grant = grants[preAuthorizedCodeGrant];
  return {
    credentialIssuer: expectIssuerIdentifier(offer.credential_issuer, "credential_issuer", policy),
    credentialConfigurationIds: expectTexts(
      offer.credential_configuration_ids,
      "credential_configuration_ids",
      { maximumItems: 50, maximumLength: 300 },
    ),
    ...(grant !== undefined && { preAuthorized: readGrant(expectObject(grant, "The grant"), policy) }),
  };
}

function readGrant(grant: JsonObject, policy: UrlPolicy): NonNullable<CredentialOffer["preAuthorized"]> {
  const { tx_code: hint, authorization_server: server } = grant;
  return {
    code: expectText(grant["pre-authorized_code"], "pre-authorized_code", 4_000),
    ...(hint !== undefined && { transactionCode: readHint(expectObject(hint, "tx_code")) }),
    ...(server !== undefined && {
      authorizationServer: expectIssuerIdentifier(server, "authorization_server", policy),
    }),
  };
}

function readHint({ input_mode: mode = "numeric", length, description }: JsonObject): TransactionCodeHint {
  if (mode !== "numeric" && mode !== "text") throw malformed("input_mode is neither numeric nor text");
  return {
    inputMode: mode,
    ...(length !== undefined && {
      length: expectWholeNumber(length, "length", { minimum: 1, maximum: 100 }),
    }),
    // 300 is the clause's own bound.
    ...(description !== undefined && { description: expectText(description, "description", 300) }),
  };
}
