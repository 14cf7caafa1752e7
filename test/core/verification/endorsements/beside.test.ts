import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/json/json-value.ts";
import { headlineOf } from "../../../../core/verification/describe.ts";
import type { PresentationVerification } from "../../../../core/verification/verdict.ts";
import { verifyPresentation } from "../../../../core/verification/verify-presentation.ts";
import { endorsementOf, knowing, university } from "../../../support/endorsements.ts";
import {
  challenge,
  domain,
  employer,
  issued,
  presented,
  thief,
  unsigned,
  world,
} from "../../../support/world.ts";

const validateIssuer = knowing({ [university.did]: "endorses" });
const asked = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;

async function verdict(
  credentials: JsonObject[],
  changes: Parameters<typeof world>[1] = { validateIssuer },
): Promise<PresentationVerification> {
  return verifyPresentation(await presented(credentials), asked, world({}, changes));
}

const bindings = ({ credentials }: PresentationVerification) =>
  credentials.map(({ checks }) => checks.find(({ name }) => name === "holder-binding")?.outcome);
const achievementId = String((unsigned().credentialSubject as { achievement: JsonObject }).achievement.id);

describe("an endorsement presented beside a credential", () => {
  it.each([
    ["issuer", employer.did],
    ["achievement", achievementId],
    ["credential", String(unsigned().id)],
  ])("speaks for the %s, whoever its subject is", async (of, thing) => {
    const verification = await verdict([await endorsementOf(thing), await issued()]);
    expect(verification.verified).toBe(true);
    const [endorsement, credential] = verification.credentials;
    expect(endorsement?.endorsesPosition).toBe(2);
    expect(credential?.endorsements).toMatchObject([{ of, thing, verification: { verified: true } }]);
  });

  it("makes the issuer known as one inside the credential does", async () => {
    const verification = await verdict([await issued(), await endorsementOf(employer.did)]);
    expect(headlineOf(verification).kind).toBe("verified-through-endorsement");
    const silent = { validateIssuer: knowing({ [university.did]: "trusted" }) };
    const uncounted = await verdict([await issued(), await endorsementOf(employer.did)], silent);
    expect(headlineOf(uncounted).kind).toBe("verified-unknown-issuer");
  });

  it("of a thing that is not presented is nobody's to present", async () => {
    const verification = await verdict([await issued(), await endorsementOf(thief.did)]);
    expect(verification.verified).toBe(false);
    expect(bindings(verification)).toEqual(["passed", "failed"]);
  });

  it("of somebody else's credential is as stolen as that", async () => {
    const { credentialSubject } = unsigned();
    const stolen = await issued({
      credentialSubject: { ...(credentialSubject as JsonObject), id: thief.did },
    });
    const verification = await verdict([stolen, await endorsementOf(employer.did)]);
    expect(bindings(verification)).toEqual(["failed", "failed"]);
  });

  it("of a credential that names nobody is presented by whoever presents that", async () => {
    const { id: _id, ...subject } = unsigned().credentialSubject as JsonObject;
    const bearers = await issued({ credentialSubject: subject });
    const verification = await verdict([bearers, await endorsementOf(employer.did)]);
    expect(verification.verified).toBe(true);
    expect(bindings(verification)).toEqual(["not-applicable", "passed"]);
    expect(headlineOf(verification).kind).toBe("verified-not-bound");
  });

  it("that was revoked or changed fails the presentation, as any credential in it does", async () => {
    const good = await endorsementOf(employer.did);
    const verification = await verdict([await issued(), { ...good, name: "Changed" }]);
    expect(verification.verified).toBe(false);
    expect(headlineOf(verification).kind).toBe("not-verified");
  });

  it("by the issuer itself speaks for nobody", async () => {
    const verification = await verdict([await issued(), await endorsementOf(employer.did, employer)]);
    const [credential] = verification.credentials;
    expect(credential?.endorsements?.[0]?.verification.verified).toBe(false);
    expect(credential?.validation.issuer.endorsedBy).toBeUndefined();
  });

  // A badge of a stranger that calls itself an endorsement of the real one: it would be shown as the presenter's work, and its issuer
  // would not be asked about.
  it.each<[string, JsonObject]>([
    ["a badge as well", { type: ["VerifiableCredential", "OpenBadgeCredential", "EndorsementCredential"] }],
    [
      "about work as well",
      { credentialSubject: { ...(unsigned().credentialSubject as JsonObject), id: employer.did } },
    ],
    [
      "about work without an identifier as well",
      {
        credentialSubject: {
          id: employer.did,
          type: ["AchievementSubject"],
          achievement: { type: ["Achievement"], name: "Doctorate" },
        },
      },
    ],
    [
      "about a nameless achievement as well",
      {
        credentialSubject: {
          id: employer.did,
          type: ["AchievementSubject"],
          achievement: { id: "urn:x:degree", type: ["Achievement"] },
        },
      },
    ],
  ])("that is %s is no endorsement", async (_what, changes) => {
    const forged = await endorsementOf(employer.did, thief, changes);
    const trusting = { validateIssuer: knowing({ [employer.did]: "trusted" }) };
    const verification = await verdict([await issued(), forged], trusting);
    expect(bindings(verification)).toEqual(["passed", "failed"]);
    expect(headlineOf(verification).kind).toBe("not-verified");
  });

  it("of an endorsement is none: nothing but what was issued to the presenter is endorsed", async () => {
    const first = await endorsementOf(employer.did);
    const second = await endorsementOf(university.did, thief);
    const verification = await verdict([await issued(), first, second]);
    expect(bindings(verification)).toEqual(["passed", "passed", "failed"]);
  });
});
