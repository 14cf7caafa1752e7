import { expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { keyOf } from "../../issuer/store/record-keys.ts";
import type { CredentialRecord } from "../../issuer/store/records.ts";
import { signedText } from "../../issuer/use-cases/credential-record.ts";

const document = { a: 1, b: { c: 2 } };
const record = { number: 7, state: "intended", document } as unknown as CredentialRecord;
const proof = { type: "DataIntegrityProof" };

it.each<[name: string, credential: JsonObject]>([
  ["as it was", { a: 1, b: { c: 2 }, proof }],
  ["as a thread gives it back", JSON.parse(JSON.stringify({ ...document, proof }))],
])("of a document that stays %s only the proof is written", (_name, credential) => {
  expect(signedText("acme", record, credential)).toEqual({
    key: keyOf.signature("acme", 7),
    text: JSON.stringify({ proof }),
  });
});

it.each<[name: string, credential: JsonObject]>([
  ["a proof that is not its last member", { proof, ...document }],
  ["its members in another order", { b: { c: 2 }, a: 1, proof }],
  ["another name for a member", { a: 1, d: { c: 2 }, proof }],
  ["another value", { a: 1, b: { c: 3 }, proof }],
  ["a member more", { ...document, d: 1, proof }],
  ["a member less", { a: 1, proof }],
  ["no proof", { ...document }],
])(
  "of a document that has %s the whole record is written: what was answered is given again, to the byte",
  (_name, credential) => {
    const { key, text } = signedText("acme", record, credential);
    expect(key).toEqual(keyOf.credential("acme", 7));
    expect(text).toBe(JSON.stringify({ ...record, state: "issued", document: credential }));
  },
);
