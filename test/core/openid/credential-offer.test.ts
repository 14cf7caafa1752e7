import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import {
  createCredentialOffer,
  parseCredentialOffer,
  preAuthorizedCodeGrant,
} from "../../../core/openid/credential-offer.ts";
import { createInteraction, parseInteraction } from "../../../core/openid/interaction.ts";
import { offerLink, readOfferLink } from "../../../core/openid/offer-link.ts";

const policy = { allowHttpOnLoopback: false };
const issuer = "https://issuer.example/issuers/acme";
const offerId = "A".repeat(22);

function offer(grant: JsonObject = {}, changes: JsonObject = {}): JsonObject {
  return {
    credential_issuer: issuer,
    credential_configuration_ids: ["one"],
    grants: { [preAuthorizedCodeGrant]: { "pre-authorized_code": "code", ...grant } },
    ...changes,
  };
}

describe("a credential offer (OpenID4VCI 1.0, 4.1.1)", () => {
  it("comes back as it was made", () => {
    const content = {
      credentialIssuer: issuer,
      credentialConfigurationIds: ["one", "two"],
      preAuthorizedCode: "code",
      transactionCode: { length: 6, description: "Ask your supervisor" },
    };
    expect(parseCredentialOffer(createCredentialOffer(content), policy)).toEqual({
      credentialIssuer: issuer,
      credentialConfigurationIds: ["one", "two"],
      preAuthorized: {
        code: "code",
        transactionCode: { inputMode: "numeric", length: 6, description: "Ask your supervisor" },
      },
    });
  });

  it("needs a transaction code when tx_code is there, even when it says nothing", () => {
    const { preAuthorized } = parseCredentialOffer(offer({ tx_code: {} }), policy);
    expect(preAuthorized?.transactionCode).toEqual({ inputMode: "numeric" });
    expect(parseCredentialOffer(offer(), policy).preAuthorized).toEqual({ code: "code" });
  });

  it("may hold grants and members that nobody here knows", () => {
    const unknown = offer({}, { grants: { "urn:other": { x: 1 } }, more: true });
    expect(parseCredentialOffer(unknown, policy).preAuthorized).toBeUndefined();
    expect(parseCredentialOffer(offer({}, { grants: {} }), policy).preAuthorized).toBeUndefined();
  });

  it.each<[string, JsonObject]>([
    ["an issuer without https", offer({}, { credential_issuer: "http://issuer.example" })],
    ["an issuer on this machine", offer({}, { credential_issuer: "http://localhost:1" })],
    ["an issuer with a query", offer({}, { credential_issuer: `${issuer}?a=b` })],
    ["an issuer with a fragment", offer({}, { credential_issuer: `${issuer}#` })],
    ["an issuer with a user name", offer({}, { credential_issuer: "https://me@issuer.example" })],
    ["a script for an issuer", offer({}, { credential_issuer: "javascript:alert(1)" })],
    ["no configuration", offer({}, { credential_configuration_ids: [] })],
    ["a configuration twice", offer({}, { credential_configuration_ids: ["one", "one"] })],
    ["51 configurations", offer({}, { credential_configuration_ids: Array.from({ length: 51 }, String) })],
    ["a grant without its code", offer({ "pre-authorized_code": "" })],
    ["a code that is a number", offer({ "pre-authorized_code": 1 })],
    ["an endless code", offer({ "pre-authorized_code": "x".repeat(4_001) })],
    ["tx_code null", offer({ tx_code: null })],
    ["an unknown input mode", offer({ tx_code: { input_mode: "picture" } })],
    ["a length of 0", offer({ tx_code: { length: 0 } })],
    ["a description of 301 characters", offer({ tx_code: { description: "x".repeat(301) } })],
  ])("is refused with %s", (_name, hostile) => {
    expect(() => parseCredentialOffer(hostile, policy)).toThrow(
      expect.objectContaining({ code: "MALFORMED_VALUE_ERROR" }),
    );
  });

  it("may come over http from this machine only where that is allowed", () => {
    const local = offer({}, { credential_issuer: "http://127.0.0.1:8001/issuers/acme" });
    expect(parseCredentialOffer(local, { allowHttpOnLoopback: true }).credentialIssuer).toContain(
      "127.0.0.1",
    );
  });
});

