import { describe, expect, it } from "vitest";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { alterations } from "./altered.ts";
import { type DidkitPeer, didkitPeer } from "./didkit-peer.ts";
import { findDidkit } from "./find-didkit.ts";
import { disputedTexts, sampleCredentials } from "./sample-credentials.ts";
import { employer, offlineVerifier, student } from "./stint.ts";

const created = new Date("2026-03-01T12:00:00Z");
const request = { challenge: "uR4nD0mChall3nge", domain: "https://recruiter.example" };
const samples = Object.entries(sampleCredentials(employer.did, student.did));

const found = findDidkit();
if ("missing" in found) {
  // A peer that quietly stays away proves nothing, so where the suite is the judge its absence is a failure.
  it.skipIf(process.env.CI !== "true")(`is verified with DIDKit (skipped: ${found.missing})`, () => {
    expect.fail(found.missing);
  });
} else {
  const peer = didkitPeer(found.didkit);
  describe.each(samples)("DIDKit and %s", (_name, credential) => interoperates(peer, credential));

  it.each(Object.entries(disputedTexts(employer.did, student.did)))(
    "refuses %s, which @digitalcredentials/vc takes",
    async (_, credential) => {
      const issued = await signCredential(credential, { signer: employer.signer, created });
      expect((await peer.verifyCredential(issued)).errors).not.toEqual([]);
    },
  );
}

function interoperates(didkit: DidkitPeer, credential: JsonObject): void {
  const issueOurs = () => signCredential(credential, { signer: employer.signer, created });

  it("verifies it when Stint issued it", async () => {
    expect(await didkit.verifyCredential(await issueOurs())).toEqual({
      checks: ["proof"],
      warnings: [],
      errors: [],
    });
  });

  it("issues it so that Stint verifies it", async () => {
    const issued = await didkit.issue(credential, employer.seed);
    // DIDKit stamps the real time, so the verifier's clock is the real one here.
    const verification = await verifyCredential(issued, { checks: "all" }, offlineVerifier(new Date()));
    expect(
      verification.checks.filter(({ outcome }) => outcome === "failed" || outcome === "unknown"),
    ).toEqual([]);
    expect(verification.verified).toBe(true);
  });

  it("issues it as a VC-JWT so that Stint verifies it", async () => {
    const jwt = await didkit.issueJwt(credential, employer.seed);
    const verification = await verifyCredential(jwt, { checks: "all" }, offlineVerifier(new Date()));
    expect(verification.verified).toBe(true);
  });

  it("verifies Stint's presentation of it for the challenge and domain asked, and for no other", async () => {
    const unsigned = createPresentation({ credentials: [await issueOurs()], holder: student.did });
    const presentation = await signPresentation(unsigned, { signer: student.signer, created, ...request });
    expect(await didkit.verifyPresentation(presentation, request)).toMatchObject({
      checks: ["proof"],
      errors: [],
    });
    for (const other of [{ challenge: "another" }, { domain: "https://other.example" }]) {
      const verdict = await didkit.verifyPresentation(presentation, { ...request, ...other });
      expect(verdict.errors).not.toEqual([]);
    }
  });

  it("presents it so that Stint verifies it for the challenge and domain asked, and for no other", async () => {
    const unsigned = createPresentation({
      credentials: [await didkit.issue(credential, employer.seed)],
      holder: student.did,
    });
    const presentation = await didkit.present(unsigned, student.seed, request);
    const question = {
      checks: "all",
      expectedChallenge: request.challenge,
      expectedDomain: request.domain,
    } as const;
    const verifier = offlineVerifier(new Date());
    expect(await verifyPresentation(presentation, question, verifier)).toMatchObject({ verified: true });
    for (const other of [{ expectedChallenge: "another" }, { expectedDomain: "https://other.example" }]) {
      expect(await verifyPresentation(presentation, { ...question, ...other }, verifier)).toMatchObject({
        verified: false,
      });
    }
  });

  it("refuses what Stint issued with one byte changed", async () => {
    const believed: string[] = [];
    for (const { where, document } of alterations(await issueOurs(), "one")) {
      if ((await didkit.verifyCredential(document)).errors.length === 0) believed.push(where);
    }
    expect(believed).toEqual([]);
  });
}
