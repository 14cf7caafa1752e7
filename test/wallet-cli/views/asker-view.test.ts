import { describe, expect, test } from "vitest";
import type { RequestEnvelope } from "../../../core/openid/authorization-request.ts";
import { parseClientIdentifier } from "../../../core/openid/client-identifier.ts";
import { renderLine } from "../../../wallet-cli/terminal/line.ts";
import { askerName } from "../../../wallet-cli/views/asker-name.ts";
import { askerLines } from "../../../wallet-cli/views/asker-view.ts";
import { shortDid } from "../../../wallet-cli/views/short-did.ts";

const jwk = `did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6I${"x".repeat(140)}XlrZyJ9`;

function envelope(clientId: string, responseUri: string): RequestEnvelope {
  const client = parseClientIdentifier(clientId);
  const isSigned = client.prefix !== "redirect_uri";
  return { client, isSigned, responseUri, responseMode: "direct_post", state: undefined, parameters: {} };
}

const screen = (...args: Parameters<typeof envelope>) =>
  askerLines(envelope(...args))
    .map((line) => renderLine(line, { colour: false }))
    .join("\n");

describe("who asks", () => {
  test.each<[string, string, string, string]>([
    [
      "a certificate's host",
      "x509_san_dns:a.example",
      "https://a.example/x",
      "a.example — proven by a certificate",
    ],
    [
      "a did:web at home",
      "decentralized_identifier:did:web:a.example",
      "https://a.example/x",
      "a.example — proven by a key",
    ],
    [
      "a did:web with a port",
      "decentralized_identifier:did:web:localhost%3A8002",
      "http://localhost:8002/x",
      "localhost:8002 — proven by a key",
    ],
    [
      "a page of that host, and no more than the page",
      "decentralized_identifier:did:web:a.example:users:mallory",
      "https://a.example/x",
      "a.example/users/mallory — proven by a key",
    ],
  ])("is proven for %s", (_, clientId, uri, expected) => {
    expect(screen(clientId, uri)).toContain(`Asked by ${expected}`);
  });

  test.each<[string, string, string]>([
    ["an unsigned request", "redirect_uri:https://a.example/x", "https://a.example/x"],
    ["a key of its own", `decentralized_identifier:${jwk}`, "https://a.example/x"],
    ["a did:web elsewhere", "decentralized_identifier:did:web:b.example", "https://a.example/x"],
    ["a did:web on another port", "decentralized_identifier:did:web:a.example%3A8001", "https://a.example/x"],
    ["a did:web that begins alike", "decentralized_identifier:did:web:a.example.evil", "https://a.example/x"],
  ])("is not proven by %s", (_, clientId, uri) => {
    const said = screen(clientId, uri);
    expect(said).toContain("Asked by a.example — not proven: it is only where the answer goes.");
    expect(said).not.toContain("— proven");
    expect(said).toContain("The answer goes to https://a.example/x");
  });

  test("is named with a did:web's other address", () => {
    expect(screen("decentralized_identifier:did:web:b.example", "https://a.example/x")).toContain(
      "a key of another web address: b.example",
    );
  });

  test("has its whole DID on one line, once, and a short one in sentences", () => {
    const lines = screen(`decentralized_identifier:${jwk}`, "https://a.example/x").split("\n");
    expect(lines.filter((line) => line.includes("did:jwk:"))).toEqual([`    ${jwk}`]);
    expect(askerName(envelope(`decentralized_identifier:${jwk}`, "https://a.example/x"))).toBe(
      "a.example (did:jwk:eyJjcnYi…xXlrZyJ9)",
    );
  });
});

test.each([
  ["did:key:z6MkpkoN44UxjwCz5CBaxqwMW1eGRkEVFdBGuFWvYXWbvHgT", "did:key:z6MkpkoN…YXWbvHgT"],
  ["did:example:123456789", "did:example:123456789"],
  [
    `did:web:${"a-very-long-name.".repeat(5)}evil.example`,
    `did:web:${"a-very-long-name.".repeat(5)}evil.example`,
  ],
  ["no DID at all", "no DID at all"],
])("a DID in a sentence: %s", (did, short) => {
  expect(shortDid(did)).toBe(short);
});
