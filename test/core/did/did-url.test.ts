import { describe, expect, test } from "vitest";
import { didOf, isDid } from "../../../core/did/did-url.ts";
import { workMilliseconds } from "../../support/work-time.ts";

const longest = `did:web:${"a".repeat(2040)}`;

describe("a DID (DID Core 1.0, 3.1)", () => {
  test.each([
    "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
    "did:web:example.com%3A8001:issuers:acme",
    "did:example:a:b::c",
    "did:x:%C3%A9",
    longest,
  ])("may be %s", (did) => {
    expect(isDid(did)).toBe(true);
    expect(didOf(`${did}#key-1`)).toBe(did);
  });

  test.each([
    "",
    "did",
    "did:key",
    "did:key:",
    "did::a",
    "DID:key:a",
    "did:KEY:a",
    "did:key:a:",
    " did:key:a",
    "did:key:a ",
    "did:key:a\n",
    "did:key:a/b",
    "did:key:a?b",
    "did:key:a#b",
    "did:key:a%",
    "did:key:a%2",
    "did:key:a%zz",
    "did:key:é",
    "did:key:a@b",
    "did:key:a\u0000",
    "https://example.com/",
    `${longest}a`,
  ])("is not %j", (text) => {
    expect(isDid(text)).toBe(false);
    expect(() => didOf(`${text}#key-1`)).toThrow(
      expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD_URL" }),
    );
  });

  test.each([
    "did:key:a",
    "did:key:a#",
    "#a",
    "did:key:a/path#b",
    "did:key:a?versionId=1#b",
    "did:key:a#b#c",
    "did:key:a#b c",
    "did:key:a#b\n",
    "did:key:a#%",
    "did:key:a#é",
    `did:key:a#${"b".repeat(5000)}`,
  ])("is not named by the URL %j, which is no verification method's", (url) => {
    expect(() => didOf(url)).toThrow(expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD_URL" }));
  });

  test("is recognized in no time, however long the text", () => {
    const started = workMilliseconds();
    expect(isDid(`did:key:${":".repeat(1_000_000)}`)).toBe(false);
    expect(isDid(`did:key:${"a:".repeat(1000)}`)).toBe(false);
    expect(() => didOf(`did:key:${"%41".repeat(600)}!#a`)).toThrow();
    expect(workMilliseconds() - started).toBeLessThan(100);
  });
});
