import { expect, test } from "vitest";
import type { JsonValue } from "../../../core/json/json-value.ts";
import { statusAddresses } from "../../../verifier/runs/status-addresses.ts";

const entry = { statusListCredential: "https://issuer.example/list" };

test.each<[name: string, credentials: JsonValue]>([
  ["null", null],
  ["a number", 1],
  ["true", true],
  ["a list in a list", [[{ credentialStatus: entry }]]],
  ["null among others", [null, "a.b.c", 7, { credentialStatus: null }]],
  ["nothing", []],
])("a presentation names no status list when in place of credentials it has %s", (_name, credentials) => {
  expect(statusAddresses({ verifiableCredential: credentials })).toEqual([]);
});

test("the status lists of a presentation are those of its own and of each credential in it, once each", () => {
  const other = { statusListCredential: "https://issuer.example/other" };
  const document = { credentialStatus: other, verifiableCredential: [{ credentialStatus: [entry, other] }] };
  expect(statusAddresses(document)).toEqual([other.statusListCredential, entry.statusListCredential]);
});
