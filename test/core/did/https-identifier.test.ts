import { describe, expect, test } from "vitest";
import { isHttpsIdentifier } from "../../../core/did/https-identifier.ts";

describe("an https identifier (Controlled Identifiers 1.0, 2.1.1)", () => {
  test.each([
    "https://issuer.example",
    "https://issuer.example/",
    "https://issuer.example:8443/issuers/1",
    "https://issuer.example/issuers/1?v=3_0",
    "https://issuer.example/issuers/%C3%A9",
    `https://issuer.example/${"a".repeat(2024)}`,
  ])("may be %s", (text) => {
    expect(isHttpsIdentifier(text)).toBe(true);
  });

  test.each([
    "",
    "http://issuer.example/",
    "did:web:issuer.example",
    "HTTPS://issuer.example/",
    "https://ISSUER.example/",
    "https://issuer.example:443/",
    "https://issuer.example/a/../b",
    "https://issuer.example/é",
    "https://issuer.example/a b",
    "https://issuer.example\\b",
    "https://user@issuer.example/",
    "https://user:secret@issuer.example/",
    "https://issuer.example/#key",
    "https://2130706433/",
    " https://issuer.example/",
    "https://issuer.example/\n",
    "https://",
    `https://issuer.example/${"a".repeat(2026)}`,
  ])("is not %j", (text) => {
    expect(isHttpsIdentifier(text)).toBe(false);
  });
});
