import { describe, expect, it } from "vitest";
import { contentDigests } from "../../../../core/evidence/content-digests.ts";
import type { JsonObject } from "../../../../core/json/json-value.ts";
import { validateEvidence } from "../../../../core/verification/evidence/validate-evidence.ts";
import { verifyCredential } from "../../../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../../../core/verification/verify-presentation.ts";
import { digestMultibaseOf } from "../../../support/digest.ts";
import { challenge, domain, issued, presented, world } from "../../../support/world.ts";

const digestMultibase = digestMultibaseOf("report");
const evidence = [
  {
    id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0e77",
    type: ["Evidence"],
    name: "Report",
    digestMultibase,
  },
  { type: ["Evidence"], name: "Talk" },
];
const report = { name: "report.pdf", digests: contentDigests(Buffer.from("report")) };
const stray = { name: "stray.pdf", digests: contentDigests(Buffer.from("stray")) };
const verdict = async (credential: JsonObject) => verifyCredential(credential, { checks: "all" }, world());

describe("evidence in a verdict", () => {
  it("is told as signed, and compared with the files that were given", async () => {
    const verification = await verdict(await issued({ evidence }));
    expect(verification.validation.evidence?.map(({ outcome }) => outcome)).toEqual([
      "not-given",
      "no-digest",
    ]);
    const { validation } = validateEvidence(verification, [report, stray]);
    expect(validation).toMatchObject({
      evidence: [{ name: "Report", outcome: "matches", files: ["report.pdf"] }, { outcome: "no-digest" }],
      evidenceFiles: [
        { name: "report.pdf", outcome: "belongs" },
        { name: "stray.pdf", outcome: "foreign" },
      ],
    });
  });

  it("changes nothing about what is verified, whatever files are given", async () => {
    const verification = await verdict(await issued({ evidence }));
    const { verified, checks } = validateEvidence(verification, [stray]);
    expect({ verified, checks }).toEqual({ verified: true, checks: verification.checks });
  });

  it("is none where the signature does not hold: any file could be made to fit", async () => {
    const forged = { ...(await issued()), evidence };
    const { validation } = validateEvidence(await verdict(forged), [report]);
    expect(validation.evidence).toBeUndefined();
    expect(validation.evidenceFiles).toEqual([{ name: "report.pdf", outcome: "foreign" }]);
  });

  it("is read for each credential of a presentation, and a file belongs to any of them", async () => {
    const presentation = await presented([await issued(), await issued({ evidence })]);
    const expected = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
    const verification = validateEvidence(await verifyPresentation(presentation, expected, world()), [
      report,
    ]);
    if (!("credentials" in verification)) throw new TypeError();
    expect(verification.credentials.map(({ validation }) => validation.evidence?.[0]?.outcome)).toEqual([
      undefined,
      "matches",
    ]);
    expect(verification.validation.evidenceFiles).toEqual([{ name: "report.pdf", outcome: "belongs" }]);
  });
});
