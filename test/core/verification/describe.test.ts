import { describe, expect, it } from "vitest";
import { describeCheck, describeVerification, headlineOf } from "../../../core/verification/describe.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../../core/verification/verify-presentation.ts";
import * as w from "../../support/world.ts";

const all = { checks: "all" } as const;

describe("a verdict in words", () => {
  it("is headed plainly green only for a verified credential of a trusted issuer", async () => {
    const verification = await verifyCredential(await w.issued(), all, w.world());
    expect(headlineOf(verification)).toEqual({
      kind: "verified",
      text: "Verified, issued by Harbour Analytics",
    });
  });

  it("is neither red nor plainly green for an authentic credential by a stranger", async () => {
    const world = w.world({}, { validateIssuer: () => ({ outcome: "unknown" }) });
    expect(headlineOf(await verifyCredential(await w.issued(), all, world)).kind).toBe(
      "verified-unknown-issuer",
    );
  });

  it("is red for an authentic credential by an issuer that is distrusted", async () => {
    const world = w.world({}, { validateIssuer: () => ({ outcome: "distrusted", name: "Diploma Mill" }) });
    expect(headlineOf(await verifyCredential(await w.issued(), all, world)).kind).toBe("not-verified");
  });

  it("says that it could not be determined when nothing failed and something is open", async () => {
    const verification = await verifyCredential(
      await w.issued({ credentialStatus: w.entryAt(1) }),
      all,
      w.world(),
    );
    expect(verification.verified).toBe(false);
    expect(headlineOf(verification)).toEqual({ kind: "undetermined", text: "Could not be determined" });
  });

  it("tells a question that was open from one that nobody came to", async () => {
    const forged = { ...(await w.issued({ credentialStatus: w.entryAt(1) })), name: "Other" };
    const verification = await verifyCredential(forged, all, w.world());
    expect(verification.checks.at(-1)?.problem?.code).toBe("NOT_EXAMINED");
    const answers = Object.fromEntries(
      verification.checks.map((check) => [check.name, describeCheck(check).answer]),
    );
    expect(answers).toMatchObject({
      format: "yes",
      proof: "no",
      "validity-period": "yes",
      status: "not examined",
    });
  });

  it("reads top down: headline, questions, each credential, when", async () => {
    const presentation = await w.presented([await w.issued()]);
    const question = { ...all, expectedChallenge: w.challenge, expectedDomain: w.domain };
    const lines = describeVerification(await verifyPresentation(presentation, question, w.world()));
    expect(lines[0]).toBe("Verified, issued by Harbour Analytics");
    expect(lines).toContain("Credential 1: Cargo delay dashboard");
    expect(lines.at(-1)).toBe("As of 2026-11-22T12:00:00Z");
  });

  it("never calls anything but a passed or inapplicable check a yes", () => {
    const outcomes = ["failed", "unknown", "not-asked", "not-applicable"] as const;
    for (const outcome of outcomes) expect(describeCheck({ name: "proof", outcome }).answer).not.toBe("yes");
  });
});
