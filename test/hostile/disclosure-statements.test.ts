import { describe, expect, it } from "vitest";
import { createBaseProof } from "../../core/credential/disclosure/create-base-proof.ts";
import { discloseCredential } from "../../core/credential/disclosure/disclose.ts";
import { parseDisclosureProof } from "../../core/credential/disclosure/format/disclosure-proof.ts";
import { openDisclosable } from "../../core/credential/disclosure/statements/disclosable-document.ts";
import { verifyDisclosureProof } from "../../core/credential/disclosure/verify-disclosure-proof.ts";
import { expand } from "../../core/credential/json-ld/json-ld.ts";
import { hashProofOptions } from "../../core/credential/proof/proof-hash.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { parseMultikey } from "../../core/keys/multikey.ts";
import type { PublicKey } from "../../core/keys/public-key.ts";
import { createPresentation } from "../../core/presentation/create-presentation.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { componentsOf, onlyProof, withComponents } from "../support/cbor-proof.ts";
import { disclosingEmployer, seed } from "../support/disclosing-employer.ts";
import { issueLoosely } from "../support/loose-employer.ts";
import {
  challenge,
  domain,
  employer,
  entryAt,
  listUrl,
  statusList,
  student,
  world,
} from "../support/world.ts";

const suites = ["ecdsa-sd-2023", "bbs-2023"] as const;
const created = new Date("2026-03-01T12:00:00Z");

/** Any term may be used in it; only the evidence has no name of its own. */
const unsigned = (changes: JsonObject = {}): JsonObject => ({
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
  id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0001",
  type: ["VerifiableCredential"],
  issuer: "did:key:zIssuer",
  validFrom: "2026-01-01T00:00:00Z",
  validUntil: "2036-01-01T00:00:00Z",
  credentialSubject: { id: student.did, name: "Mika" },
  evidence: { type: "Evidence", name: "Report", description: "Forty pages" },
  ...changes,
});

async function proofCheck(document: JsonObject) {
  const { checks } = await verifyCredential(document, { checks: "proof" }, world());
  return checks.find(({ name }) => name === "proof");
}
const passed = { outcome: "passed" };
const refused = { outcome: "failed", problem: { code: "PROOF_VERIFICATION_ERROR" } };

