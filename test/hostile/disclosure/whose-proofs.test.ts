import { describe, expect, it } from "vitest";
import { createBaseProof } from "../../../core/credential/disclosure/create-base-proof.ts";
import { discloseCredential } from "../../../core/credential/disclosure/disclose.ts";
import { parseDisclosureProof } from "../../../core/credential/disclosure/format/disclosure-proof.ts";
import { openDisclosable } from "../../../core/credential/disclosure/statements/disclosable-document.ts";
import { verifyDisclosureProof } from "../../../core/credential/disclosure/verify-disclosure-proof.ts";
import { expand } from "../../../core/credential/json-ld/json-ld.ts";
import { hashProofOptions } from "../../../core/credential/proof/proof-hash.ts";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { parseMultikey } from "../../../core/keys/multikey.ts";
import type { PublicKey } from "../../../core/keys/public-key.ts";
import { createPresentation } from "../../../core/presentation/create-presentation.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../../core/verification/verify-presentation.ts";
import { proofCheck, refused } from "../../support/altered-parts.ts";
import { onlyProof } from "../../support/cbor-proof.ts";
import { disclosingEmployer, seed } from "../../support/disclosing-employer.ts";
import { issueLoosely } from "../../support/loose-employer.ts";
import { withEvidence } from "../../support/nameless-evidence.ts";
import { challenge, domain, employer, entryAt, listUrl, statusList, world } from "../../support/world.ts";

const created = new Date("2026-03-01T12:00:00Z");
const passed = { outcome: "passed" };

describe.each(["ecdsa-sd-2023", "bbs-2023"] as const)("with %s", (suite) => {
  const issuer = disclosingEmployer(suite);

  it("a proof that claims to cover an earlier one is not judged, and none is made", async () => {
    const earlier = "urn:uuid:11111111-1111-4111-8111-111111111111";
    const first = await signCredential(withEvidence({ issuer: employer.did }), {
      signer: employer.signer,
      created,
      proofId: earlier,
    });
    const held = await issueLoosely(issuer, withEvidence(), ["/validFrom"], { previousProof: earlier });
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
    const credential = await issuer.issueWhole(withEvidence({ credentialStatus: entryAt(3) }));
    const statusOf = async (served: JsonObject) => {
      const { checks } = await verifyCredential(credential, { checks: "all" }, world({ [listUrl]: served }));
      return checks.find(({ name }) => name === "status");
    };
    expect(await statusOf(await issuer.issueWhole(list))).toMatchObject(passed);
    expect(await statusOf(inParts)).toMatchObject({ problem: { code: "STATUS_VERIFICATION_ERROR" } });
  });

  it("a key of another kind makes no proof and holds for none", async () => {
    const other = disclosingEmployer(suite === "bbs-2023" ? "ecdsa-sd-2023" : "bbs-2023");
    const making = signCredential(withEvidence(), {
      cryptosuite: suite,
      signer: other.signer,
      created,
      seed,
    });
    await expect(making).rejects.toMatchObject({ code: "INVALID_REQUEST" });
    const shown = await discloseCredential(await issuer.issue(withEvidence()), { pointers: [], seed });
    const claimed = { ...onlyProof(shown), verificationMethod: other.signer.id };
    expect(await proofCheck({ ...shown, issuer: other.did, proof: [claimed] })).toMatchObject(refused);
  });

  it("a key counts as what it was resolved as", async () => {
    const shown = await discloseCredential(await issuer.issue(withEvidence()), { pointers: [], seed });
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
    const shown = await discloseCredential(await issuer.issue(withEvidence()), { pointers: [], seed });
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
      const loose = await issueLoosely(issuer, withEvidence(), ["/validFrom"], options);
      expect(await proofCheck(loose)).toMatchObject(refused);
    }
  });

  it.each<[string, JsonObject]>([
    ["created", { created: "2026-03-01T12:00:01Z" }],
    ["expires", { expires: "2099-01-01T00:00:00Z" }],
    ["id", { id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0099" }],
    ["nonce", { nonce: "abc" }],
  ])("a proof covers its own %s", async (_member, options) => {
    const shown = await discloseCredential(await issuer.issue(withEvidence()), { pointers: [], seed });
    const changed = { ...shown, proof: [{ ...onlyProof(shown), ...options }] };
    expect(await proofCheck(changed)).toMatchObject(refused);
  });
});
