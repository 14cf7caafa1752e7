import { describe, expect, it } from "vitest";
import { discloseCredential } from "../../../core/credential/disclosure/disclose.ts";
import { contextUrls } from "../../../core/credential/vocabulary.ts";
import { proofCheck, refused } from "../../support/altered-parts.ts";
import { componentsOf, withComponents } from "../../support/cbor-proof.ts";
import { disclosingEmployer, seed } from "../../support/disclosing-employer.ts";
import { issueLoosely } from "../../support/loose-employer.ts";
import { withEvidence } from "../../support/nameless-evidence.ts";
import { entryAt, student } from "../../support/world.ts";

const passed = { outcome: "passed" };

describe.each(["ecdsa-sd-2023", "bbs-2023"] as const)("with %s", (suite) => {
  const issuer = disclosingEmployer(suite);
  const labels = suite === "bbs-2023" ? 1 : 3;

  it("one thing cannot be shown as two, each with half of what is said of it", async () => {
    const held = await issuer.issue(withEvidence());
    const shown = await discloseCredential(held, { pointers: ["/evidence"], seed });
    expect(await proofCheck(shown)).toMatchObject(passed);
    const [label] = [...(componentsOf(shown)[labels] as Map<number, unknown>).values()];
    const halves = [
      { type: "Evidence", name: "Report" },
      { type: "Evidence", description: "Forty pages" },
    ];
    const both = new Map([
      [0, label],
      [1, label],
    ]);
    const split = withComponents({ ...shown, evidence: halves }, componentsOf(shown).with(labels, both));
    // The statements are the same to the letter: it is the labels that must be refused.
    expect(await proofCheck(split)).toMatchObject(refused);
  });

  it.each([
    ["a label of a blank node", "see _:b1 there", "see _:b2 there"],
    ["a label that was given", "_:c14n0", "_:c14n1"],
    ["a name that other software gives to blank nodes", "<urn:bnid:_1>", "<urn:bnid:_2>"],
  ])("a text that looks like %s cannot be exchanged for another one", async (_name, text, other) => {
    const held = await issuer.issue(withEvidence({ name: text }));
    const shown = await discloseCredential(held, { pointers: ["/name", "/evidence"], seed });
    expect(await proofCheck(shown)).toMatchObject(passed);
    expect(await proofCheck({ ...shown, name: other })).toMatchObject(refused);
    expect(await proofCheck({ ...held, name: other })).toMatchObject(refused);
  });

  it("a thing that is named as other software names blank nodes keeps its name", async () => {
    const evidence = { id: "urn:bnid:_1", type: "Evidence", name: "Report" };
    const held = await issuer.issue(withEvidence({ evidence }));
    const shown = await discloseCredential(held, { pointers: ["/evidence"], seed });
    expect(await proofCheck(shown)).toMatchObject(passed);
    const { id: _name, ...nameless } = evidence;
    expect(await proofCheck({ ...shown, evidence: nameless })).toMatchObject(refused);
  });

  it("a document with the names that Stint gives to blank nodes is refused", async () => {
    const reserved = { evidence: { id: "tag:stint.example,2026:blank-node:root", type: "Evidence" } };
    await expect(issuer.issue(withEvidence(reserved))).rejects.toMatchObject({ code: "PARSING_ERROR" });
    const shown = await discloseCredential(await issuer.issue(withEvidence()), { pointers: [], seed });
    expect(await proofCheck({ ...shown, ...reserved })).toMatchObject({ problem: { code: "PARSING_ERROR" } });
  });

  it("a document whose parts cannot be told apart is not signed", async () => {
    // Nothing bears the label that is referred to.
    const referring = withEvidence({ credentialStatus: { ...entryAt(3), statusListCredential: "_:b9" } });
    await expect(issuer.issue(referring)).rejects.toMatchObject({ code: "UNSUPPORTED" });
  });

  it.each(["id", "@id"])(
    "a label that an issuer gave to a blank node under %s is no name",
    async (member) => {
      const related = { [member]: "_:given", type: "Evidence", name: "Report" };
      const loose = await issueLoosely(issuer, withEvidence({ related }), ["/validFrom"]);
      expect(await proofCheck(loose)).toMatchObject(passed);
      const { [member]: _label, ...nameless } = related;
      expect(await proofCheck({ ...loose, related: nameless })).toMatchObject(passed);
    },
  );

  it("a list that stands in two places is not signed", async () => {
    const context = ["https://www.w3.org/ns/credentials/v2", contextUrls.openBadges];
    const listed = {
      id: "urn:x:levels",
      type: ["ResultDescription"],
      name: "Level",
      allowedValue: ["a", "b"],
    };
    const achievement = { type: ["Achievement"], resultDescription: [listed, listed] };
    const credentialSubject = { id: student.did, type: ["AchievementSubject"], achievement };
    const { evidence: _evidence, ...twice } = withEvidence({
      "@context": context,
      type: ["VerifiableCredential", "OpenBadgeCredential"],
      credentialSubject,
    });
    await expect(issuer.issue(twice)).rejects.toMatchObject({ code: "UNSUPPORTED" });
  });

  it("what is said of one thing in two places cannot be shown as said of two", async () => {
    const related = [
      { id: "_:x", name: "Report" },
      { id: "_:x", description: "Forty pages" },
    ];
    const loose = await issueLoosely(issuer, withEvidence({ related }), ["/validFrom"]);
    const pointers = ["/related/0/name", "/related/1/description"];
    await expect(discloseCredential(loose, { pointers, seed })).rejects.toMatchObject({
      code: "UNSUPPORTED",
    });
  });

  it("more statements than a thousand are neither signed nor verified", async () => {
    const texts = (from: number) => Array.from({ length: 180 }, (_, index) => `text ${from + index}`);
    const many = Object.fromEntries([1, 2, 3, 4, 5, 6].map((at) => [`texts${at}`, texts(at * 1000)]));
    await expect(issuer.issue(withEvidence(many))).rejects.toMatchObject({ code: "TOO_COSTLY" });
    const shown = await discloseCredential(await issuer.issue(withEvidence()), { pointers: [], seed });
    expect(await proofCheck({ ...shown, ...many })).toMatchObject({
      outcome: "unknown",
      problem: { code: "TOO_COSTLY" },
    });
  });
});
