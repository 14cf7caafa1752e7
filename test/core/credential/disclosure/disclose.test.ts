import { beforeAll, describe, expect, it } from "vitest";
import {
  disclosableBy,
  discloseCredential,
  disclosedDocument,
} from "../../../../core/credential/disclosure/disclose.ts";
import {
  type DisclosureSuiteName,
  disclosureSuites,
} from "../../../../core/credential/disclosure/disclosure-suites.ts";
import { signCredential } from "../../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../../core/json/json-value.ts";
import { verifyCredential } from "../../../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../../../core/verification/verify-presentation.ts";
import { componentsOf } from "../../../support/cbor-proof.ts";
import { disclosingEmployer, seed } from "../../../support/disclosing-employer.ts";
import {
  challenge,
  domain,
  employer as ed25519Employer,
  entryAt,
  listUrl,
  presented,
  statusList,
  student,
  unsigned,
  world,
} from "../../../support/world.ts";

const suites = Object.keys(disclosureSuites) as DisclosureSuiteName[];
const skillsAndResults = [
  "/credentialSubject/achievement/name",
  "/credentialSubject/achievement/alignment",
  "/credentialSubject/achievement/resultDescription",
  "/credentialSubject/result",
];

describe.each(suites)("a credential that is disclosed in parts with %s", (suite) => {
  const employer = disclosingEmployer(suite);
  let web: Record<string, JsonObject>;
  let held: JsonObject;
  let shown: JsonObject;
  beforeAll(async () => {
    const { proof: _proof, ...list } = await statusList([7]);
    web = { [listUrl]: await employer.issueWhole(list) };
    held = await employer.issue(unsigned({ credentialStatus: entryAt(3) }));
    shown = await discloseCredential(held, { pointers: skillsAndResults, seed });
  });
  const verify = (credential: JsonObject) => verifyCredential(credential, { checks: "all" }, world(web));

  it("passes every check that is about parts: its issuer signed them, they are in force and not revoked", async () => {
    const { verified, checks, disclosure } = await verify(shown);
    expect(checks.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["format", "passed"],
      ["proof", "passed"],
      ["issuer-binding", "passed"],
      ["validity-period", "passed"],
      ["status", "passed"],
      // A schema of the whole says nothing about a part.
      ["schema", "not-applicable"],
    ]);
    expect({ verified, disclosure }).toMatchObject({ verified: true, disclosure: { partial: true, suite } });
  });

  it("is not measured by a schema that is about the whole, not even when it shows which one", async () => {
    const pointers = [...skillsAndResults, "/credentialSchema"];
    const { verified, checks } = await verify(await discloseCredential(held, { pointers, seed }));
    expect(checks.find(({ name }) => name === "schema")).toMatchObject({
      outcome: "not-applicable",
      note: expect.stringMatching(/part of it is shown/),
    });
    expect(verified).toBe(true);
  });

  it("shows the work and the results, and neither the student's name nor the supervisor's", async () => {
    const { work } = await verify(shown);
    expect(work).toMatchObject({ title: "Cargo delay dashboard" });
    expect(work?.results).toContainEqual(expect.objectContaining({ value: "30" }));
    expect(work?.skills).toHaveLength(1);
    expect(work).not.toHaveProperty("recipientName");
    expect(work).not.toHaveProperty("supervisor");
  });

  it("has nothing of what is withheld: not in its JSON, not in the bytes of its proof", () => {
    const bytes = Buffer.concat([Buffer.from(JSON.stringify(shown)), ...flatBytes(componentsOf(shown))]);
    for (const withheld of ["Mika Tanaka", "Ines Okafor", "harbour.example", "Data intern", "three ports"]) {
      expect(JSON.stringify(held)).toContain(withheld);
      expect(bytes.includes(withheld)).toBe(false);
    }
  });

  it("has what its issuer does not let anybody withhold, and one proof", () => {
    expect(shown).toMatchObject({
      issuer: { id: employer.did, type: ["Profile"] },
      validFrom: held.validFrom,
      validUntil: held.validUntil,
      credentialStatus: held.credentialStatus,
      credentialSubject: { id: student.did },
    });
    expect(shown.issuer).not.toHaveProperty("name");
    expect(shown.proof).toHaveLength(1);
  });

  it("is foretold by its preview to the letter", async () => {
    const { proof: _proof, ...document } = shown;
    expect(await disclosedDocument(held, { pointers: skillsAndResults })).toEqual(document);
  });

  it("is the same for the same choice and seed, and so is its base proof", async () => {
    expect(await discloseCredential(held, { pointers: skillsAndResults, seed })).toEqual(shown);
    expect(await employer.issue(unsigned({ credentialStatus: entryAt(3) }))).toEqual(held);
  });

  it("can be disclosed with nothing but the mandatory parts", async () => {
    const least = await discloseCredential(held, { pointers: [], seed });
    expect((await verify(least)).verified).toBe(true);
    expect(least.credentialSubject).toEqual({ id: student.did, type: ["AchievementSubject"] });
  });

  it("can be disclosed whole", async () => {
    const whole = await discloseCredential(held, { pointers: [""], seed });
    const { verified, disclosure } = await verify(whole);
    // Only bbs-2023 tells how much is withheld.
    expect([verified, disclosure?.partial]).toEqual([true, suite === "bbs-2023" ? undefined : true]);
    expect({ ...whole, proof: held.proof }).toEqual(held);
  });

  it("tells of the revocation that its holder would rather not show", async () => {
    const revoked = await employer.issue(unsigned({ credentialStatus: entryAt(7) }));
    const part = await discloseCredential(revoked, { pointers: skillsAndResults, seed });
    const { checks } = await verify(part);
    expect(checks.find(({ name }) => name === "status")?.problem).toMatchObject({ code: "REVOKED" });
  });

  it("is presented by its subject like any other", async () => {
    const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
    const { verified } = await verifyPresentation(await presented([shown]), question, world(web));
    expect(verified).toBe(true);
  });

  // A base proof of ecdsa-sd-2023 may have lost statements, and a stranger's proof over what is left says nothing of them.
  const provesAll = suite === "bbs-2023";

  it("joins a proof over the whole, which stays with the holder", async () => {
    const created = new Date("2026-10-01T00:00:00Z");
    const both = await signCredential(held, { signer: ed25519Employer.signer, created });
    expect((both.proof as JsonObject[]).map(({ cryptosuite }) => cryptosuite)).toEqual([
      suite,
      "eddsa-rdfc-2022",
    ]);
    expect(await verify(both)).toMatchObject({ verified: true, disclosure: { partial: !provesAll, suite } });
    expect(await discloseCredential(both, { pointers: skillsAndResults, seed })).toEqual(shown);
  });

  it("verifies whole, with a word that this copy is the holder's own", async () => {
    const { verified, checks, disclosure } = await verify(held);
    expect({ verified, disclosure }).toMatchObject({
      verified: true,
      disclosure: { partial: !provesAll, suite },
    });
    expect(checks.find(({ name }) => name === "proof")?.note).toMatch(/holder's own copy/);
  });

  it("says beforehand what cannot be withheld", () => {
    expect(disclosableBy(held)).toEqual([
      {
        cryptosuite: suite,
        mandatoryPointers: [
          "/issuer/id",
          "/validFrom",
          "/validUntil",
          "/credentialStatus",
          "/credentialSubject/id",
        ],
      },
    ]);
    expect(disclosableBy(shown)).toEqual([]);
  });

  it("has more that is mandatory when its issuer says so, and never less", async () => {
    const more = await employer.issue(unsigned({ credentialStatus: entryAt(3) }), {
      mandatoryPointers: ["/credentialSubject/achievement/name", "/validFrom"],
    });
    const least = await discloseCredential(more, { pointers: [], seed });
    expect(least).toMatchObject({
      validUntil: held.validUntil,
      credentialSubject: { achievement: { name: "Cargo delay dashboard" } },
    });
  });

  it.each<[name: string, pointers: string[]]>([
    ["points at nothing", ["/credentialSubject/grade"]],
    ["is there twice", ["/name", "/name"]],
    [
      "leads into a list, whose items are no statements of their own",
      ["/credentialSubject/achievement/resultDescription/2/allowedValue/0"],
    ],
  ])("is not disclosed when a pointer %s", async (_name, pointers) => {
    await expect(discloseCredential(held, { pointers, seed })).rejects.toMatchObject({
      code: "PROOF_GENERATION_ERROR",
    });
    await expect(disclosedDocument(held, { pointers })).rejects.toMatchObject({
      code: "PROOF_GENERATION_ERROR",
    });
  });

  it("is not disclosed again, nor by another suite", async () => {
    const other = suites.find((name) => name !== suite) as DisclosureSuiteName;
    for (const [credential, cryptosuite] of [
      [shown, suite],
      [held, other],
    ] as const) {
      await expect(discloseCredential(credential, { pointers: [], seed, cryptosuite })).rejects.toMatchObject(
        {
          code: "PROOF_GENERATION_ERROR",
        },
      );
    }
  });
});

function flatBytes(value: unknown): Uint8Array[] {
  if (value instanceof Uint8Array) return [value];
  if (typeof value === "string") return [Buffer.from(value)];
  if (value instanceof Map) return [...value].flat().flatMap(flatBytes);
  return Array.isArray(value) ? value.flatMap(flatBytes) : [];
}
