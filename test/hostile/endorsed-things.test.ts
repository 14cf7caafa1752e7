import { describe, expect, it } from "vitest";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { endorsementOf, issuedBy, knowing, university } from "../support/endorsements.ts";
import {
  challenge,
  domain,
  employer,
  issued,
  person,
  presented,
  thief,
  unsigned,
  world,
} from "../support/world.ts";

const counting = { validateIssuer: knowing({ [university.did]: "endorses" }) };

async function verdict(
  credential: JsonObject,
  documents: Record<string, JsonObject> = {},
  changes: Parameters<typeof world>[1] = counting,
): Promise<CredentialVerification> {
  return verifyCredential(credential, { checks: "all" }, world(documents, changes));
}

describe("an endorsement of a thing that anybody can name", () => {
  // Anybody writes the identifier of a good achievement or credential into a credential of their own.
  it.each(["achievement", "credential"])("(%s) makes no issuer known", async (kind) => {
    const credential = unsigned({ issuer: { id: thief.did, type: ["Profile"], name: "Harbour Analytics" } });
    const { achievement } = credential.credentialSubject as { achievement: JsonObject };
    const thing = kind === "achievement" ? achievement : credential;
    thing.endorsement = [await endorsementOf(String(thing.id))];
    const verification = await verdict(await issued(credential, thief));
    expect(verification.endorsements?.[0]?.verification.verified).toBe(true);
    expect(verification.validation.issuer).toEqual({ outcome: "unknown" });
  });

  it("(its own achievement) by the issuer itself is no endorsement", async () => {
    const credential = unsigned();
    const { achievement } = credential.credentialSubject as { achievement: JsonObject };
    achievement.endorsement = [await endorsementOf(String(achievement.id), employer)];
    const { endorsements } = await verdict(await issued(credential));
    const check = endorsements?.[0]?.verification.checks.find(({ name }) => name === "endorsement");
    expect(check?.problem?.code).toBe("SELF_ENDORSEMENT");
  });

  it("(another profile in the credential) makes no issuer known", async () => {
    const credential = unsigned({ issuer: { id: thief.did, type: ["Profile"], name: "T" } });
    (credential.credentialSubject as JsonObject).source = {
      id: employer.did,
      type: ["Profile"],
      name: "Harbour Analytics",
      endorsement: [await endorsementOf(employer.did)],
    };
    const verification = await verdict(await issued(credential, thief));
    expect(verification.endorsements?.[0]).toMatchObject({ of: "other", verification: { verified: true } });
    expect(verification.validation.issuer).toEqual({ outcome: "unknown" });
  });
});

describe("an undefined endorsement", () => {
  it("of a context that gives the member another meaning is none", async () => {
    const vocabulary = "https://www.w3.org/ns/credentials/undefined-terms/v2";
    const { proof: _proof, ...endorsement } = await endorsementOf(employer.did);
    const credential = unsigned({
      "@context": [contextUrls.credentialsV2, vocabulary],
      credentialSubject: { id: "urn:x:1" },
      evidence: undefined as never,
      credentialSchema: undefined as never,
      issuer: { id: employer.did, endorsement: [endorsement] },
    });
    const { verified, endorsements } = await verdict(await issued(JSON.parse(JSON.stringify(credential))));
    expect([verified, endorsements]).toEqual([true, undefined]);
  });
});

describe("many endorsements in many credentials", () => {
  it("cost twenty verifications together, and the same ones cost one", async () => {
    const ten = (number: number) =>
      Promise.all(
        Array.from({ length: 10 }, () => endorsementOf(employer.did, person(`endorser ${number}`))),
      );
    const lists = [await ten(1), await ten(2), await ten(3)];
    const credentials = await Promise.all([...lists, lists[0] ?? []].map((list) => issuedBy(list)));
    const asked = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
    const verification = await verifyPresentation(await presented(credentials), asked, world());
    expect(
      verification.credentials.map(({ endorsements, endorsementsNotExamined }) => [
        endorsements?.length,
        endorsementsNotExamined,
      ]),
    ).toEqual([
      [10, undefined],
      [10, undefined],
      [undefined, 10],
      [10, undefined],
    ]);
  });
});
