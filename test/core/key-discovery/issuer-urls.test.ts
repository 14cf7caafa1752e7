import { describe, expect, test } from "vitest";
import {
  hostKeySetUrl,
  isIssuerId,
  isOnHostOf,
  issuerMetadataUrl,
} from "../../../core/key-discovery/issuer-urls.ts";

describe("the https URL of an issuer", () => {
  test("is a name beside DIDs", () => {
    expect(isIssuerId("https://university.example/issuers/14")).toBe(true);
    expect(isIssuerId("did:web:university.example")).toBe(true);
    for (const other of [
      "university.example",
      "http://university.example/",
      "https://university.example/#a",
    ]) {
      expect(isIssuerId(other)).toBe(false);
    }
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

  test("with a query has no metadata: SD-JWT VC knows none", () => {
    expect(issuerMetadataUrl("https://university.example/issuers/14?v=3_0")).toBeUndefined();
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
