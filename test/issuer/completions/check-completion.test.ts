import { describe, expect, test } from "vitest";
import { didKey } from "../../../core/did/did-key.ts";
import { checkCompletion } from "../../../issuer/completions/check-completion.ts";
import type { AchievementRecord } from "../../../issuer/completions/records.ts";
import { achievementContent, allFacts } from "../../support/completions.ts";
import { refusedTexts, uglyTexts } from "../../support/hostile-text.ts";
import { now, student } from "../../support/world.ts";

const id = "01a20587-1733-7e91-8557-6257488d80b8";
const achievement: AchievementRecord = {
  id,
  version: 1,
  content: achievementContent(),
  createdAt: "2026-01-01T00:00:00Z",
  by: "key_0",
};
const good = {
  achievementId: id,
  recipient: { email: "mika@students.example", name: "Mika Tanaka" },
  facts: allFacts,
};

/** The members that are found wrong, when the completion is the good one with these changes. */
function wrong(
  changes: object,
  facts: object = {},
  kind: AchievementRecord | undefined = achievement,
): string[] {
  const input = { ...good, ...changes, facts: { ...allFacts, ...facts } };
  return checkCompletion(kind, input as never, now).map(({ member }) => member);
}

test("A good completion has no problem", () => {
  expect(wrong({})).toEqual([]);
  for (const text of uglyTexts) {
    expect(wrong({ recipient: { ...good.recipient, name: text }, reference: text }, { role: text })).toEqual(
      [],
    );
  }
});

test("Every problem is named, not just the first", () => {
  const changes = { recipient: {}, offer: { transactionCode: "yes" }, reference: "" };
  expect(wrong(changes, { rating: 6, start: "2026-09-01" }).sort()).toEqual(
    ["facts.rating", "facts.start", "offer.transactionCode", "recipient", "reference"].sort(),
  );
});

const anyTime = { transactionCode: false };
/** The point with y = 0: everybody can forge for it. */
const smallOrder = didKey({ type: "Ed25519", bytes: new Uint8Array(32) });
describe("What is refused", () => {
  const rows: [string, string, object, object?][] = [
    ["nobody", "recipient", { recipient: {} }],
    ["a name only", "recipient", { recipient: { name: "Mika" } }],
    ["two addresses", "recipient.email", { recipient: { email: "a@b.example, c@d.example" } }],
    [
      "a header in an address",
      "recipient.email",
      { recipient: { email: "a@b.example\r\nBcc: c@d.example" } },
    ],
    ["no DID", "recipient.did", { recipient: { did: "mika" } }],
    ["a did:key without a key", "recipient.did", { recipient: { did: "did:key:z6Mkbroken" } }],
    ["a did:key of the wrong alphabet", "recipient.did", { recipient: { did: `${student.did}0` } }],
    ["a small-order key", "recipient.did", { recipient: { did: smallOrder } }],
    ["another DID method", "recipient.did", { recipient: { did: "did:example:123" } }],
    ["a DID URL", "recipient.did", { recipient: { did: `${student.did}#key` } }],
    ["a did:web on an address", "recipient.did", { recipient: { did: "did:web:10.0.0.1" } }],
    ["a did:jwk without a key", "recipient.did", { recipient: { did: "did:jwk:e30" } }],
    ["an offer for a DID", "offer", { recipient: { did: student.did }, offer: anyTime }],
    ["an offer and at once", "issueNow", { issueNow: true, offer: anyTime }],
    [
      "mail without an address",
      "offer.sendMail",
      { recipient: { name: "M" }, offer: { ...anyTime, sendMail: true } },
    ],
    ["59 minutes", "offer.expiresInSeconds", { offer: { ...anyTime, expiresInSeconds: 3599 } }],
    ["91 days", "offer.expiresInSeconds", { offer: { ...anyTime, expiresInSeconds: 91 * 86_400 } }],
    ["half a second", "offer.expiresInSeconds", { offer: { ...anyTime, expiresInSeconds: 3600.5 } }],
    ["an unknown member", "completion", { creditsEarned: 3 }],
    ["another approval", "approval", { approval: "denied" }],
    ["rating 4.5", "facts.rating", {}, { rating: 4.5 }],
    ["rating as text", "facts.rating", {}, { rating: "4" }],
    ["hours beyond reason", "facts.estimatedHours", {}, { estimatedHours: 1e9 }],
    ["a day without a zone", "facts.start", {}, { start: "2026-09-01T00:00:00" }],
    ["30 February", "facts.end", {}, { end: "2027-02-30T00:00:00Z" }],
    ["an end before the start", "facts.end", {}, { end: "2026-08-01T00:00:00Z" }],
    ["over before it can be claimed", "facts.validUntil", {}, { validUntil: "2026-12-01T00:00:00Z" }],
    ["a foreign criterion", "facts.rubrics.0.name", {}, { rubrics: [{ name: "Charm", achieved: "Strong" }] }],
    [
      "a foreign level",
      "facts.rubrics.0.achieved",
      {},
      { rubrics: [{ name: "Creativity", achieved: "Great" }] },
    ],
    [
      "a digest that is none",
      "facts.evidence.0.digestMultibase",
      {},
      { evidence: [{ name: "F", digestMultibase: "zQm" }] },
    ],
    ["an unknown fact", "facts", {}, { hoursWorked: 3 }],
    ["a source without a URL", "facts.source.id", {}, { source: { id: "university", name: "U" } }],
    [
      "a script as the source's URL",
      "facts.source.url",
      {},
      { source: { id: "urn:x:y", name: "U", url: "javascript:1" } },
    ],
    ["51 files", "facts.evidence", {}, { evidence: Array(51).fill((allFacts.evidence as object[])[0]) }],
    ...refusedTexts.map(([name, text]): [string, string, object, object] => [
      name,
      "facts.role",
      {},
      { role: text },
    ]),
    ...refusedTexts.map(([name, text]): [string, string, object, object] => [
      name,
      "facts.supervisor",
      {},
      { supervisor: text },
    ]),
    ...refusedTexts.map(([name, text]): [string, string, object] => [name, "reference", { reference: text }]),
    ...refusedTexts.map(([name, text]): [string, string, object] => [
      name,
      "recipient.name",
      { recipient: { ...good.recipient, name: text } },
    ]),
  ];
  test.each(rows)("%s: %s", (_name, member, changes, facts) => {
    expect(wrong(changes, facts)).toContain(member);
  });

  test("a criterion rated twice", () => {
    const rated = { name: "Creativity", achieved: "Strong" };
    expect(wrong({}, { rubrics: [rated, rated] })).toEqual(["facts.rubrics.1.name"]);
  });

  test("an achievement that is not this issuer's", () => {
    expect(checkCompletion(undefined, good as never, now)).toEqual([
      { member: "achievementId", reason: "is no achievement of this issuer" },
    ]);
  });
});

test("What is believed: did:key of Ed25519, did:jwk of P-256, did:web", () => {
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
  };
  const didJwk = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString("base64url")}`;
  for (const did of [student.did, didJwk, "did:web:students.example:mika"]) {
    expect([did, wrong({ recipient: { did } })]).toEqual([did, []]);
  }
});
