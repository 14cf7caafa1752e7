import { describe, expect, test } from "vitest";
import {
  hostKeySetUrl,
  isHttpsIssuer,
  isIssuerId,
  isOnHostOf,
  issuerMetadataUrl,
} from "../../../core/key-discovery/https-issuer.ts";

describe("the https URL of an issuer", () => {
  test.each([
    "https://university.example",
    "https://university.example/",
    "https://university.example/issuers/14",
    "https://university.example/issuers/14/",
    "https://university.example:8443/issuers/14",
    "https://xn--mnchen-3ya.example/a%20b",
  ])("may be %s", (text) => {
    expect([isHttpsIssuer(text), isIssuerId(text)]).toEqual([true, true]);
  });

  test.each([
    ["http", "http://university.example/issuers/14"],
    ["another case", "HTTPS://university.example"],
    ["a host in another case", "https://University.example/issuers/14"],
    ["the port that it has anyway", "https://university.example:443/issuers/14"],
    ["a way round", "https://university.example/issuers/../issuers/14"],
    ["a way round, hidden", "https://university.example/issuers/%2e%2e/14"],
    ["a backslash", "https://university.example\\issuers"],
    ["a user", "https://university.example@thief.example/issuers/14"],
    ["an empty user", "https://@university.example/issuers/14"],
    ["a query", "https://university.example/issuers?id=14"],
    ["an empty query", "https://university.example/issuers?"],
    ["a fragment", "https://university.example/issuers#14"],
    ["an empty fragment", "https://university.example/issuers#"],
    ["a space", "https://university.example/issuers/14 "],
    ["a line break", "https://university.example/\nissuers"],
    ["letters that parsers change", "https://münchen.example/"],
    ["a number for an address", "https://2130706433/"],
    ["no host", "https://"],
    ["no slashes", "https:university.example"],
    ["endless length", `https://university.example/${"a".repeat(3000)}`],
    ["nothing", ""],
  ])("is not one with %s", (_name, text) => {
    expect(isHttpsIssuer(text)).toBe(false);
  });

  test("is a name beside DIDs", () => {
    expect(isIssuerId("did:web:university.example")).toBe(true);
    expect(isIssuerId("university.example")).toBe(false);
  });

  test.each([
    ["https://university.example", "https://university.example/.well-known/jwt-vc-issuer"],
    ["https://university.example/", "https://university.example/.well-known/jwt-vc-issuer"],
    [
      "https://university.example/issuers/14",
      "https://university.example/.well-known/jwt-vc-issuer/issuers/14",
    ],
    ["https://university.example:8443/a/", "https://university.example:8443/.well-known/jwt-vc-issuer/a"],
  ])("leads from %s to its metadata (SD-JWT VC, 5.1)", (issuer, url) => {
    expect(issuerMetadataUrl(issuer)).toBe(url);
  });

  test("shares its host's key set with others there, and nobody else's", () => {
    const issuer = "https://university.example:8443/issuers/14";
    expect(hostKeySetUrl(issuer)).toBe("https://university.example:8443/.well-known/jwks.json");
    expect(isOnHostOf(issuer, "https://university.example:8443/keys")).toBe(true);
    for (const url of [
      "https://university.example/keys",
      "http://university.example:8443/keys",
      "https://keys.university.example:8443/",
      "https://university.example:8443@thief.example/",
      "keys",
    ]) {
      expect(isOnHostOf(issuer, url), url).toBe(false);
    }
  });
});
