import { describe, expect, it } from "vitest";
import { canonicalize, expand } from "../../core/credential/json-ld/json-ld.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { employer, issued, type Person, person, unsigned, world } from "../support/world.ts";

const university = person("university");
const endorsementId = "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0e01";

/** An `EndorsementCredential` (Open Badges 3.0, B.1.7) about something in another credential. */
async function endorsementOf(id: JsonValue | undefined, by: Person = university): Promise<JsonObject> {
  const endorsement: JsonObject = {
    "@context": [contextUrls.credentialsV2, contextUrls.openBadges],
    id: endorsementId,
    type: ["VerifiableCredential", "EndorsementCredential"],
    name: "Endorsement",
    issuer: by.did,
    validFrom: "2026-10-01T00:00:00Z",
    credentialSubject: { id: id as string, type: ["EndorsementSubject"], endorsementComment: "Well done." },
  };
  return signCredential(endorsement, { signer: by.signer, created: new Date("2026-10-01T00:00:00Z") });
}

async function quadsOf({ proof: _proof, ...document }: JsonObject): Promise<string> {
  return canonicalize(await expand(document));
}

describe("a credential that carries endorsements", () => {
  it.each<[string, (credential: JsonObject) => Promise<void>]>([
    [
      "itself",
      async (credential) => {
        credential.endorsement = [await endorsementOf(credential.id)];
      },
    ],
    [
      "its achievement",
      async ({ credentialSubject }) => {
        const { achievement } = credentialSubject as { achievement: JsonObject };
        achievement.endorsement = [await endorsementOf(achievement.id)];
      },
    ],
    [
      "its issuer",
      async ({ issuer }) => {
        (issuer as JsonObject).endorsement = [await endorsementOf((issuer as JsonObject).id)];
      },
    ],
  ])("of %s is verified (Open Badges 3.0)", async (_what, endorse) => {
    const credential = unsigned();
    await endorse(credential);
    const verification = await verifyCredential(await issued(credential), { checks: "all" }, world());
    expect(verification.verified).toBe(true);
    expect(verification.work?.title).toBe("Cargo delay dashboard");
  });

  it("is refused when an endorsement says more than that: it would be said of the thing endorsed", async () => {
    const credential = unsigned();
    const endorsement = await endorsementOf(credential.id);
    const subject = endorsement.credentialSubject as JsonObject;
    const talkative = { ...endorsement, credentialSubject: { ...subject, name: "Doctorate" } };
    const signed = await issued({ ...credential, endorsement: [talkative] });
    const { checks } = await verifyCredential(signed, { checks: "all" }, world());
    expect(checks[0]?.problem?.code).toBe("MALFORMED_VALUE_ERROR");
  });

  it("is refused when it is turned inside out: the endorsement outermost, the expired credential in it", async () => {
    const past = { validFrom: "2020-01-01T00:00:00Z", validUntil: "2021-01-01T00:00:00Z" };
    const endorsement = await endorsementOf(unsigned().id, employer);
    delete endorsement.proof;
    const honest = await issued({ ...past, endorsement: [endorsement] });
    const { proof, endorsement: _moved, type, ...credential } = honest;
    const { credentialSubject, ...outer } = endorsement;
    const { type: endorsed, ...comment } = credentialSubject as JsonObject;
    const attack = {
      ...outer,
      "@context": honest["@context"] as JsonValue,
      credentialSubject: {
        ...credential,
        ...comment,
        type: [...(type as string[]), ...(endorsed as string[])],
        endorsement: [{ id: endorsementId }],
      },
      proof: proof as JsonValue,
    };
    expect(await quadsOf(attack)).toBe(await quadsOf(honest));
    const expired = await verifyCredential(honest, { checks: "all" }, world());
    expect(expired.checks.find(({ outcome }) => outcome === "failed")?.problem?.code).toBe("EXPIRED");
    const { verified, checks } = await verifyCredential(attack, { checks: "all" }, world());
    expect(verified).toBe(false);
    expect(checks[0]?.problem?.code).toBe("MALFORMED_VALUE_ERROR");
  });
});
