import { beforeAll, describe, expect, it } from "vitest";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { alterations } from "./altered.ts";
import { type DigitalCredentialsPeer, digitalCredentialsPeer } from "./digital-credentials.ts";
import { disputedTexts, sampleCredentials } from "./sample-credentials.ts";
import { employer, offlineVerifier, student } from "./stint.ts";

const created = new Date("2026-03-01T12:00:00Z");
const now = new Date("2026-03-02T12:00:00Z");
const request = { challenge: "uR4nD0mChall3nge", domain: "https://recruiter.example" };
const samples = Object.entries({
  ...sampleCredentials(employer.did, student.did),
  ...disputedTexts(employer.did, student.did),
});

let employerPeer: DigitalCredentialsPeer;
let studentPeer: DigitalCredentialsPeer;
beforeAll(async () => {
  employerPeer = await digitalCredentialsPeer(employer.seed, "2026-03-01T12:00:00Z");
  studentPeer = await digitalCredentialsPeer(student.seed, "2026-03-01T12:00:00Z");
});

function issueOurs(credential: JsonObject): Promise<JsonObject> {
  return signCredential(credential, { signer: employer.signer, created });
}

async function presentOurs(credentials: JsonObject[]): Promise<JsonObject> {
  const presentation = createPresentation({ credentials, holder: student.did });
  return signPresentation(presentation, { signer: student.signer, created, ...request });
}

describe.each(samples)("@digitalcredentials/vc and %s", (_name, credential) => {
  it("verifies it when Stint issued it", async () => {
    expect(await employerPeer.verifyCredential(await issueOurs(credential), now)).toMatchObject({
      verified: true,
    });
  });

  it("issues it so that Stint verifies it", async () => {
    const verification = await verifyCredential(
      await employerPeer.issue(credential),
      { checks: "all" },
      offlineVerifier(now),
    );
    expect(
      verification.checks.filter(({ outcome }) => outcome === "failed" || outcome === "unknown"),
    ).toEqual([]);
    expect(verification.verified).toBe(true);
  });

  it("signs it with the same bytes as Stint for the same key and time (RFC 8032 is deterministic)", async () => {
    expect([(await employerPeer.issue(credential)).proof].flat()).toEqual(
      [(await issueOurs(credential)).proof].flat(),
    );
  });

  it("verifies Stint's presentation of it for the challenge and domain asked, and for no other", async () => {
    const presentation = await presentOurs([await issueOurs(credential)]);
    expect(await studentPeer.verifyPresentation(presentation, { ...request, now })).toMatchObject({
      verified: true,
    });
    for (const other of [{ challenge: "another" }, { domain: "https://other.example" }]) {
      expect(await studentPeer.verifyPresentation(presentation, { ...request, ...other, now })).toMatchObject(
        { verified: false },
      );
    }
  });

  it("presents it so that Stint verifies it for the challenge and domain asked, and for no other", async () => {
    const unsigned = createPresentation({
      credentials: [await employerPeer.issue(credential)],
      holder: student.did,
    });
    const presentation = await studentPeer.present(unsigned, request);
    const question = {
      checks: "all",
      expectedChallenge: request.challenge,
      expectedDomain: request.domain,
    } as const;
    expect(await verifyPresentation(presentation, question, offlineVerifier(now))).toMatchObject({
      verified: true,
    });
    for (const other of [{ expectedChallenge: "another" }, { expectedDomain: "https://other.example" }]) {
      const verification = await verifyPresentation(
        presentation,
        { ...question, ...other },
        offlineVerifier(now),
      );
      expect(verification).toMatchObject({ verified: false });
    }
  });

  it("refuses what Stint issued with one byte changed", async () => {
    const believed: string[] = [];
    for (const { where, document } of alterations(await issueOurs(credential), "one")) {
      if ((await employerPeer.verifyCredential(document, now)).verified) believed.push(where);
    }
    expect(believed).toEqual([]);
  });
});
