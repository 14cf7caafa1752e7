import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { didWeb, didWebUrl } from "../../../core/did/did-web.ts";

const strict = { allowHttpOnLoopback: false };
const lenient = { allowHttpOnLoopback: true };
const invalidDid = expect.objectContaining({ code: "INVALID_DID" });

describe("did:web", () => {
  // The first three are the examples of https://w3c-ccg.github.io/did-method-web/#read-resolve
  test.each([
    ["did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json"],
    ["did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json"],
    ["did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json"],
    ["did:web:example.com%3A3000", "https://example.com:3000/.well-known/did.json"],
    ["did:web:xn--mnchen-3ya.example:A_b.c-1", "https://xn--mnchen-3ya.example/A_b.c-1/did.json"],
    ["did:web:localhost%3A8001", "https://localhost:8001/.well-known/did.json"],
  ])("%s lies at %s", (did, url) => {
    expect(didWebUrl(did, strict)).toBe(url);
  });

  test.each([
    ["did:web:localhost%3A8001:issuers:acme", "http://localhost:8001/issuers/acme/did.json"],
    ["did:web:acme.localhost", "http://acme.localhost/.well-known/did.json"],
    ["did:web:127.0.0.1%3A8001", "http://127.0.0.1:8001/.well-known/did.json"],
    ["did:web:example.com", "https://example.com/.well-known/did.json"],
    ["did:web:localhost.example.com", "https://localhost.example.com/.well-known/did.json"],
  ])("%s lies at %s when http on this machine is allowed", (did, url) => {
    expect(didWebUrl(did, lenient)).toBe(url);
  });

  test.each([
    ["https://example.com", "did:web:example.com"],
    ["https://example.com/", "did:web:example.com"],
    ["https://Example.COM:443/issuers/acme/", "did:web:example.com:issuers:acme"],
    ["https://host:8001/issuers/acme", "did:web:host%3A8001:issuers:acme"],
    ["http://localhost:8001/issuers/acme", "did:web:localhost%3A8001:issuers:acme"],
    ["http://127.0.0.1:8001", "did:web:127.0.0.1%3A8001"],
  ])("is made from %s", (url, did) => {
    expect(didWeb(url)).toBe(did);
  });

  test.each([
    "",
    "example.com",
    "ftp://example.com/",
    "http://example.com/",
    "https://10.0.0.1/",
    "https://[::1]/",
    "https://user@example.com/",
    "https://example.com/?a=b",
    "https://example.com/#a",
    "https://example.com/a//b",
    "https://example.com/a%2Fb",
    "https://example.com/a b",
    "https://example.com./",
  ])("cannot be made from %j", (url) => {
    expect(() => didWeb(url)).toThrow(invalidDid);
  });

  test("leads back to the URL it was made from", () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
    const segment = fc.stringMatching(/^[A-Za-z0-9_-]{1,10}$/);
    const port = fc.option(fc.integer({ min: 1, max: 65_535 }).filter((number) => number !== 443));
    fc.assert(
      fc.property(
        fc.tuple(label, label),
        port,
        fc.array(segment, { maxLength: 4 }),
        (labels, number, path) => {
          const url = `https://${labels.join(".")}${number === null ? "" : `:${number}`}`;
          const expected = path.length === 0 ? "/.well-known/did.json" : `/${path.join("/")}/did.json`;
          expect(didWebUrl(didWeb(`${url}/${path.join("/")}`), strict)).toBe(url + expected);
        },
      ),
    );
  });

  test.each([
    "did:web:",
    "did:web:Example.com",
    "did:web:example.com.",
    "did:web:.example.com",
    "did:web:example..com",
    "did:web:-example.com",
    "did:web:example-.com",
    "did:web:ex_ample.com",
    `did:web:${"a".repeat(64)}.com`,
    `did:web:${"a.".repeat(130)}com`,
    "did:web:example.com%3a8001",
    "did:web:example.com%3A",
    "did:web:example.com%3A0",
    "did:web:example.com%3A080",
    "did:web:example.com%3A65536",
    "did:web:example.com%3A80%3A81",
    "did:web:example.com%2Fpath",
    "did:web:user%40example.com",
    "did:web:user%3Apassword%40example.com",
    "did:web:%65xample.com",
    "did:web:example.com%00",
    "did:web:example.com%23",
    "did:web:example.com::a",
    "did:web:example.com:.",
    "did:web:example.com:..:..:secret",
    "did:web:example.com:%2e%2e:secret",
    "did:web:example.com:a%2Fb",
    "did:web:example.com:a%3Fb",
    "did:web:example.com:%C3%A9",
    "did:web:127.0.0.1",
    "did:web:10.0.0.1",
    "did:web:8.8.8.8",
    "did:web:2130706433",
    "did:web:0x7f000001",
    "did:web:0x7f.1",
    "did:web:127.1",
    "did:web:0177.0.0.1",
    "did:web:%5B%3A%3A1%5D",
    "did:web:example.0x",
    "did:web:xn--a.example",
  ])("is not %s", (did) => {
    expect(() => didWebUrl(did, strict)).toThrow(invalidDid);
  });

  test.each([
    "did:web:127.1",
    "did:web:2130706433",
    "did:web:127.0.0.999",
    "did:web:127.000.0.1",
    "did:web:10.0.0.1",
  ])("is not %s, even when http on this machine is allowed", (did) => {
    expect(() => didWebUrl(did, lenient)).toThrow(invalidDid);
  });
});
