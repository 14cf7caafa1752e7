import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endorsementOf, issuedBy, university } from "../support/endorsements.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { employer, now, thief } from "../support/world.ts";

let verifier: RunningVerifier;
beforeAll(async () => {
  verifier = await runVerifier({
    now: () => now,
    issuers: [{ did: university.did, name: "State University", reason: "Accredited", endorses: true }],
  });
});
afterAll(() => verifier.stop());

const show = async (document: unknown) => verifier.submit("/verify", { document: JSON.stringify(document) });

describe("the verifier's page", () => {
  it("shows a path of trust, and that it is no direct trust", async () => {
    const { html } = await show(await issuedBy([await endorsementOf(employer.did)]));
    expect(html).toContain('data-verdict="verified-through-endorsement"');
    expect(html).toContain("Verified, issuer trusted through State University");
    expect(html).toContain("You do not know its issuer yourself.");
    expect(html).toContain('data-endorsement="known" data-of="issuer"');
  });

  it("shows what does not hold as such, and no path", async () => {
    const { html } = await show(
      await issuedBy([await endorsementOf(thief.did), await endorsementOf(employer.did, thief)]),
    );
    expect(html).toContain('data-verdict="verified-unknown-issuer"');
    expect([...html.matchAll(/data-endorsement="(\w+)"/g)].map(([, standing]) => standing)).toEqual([
      "failed",
      "stranger",
    ]);
    expect(html).not.toContain("data-path");
  });

  it("says of an endorsement that stands alone what it speaks for", async () => {
    const { html } = await show(await endorsementOf(employer.did));
    expect(html).toContain("It endorses");
    expect(html).toContain(employer.did);
    expect(html).toContain("They pay fairly, and teach.");
  });
});

describe("the verifier's API", () => {
  it("answers with the endorsers, and with each endorsement's own verdict", async () => {
    const { body } = await verifier.post("/credentials/verify", {
      verifiableCredential: await issuedBy([await endorsementOf(employer.did)]),
    });
    expect(body).toMatchObject({
      validation: {
        issuer: {
          outcome: "unknown",
          endorsedBy: [{ did: university.did, name: "State University", counts: true }],
        },
      },
      endorsements: [{ of: "issuer", thing: employer.did, verification: { verified: true } }],
    });
  });
});