describe("a link to an offer (OpenID4VCI 1.0, 4.1.2 and 4.1.3)", () => {
  const reference = `https://issuer.example/offers/${offerId}/credential-offer`;

  it("holds the offer, or says where it lies", () => {
    expect(readOfferLink(offerLink(reference), policy)).toEqual({ by: "reference", url: reference });
    const value = `openid-credential-offer://?credential_offer=${encodeURIComponent(JSON.stringify(offer()))}`;
    expect(readOfferLink(`  ${value}\n`, policy)).toMatchObject({
      by: "value",
      offer: { credentialIssuer: issuer },
    });
  });

  it("may be a claim page or an interaction URL", () => {
    const page = `https://issuer.example/offers/${offerId}`;
    expect(readOfferLink(page, policy)).toEqual({ by: "page", url: page, reference });
    expect(readOfferLink("https://issuer.example/about", policy)).toEqual({
      by: "page",
      url: "https://issuer.example/about",
    });
    const interaction = `https://issuer.example/interactions/${offerId}?iuv=1`;
    expect(readOfferLink(interaction, policy)).toEqual({ by: "interaction", url: interaction });
  });

  const encoded = encodeURIComponent(JSON.stringify(offer()));
  it.each<[string, string, string]>([
    [
      "by value and by reference",
      `openid-credential-offer://?credential_offer=${encoded}&credential_offer_uri=${reference}`,
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "two offers",
      `openid-credential-offer://?credential_offer=${encoded}&credential_offer=${encoded}`,
      "MALFORMED_VALUE_ERROR",
    ],
    ["no offer", "openid-credential-offer://", "MALFORMED_VALUE_ERROR"],
    [
      "a reference over http",
      "openid-credential-offer://?credential_offer_uri=http://issuer.example/o",
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "a reference to a file",
      "openid-credential-offer://?credential_offer_uri=file:///etc/passwd",
      "MALFORMED_VALUE_ERROR",
    ],
    ["a page over http", "http://issuer.example/offers/x", "MALFORMED_VALUE_ERROR"],
    ["no link at all", "hello", "MALFORMED_VALUE_ERROR"],
    ["an endless link", `https://issuer.example/${"x".repeat(17_000)}`, "MALFORMED_VALUE_ERROR"],
    [
      "an offer with a member twice",
      'openid-credential-offer://?credential_offer={"a":1,"a":2}',
      "PARSING_ERROR",
    ],
  ])("is refused: %s", (_name, link, code) => {
    expect(() => readOfferLink(link, policy)).toThrow(expect.objectContaining({ code }));
  });
});

describe("an interaction (VCALM, interaction URLs)", () => {
  it("names its protocols as VCALM and as older wallets do", () => {
    const json = createInteraction({
      credentialOffer: "openid-credential-offer://?x",
      vcapi: "https://a.example",
    });
    expect(json.protocols).toMatchObject({
      "oid4vci-1.0": "openid-credential-offer://?x",
      OID4VCI: "openid-credential-offer://?x",
    });
    expect(parseInteraction(json)).toEqual({
      credentialOffer: "openid-credential-offer://?x",
      vcapi: "https://a.example",
    });
    expect(parseInteraction({ protocols: { OID4VP: "openid4vp://?x", other: 1 } })).toEqual({
      authorizationRequest: "openid4vp://?x",
    });
  });

  it.each([[{}], [{ protocols: [] }], [{ protocols: { vcapi: 1 } }]])("is refused: %j", (json) => {
    expect(() => parseInteraction(json as JsonObject)).toThrow(
      expect.objectContaining({ code: "MALFORMED_VALUE_ERROR" }),
    );
  });
});