describe.each(suites)("with %s", (suite) => {
  const issuer = disclosingEmployer(suite);
  const labels = suite === "bbs-2023" ? 1 : 3;

  it("one thing cannot be shown as two, each with half of what is said of it", async () => {
    const held = await issuer.issue(unsigned());
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
    const held = await issuer.issue(unsigned({ name: text }));
    const shown = await discloseCredential(held, { pointers: ["/name", "/evidence"], seed });
    expect(await proofCheck(shown)).toMatchObject(passed);
    expect(await proofCheck({ ...shown, name: other })).toMatchObject(refused);
    expect(await proofCheck({ ...held, name: other })).toMatchObject(refused);
  });

  it("a thing that is named as other software names blank nodes keeps its name", async () => {
    const evidence = { id: "urn:bnid:_1", type: "Evidence", name: "Report" };
    const held = await issuer.issue(unsigned({ evidence }));
    const shown = await discloseCredential(held, { pointers: ["/evidence"], seed });
    expect(await proofCheck(shown)).toMatchObject(passed);
    const { id: _name, ...nameless } = evidence;
    expect(await proofCheck({ ...shown, evidence: nameless })).toMatchObject(refused);
  });

  it("a document with the names that Stint gives to blank nodes is refused", async () => {
    const reserved = { evidence: { id: "tag:stint.example,2026:blank-node:root", type: "Evidence" } };
    await expect(issuer.issue(unsigned(reserved))).rejects.toMatchObject({ code: "PARSING_ERROR" });
    const shown = await discloseCredential(await issuer.issue(unsigned()), { pointers: [], seed });
    expect(await proofCheck({ ...shown, ...reserved })).toMatchObject({ problem: { code: "PARSING_ERROR" } });
  });

  it("a document whose parts cannot be told apart is not signed", async () => {
    // Nothing bears the label that is referred to.
    const referring = unsigned({ credentialStatus: { ...entryAt(3), statusListCredential: "_:b9" } });
    await expect(issuer.issue(referring)).rejects.toMatchObject({ code: "UNSUPPORTED" });
  });

  it.each(["id", "@id"])(
    "a label that an issuer gave to a blank node under %s is no name",
    async (member) => {
      const related = { [member]: "_:given", type: "Evidence", name: "Report" };
      const loose = await issueLoosely(issuer, unsigned({ related }), ["/validFrom"]);
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
    const { evidence: _evidence, ...twice } = unsigned({
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
    const loose = await issueLoosely(issuer, unsigned({ related }), ["/validFrom"]);
    const pointers = ["/related/0/name", "/related/1/description"];
    await expect(discloseCredential(loose, { pointers, seed })).rejects.toMatchObject({
      code: "UNSUPPORTED",
    });
  });

  it("more statements than a thousand are neither signed nor verified", async () => {
    const texts = (from: number) => Array.from({ length: 180 }, (_, index) => `text ${from + index}`);
    const many = Object.fromEntries([1, 2, 3, 4, 5, 6].map((at) => [`texts${at}`, texts(at * 1000)]));
    await expect(issuer.issue(unsigned(many))).rejects.toMatchObject({ code: "TOO_COSTLY" });
    const shown = await discloseCredential(await issuer.issue(unsigned()), { pointers: [], seed });
    expect(await proofCheck({ ...shown, ...many })).toMatchObject({
      outcome: "unknown",
      problem: { code: "TOO_COSTLY" },
    });
  });

  it("a proof that claims to cover an earlier one is not judged, and none is made", async () => {
    const earlier = "urn:uuid:11111111-1111-4111-8111-111111111111";
    const first = await signCredential(unsigned({ issuer: employer.did }), {
      signer: employer.signer,
      created,
      proofId: earlier,
    });
    const held = await issueLoosely(issuer, unsigned(), ["/validFrom"], { previousProof: earlier });
    const both = { ...held, proof: [...(first.proof as JsonObject[]), onlyProof(held)] };
    expect(await proofCheck(both)).toMatchObject({ outcome: "unknown", problem: { code: "UNSUPPORTED" } });
  });

  it("a proof is for a credential: a presentation is signed whole", async () => {
    const presentation = {
      ...createPresentation({ credentials: [], holder: issuer.did }),
      verifiableCredential: [],
    };
    const proof = {
      type: "DataIntegrityProof",
      cryptosuite: suite,
      verificationMethod: issuer.signer.id,
      proofPurpose: "authentication",
      challenge,
      domain,
    };
    const opened = await openDisclosable(presentation);
    const proofHash = await hashProofOptions(proof, presentation);
    const proofValue = await createBaseProof(
      { opened, proofHash, mandatoryPointers: [] },
      issuer.signer,
      seed,
    );
    const signed = { ...presentation, proof: [{ ...proof, proofValue }] };
    const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
    const { checks } = await verifyPresentation(signed, question, world());
    expect(checks.find(({ name }) => name === "proof")).toMatchObject({
      outcome: "unknown",
      problem: { code: "UNSUPPORTED" },
    });
  });

  it("a status list in parts is not believed: its end could have been left out", async () => {
    const { proof: _proof, ...list } = await statusList([]);
    const held = await issuer.issue(list);
    const inParts = await discloseCredential(held, {
      pointers: ["/credentialSubject/encodedList", "/credentialSubject/statusPurpose"],
      seed,
    });
    const credential = await issuer.issueWhole(unsigned({ credentialStatus: entryAt(3) }));
    const statusOf = async (served: JsonObject) => {
      const { checks } = await verifyCredential(credential, { checks: "all" }, world({ [listUrl]: served }));
      return checks.find(({ name }) => name === "status");
    };
    expect(await statusOf(await issuer.issueWhole(list))).toMatchObject(passed);
    expect(await statusOf(inParts)).toMatchObject({ problem: { code: "STATUS_VERIFICATION_ERROR" } });
  });

  it("a key of another kind makes no proof and holds for none", async () => {
    const other = disclosingEmployer(suite === "bbs-2023" ? "ecdsa-sd-2023" : "bbs-2023");
    const making = signCredential(unsigned(), { cryptosuite: suite, signer: other.signer, created, seed });
    await expect(making).rejects.toMatchObject({ code: "INVALID_REQUEST" });
    const shown = await discloseCredential(await issuer.issue(unsigned()), { pointers: [], seed });
    const claimed = { ...onlyProof(shown), verificationMethod: other.signer.id };
    expect(await proofCheck({ ...shown, issuer: other.did, proof: [claimed] })).toMatchObject(refused);
  });

  it("a key counts as what it was resolved as", async () => {
    const shown = await discloseCredential(await issuer.issue(unsigned()), { pointers: [], seed });
    const { proof: _proof, ...document } = shown;
    const proof = parseDisclosureProof(suite, onlyProof(shown).proofValue);
    const proofHash = await hashProofOptions(onlyProof(shown), document);
    const unsecured = { document, expanded: await expand(document) };
    const resolved = parseMultikey(issuer.did.slice("did:key:".length));
    const holds = (publicKey: PublicKey) => verifyDisclosureProof(proof, unsecured, { proofHash, publicKey });
    expect(await holds(resolved)).toBeDefined();
    expect(await holds({ ...resolved, type: "Ed25519" })).toBeUndefined();
  });

  it("a stranger's proof says nothing about the issuer it names", async () => {
    const shown = await discloseCredential(await issuer.issue(unsigned()), { pointers: [], seed });
    const { checks } = await verifyCredential(
      { ...shown, issuer: employer.did },
      { checks: "proof" },
      world(),
    );
    expect(checks.find(({ name }) => name === "issuer-binding")?.problem?.code).toBe("ISSUER_MISMATCH");
  });

  it("a proof for another purpose, from the future or expired is refused", async () => {
    for (const options of [
      { proofPurpose: "authentication" },
      { created: "2030-01-01T00:00:00Z" },
      { expires: "2026-01-01T00:00:00Z" },
    ]) {
      const loose = await issueLoosely(issuer, unsigned(), ["/validFrom"], options);
      expect(await proofCheck(loose)).toMatchObject(refused);
    }
  });

  it.each<[string, JsonObject]>([
    ["created", { created: "2026-03-01T12:00:01Z" }],
    ["expires", { expires: "2099-01-01T00:00:00Z" }],
    ["id", { id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0099" }],
    ["nonce", { nonce: "abc" }],
  ])("a proof covers its own %s", async (_member, options) => {
    const shown = await discloseCredential(await issuer.issue(unsigned()), { pointers: [], seed });
    const changed = { ...shown, proof: [{ ...onlyProof(shown), ...options }] };
    expect(await proofCheck(changed)).toMatchObject(refused);
  });
});

describe("with ecdsa-sd-2023", () => {
  const issuer = disclosingEmployer("ecdsa-sd-2023");

  it("statements of two credentials cannot be mixed, even when one seed was used for both", async () => {
    const show = async (name: string) =>
      discloseCredential(await issuer.issue(unsigned({ name })), { pointers: ["/name"], seed });
    const [poor, excellent] = [await show("Poor work"), await show("Excellent work")];
    const [key, otherKey] = [componentsOf(poor)[1], componentsOf(excellent)[1]];
    expect(key).not.toEqual(otherKey);
    const mixed = withComponents(
      { ...poor, name: "Excellent work" },
      componentsOf(poor).with(2, componentsOf(excellent)[2]),
    );
    expect(await proofCheck(mixed)).toMatchObject(refused);
  });

  it("no two proofs of one credential share a key either", async () => {
    const keyOf = async (options: object) => componentsOf(await issuer.issue(unsigned(), options))[1];
    const keys = await Promise.all([
      keyOf({}),
      keyOf({ created: new Date("2026-03-01T12:00:01Z") }),
      keyOf({ mandatoryPointers: ["/evidence"] }),
      keyOf({ seed: new Uint8Array(32).fill(22) }),
      keyOf({}),
    ]);
    expect(new Set(keys.map(String)).size).toBe(4);
    expect(keys[4]).toEqual(keys[0]);
  });

  it("a statement can be taken out of the holder's own copy with its signature, and nothing is believed whole for that", async () => {
    const held = await issueLoosely(issuer, unsigned(), ["/validFrom"]);
    const opened = await openDisclosable(unsigned({ issuer: issuer.did }));
    expect(opened.quads.length).toBeGreaterThan(5);
    const { name: _name, ...subject } = unsigned().credentialSubject as JsonObject;
    const without = { ...held, credentialSubject: { ...subject } };
    const signatures = componentsOf(held)[3] as Uint8Array[];
    const verdicts = await Promise.all(
      signatures.map((_, at) =>
        verifyCredential(
          withComponents(without, componentsOf(held).with(3, signatures.toSpliced(at, 1))),
          { checks: "all" },
          world(),
        ),
      ),
    );
    const believed = verdicts.filter(({ checks }) => checks[1]?.outcome === "passed");
    expect(believed).toHaveLength(1);
    expect(believed[0]?.verified).toBe(false);
  });
});

it("a statement cannot be taken out of a bbs-2023 base proof", async () => {
  const held = await disclosingEmployer("bbs-2023").issue(unsigned());
  const { evidence: _evidence, ...less } = held;
  expect(await proofCheck(less)).toMatchObject(refused);
});
