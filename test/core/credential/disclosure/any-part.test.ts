import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { discloseCredential, disclosedDocument } from "../../../../core/credential/disclosure/disclose.ts";
import {
  type DisclosureSuiteName,
  disclosureSuites,
} from "../../../../core/credential/disclosure/disclosure-suites.ts";
import { contextUrls } from "../../../../core/credential/vocabulary.ts";
import type { JsonObject, JsonValue } from "../../../../core/json/json-value.ts";
import { verifyCredential } from "../../../../core/verification/verify-credential.ts";
import { alterations } from "../../../peers/altered.ts";
import { proofBytes } from "../../../support/cbor-proof.ts";
import { disclosingEmployer, seed } from "../../../support/disclosing-employer.ts";
import { student, world } from "../../../support/world.ts";

/** Every text that may be withheld is found nowhere else. */
const credential: JsonObject = {
  "@context": [contextUrls.credentialsV2, contextUrls.openBadges],
  id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0001",
  type: ["VerifiableCredential", "OpenBadgeCredential"],
  name: [
    { "@value": "text-01", "@language": "en" },
    { "@value": "text-02", "@language": "fr" },
  ],
  description: "text-03",
  issuer: {
    id: "did:key:zIssuer",
    type: ["Profile"],
    name: "text-04",
    official: "text-05",
    otherIdentifier: [{ type: "IdentifierEntry", identifier: "text-06", identifierType: "ext:LEI" }],
  },
  validFrom: "2026-01-01T00:00:00Z",
  validUntil: "2036-01-01T00:00:00Z",
  credentialSubject: {
    id: student.did,
    type: ["AchievementSubject"],
    role: "text-07",
    identifier: [
      { type: "IdentityObject", hashed: false, identityType: "name", identityHash: "text-08" },
      { type: "IdentityObject", hashed: false, identityType: "ext:text-09", identityHash: "text-10" },
    ],
    achievement: {
      id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0002",
      type: ["Achievement"],
      name: "text-11",
      criteria: { narrative: "text-12" },
      tag: ["text-13", "text-14", "text-15"],
      alignment: [
        { type: ["Alignment"], targetName: "text-16", targetUrl: "https://text-17.example/" },
        { type: ["Alignment"], targetName: "text-18", targetUrl: "https://text-19.example/" },
      ],
      resultDescription: [
        {
          id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0003",
          type: ["ResultDescription"],
          name: "text-20",
          resultType: "Status",
          allowedValue: ["text-21", "text-22"],
        },
      ],
    },
    result: [
      { type: ["Result"], value: "text-23" },
      { type: ["Result"], value: "text-24" },
    ],
  },
};

/** Pointers to everything that may be chosen by itself. */
function pointersOf(value: JsonValue, path: string): string[] {
  if (typeof value !== "object" || value === null || "@value" in value || path.endsWith("/allowedValue"))
    return [path];
  const inner = Object.entries(value)
    .filter(([member]) => !["@context", "id", "type"].includes(member))
    .flatMap(([member, item]) => pointersOf(item, `${path}/${member}`));
  return path === "" ? inner : [path, ...inner];
}

const textsIn = (text: string): string[] => [...new Set(text.match(/text-\d\d/g) ?? [])].sort();

function textsAt(pointers: string[]): string[] {
  const chosen = pointers.map((pointer) =>
    pointer
      .split("/")
      .slice(1)
      .reduce<JsonValue>((value, key) => (value as JsonObject)[key] as JsonValue, credential),
  );
  return textsIn(JSON.stringify(chosen));
}

const choices = fc.subarray(pointersOf(credential, ""), { maxLength: 12 });

describe.each(Object.keys(disclosureSuites) as DisclosureSuiteName[])(
  "any part of a credential with %s",
  (suite) => {
    let held: JsonObject;
    beforeAll(async () => {
      held = await disclosingEmployer(suite).issue(credential);
    });
    const holds = async (document: JsonObject) =>
      (await verifyCredential(document, { checks: "proof" }, world())).verified;

    it("verifies, and has what was chosen and nothing else", async () => {
      await fc.assert(
        fc.asyncProperty(choices, async (pointers) => {
          const shown = await discloseCredential(held, { pointers, seed });
          expect(await holds(shown)).toBe(true);
          const { proof: _proof, ...document } = shown;
          expect(textsIn(JSON.stringify(document))).toEqual(textsAt(pointers));
          expect(await disclosedDocument(held, { pointers })).toEqual(document);
          expect(textsIn(Buffer.from(proofBytes(shown)).toString("latin1"))).toEqual([]);
        }),
        { numRuns: suite === "bbs-2023" ? 8 : 25 },
      );
    });

    it("cannot be altered in one place, cut, or added to", async () => {
      const pointers = ["/name/0", "/credentialSubject/role", "/credentialSubject/achievement/tag/1"];
      const shown = await discloseCredential(held, { pointers, seed });
      const believed: string[] = [];
      const tried = [...alterations(shown, "one"), ...cuts(shown), ...additions(shown, held)];
      expect(tried.length).toBeGreaterThan(40);
      for (const { where, document } of tried) if (await holds(document)) believed.push(where);
      expect(believed).toEqual([]);
    });
  },
);

interface Tried {
  where: string;
  document: JsonObject;
}

/** The document without each member, or item of an array, at any depth. */
function* cuts(document: JsonObject): Generator<Tried> {
  for (const [member, value] of Object.entries(document)) {
    const { [member]: _cut, ...less } = document;
    yield { where: `without ${member}`, document: less };
    const inner = Array.isArray(value) ? { ...value } : value;
    if (typeof inner !== "object" || inner === null || member === "@context") continue;
    for (const cut of cuts(inner as JsonObject)) {
      const restored = Array.isArray(value) ? Object.values(cut.document) : cut.document;
      yield { where: `${member}: ${cut.where}`, document: { ...document, [member]: restored as JsonValue } };
    }
  }
}

/** The document with each member of the whole that was withheld. */
function* additions(shown: JsonObject, held: JsonObject): Generator<Tried> {
  for (const [member, value] of Object.entries(held)) {
    if (!(member in shown)) yield { where: `with ${member}`, document: { ...shown, [member]: value } };
  }
  const [subject, whole] = [shown.credentialSubject, held.credentialSubject] as [JsonObject, JsonObject];
  yield { where: "with the whole subject", document: { ...shown, credentialSubject: whole } };
  yield {
    where: "with a result",
    document: { ...shown, credentialSubject: { ...subject, result: whole.result ?? null } },
  };
  yield { where: "with the whole issuer", document: { ...shown, issuer: held.issuer ?? null } };
}
