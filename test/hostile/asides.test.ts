import { describe, expect, it } from "vitest";
import { canonicalize, expand } from "../../core/credential/json-ld/json-ld.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { rawSign } from "../support/raw-proof.ts";
import { employer, issued, unsigned, world } from "../support/world.ts";

const contexts = [...(unsigned()["@context"] as string[]), contextUrls.openBadgesExtensions];
const { id } = unsigned() as { id: string };
const ownRefresh: JsonObject = { id, type: "1EdTechCredentialRefresh" };

async function formatOf(credential: JsonObject): Promise<string | undefined> {
  const { checks } = await verifyCredential(credential, { checks: "all" }, world());
  return checks[0]?.problem?.code ?? checks[0]?.outcome;
}

/** Signs the honest credential, and puts the attack under its proof: the statement must be the same. */
async function underOneSignature(honest: JsonObject, attack: JsonObject): Promise<JsonObject> {
  const { proof, ...document } = await issued(honest);
  const quadsOf = async (value: JsonObject) => canonicalize(await expand(value));
  expect(await quadsOf(attack)).toBe(await quadsOf(document));
  return { ...attack, proof: proof as JsonValue };
}

function withAchievement(change: (achievement: JsonObject) => JsonObject): JsonObject {
  const credential = unsigned();
  const subject = credential.credentialSubject as JsonObject;
  return {
    ...credential,
    credentialSubject: { ...subject, achievement: change(subject.achievement as JsonObject) },
  };
}

describe("a credential that is refreshed at its own address (Open Badges 3.0, RefreshService)", () => {
  const refreshed = { ...unsigned(), "@context": contexts, refreshService: ownRefresh };

  it("is read, also when an endorsement in it is refreshed there", async () => {
    expect(await formatOf(await issued(refreshed))).toBe("passed");
    const endorsement = {
      "@context": contexts,
      id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0e01",
      type: ["VerifiableCredential", "EndorsementCredential"],
      issuer: employer.did,
      validFrom: "2026-10-01T00:00:00Z",
      credentialSubject: { id, type: ["EndorsementSubject"], endorsementComment: "Well done." },
      refreshService: ownRefresh,
    };
    expect(await formatOf(await issued({ ...refreshed, endorsement: [endorsement] }))).toBe("passed");
  });

  it("is refused when its description is hidden in the refresh service", async () => {
    const description = "Withdrawn: the work was somebody else's";
    const { description: _other, ...silent } = refreshed as JsonObject;
    const attack = { ...silent, refreshService: { ...ownRefresh, description } };
    const hidden = await underOneSignature({ ...silent, description, refreshService: ownRefresh }, attack);
    expect(await formatOf(hidden)).toBe("MALFORMED_VALUE_ERROR");
  });

  it("is refused when one of its types is hidden there, and when it is its own status", async () => {
    const [credentialType, badgeType] = unsigned().type as [string, string];
    const attack = {
      ...refreshed,
      type: [credentialType],
      refreshService: { ...ownRefresh, type: ["1EdTechCredentialRefresh", badgeType] },
    };
    expect(await formatOf(await underOneSignature(refreshed, attack))).toBe("MALFORMED_VALUE_ERROR");
    const credentialStatus = { id, type: "1EdTechRevocationList" };
    const listed = await issued({ ...unsigned(), "@context": contexts, credentialStatus });
    expect(await formatOf(listed)).toBe("MALFORMED_VALUE_ERROR");
  });
});

describe("an achievement whose page holds its criteria (Open Badges 3.0, Criteria)", () => {
  const onOnePage = withAchievement((achievement) => ({
    ...achievement,
    criteria: { ...(achievement.criteria as JsonObject), id: achievement.id as string },
  }));

  it("is read, with its name and its criteria", async () => {
    const { verified, work } = await verifyCredential(await issued(onOnePage), { checks: "all" }, world());
    expect(verified).toBe(true);
    expect(work?.title).toBe("Cargo delay dashboard");
  });

  it("is refused when its name is hidden in the criteria", async () => {
    const attack = structuredClone(onOnePage);
    const { achievement } = attack.credentialSubject as { achievement: JsonObject };
    const { name, criteria } = achievement;
    delete achievement.name;
    achievement.criteria = { ...(criteria as JsonObject), name: name as JsonValue };
    expect(await formatOf(await underOneSignature(onOnePage, attack))).toBe("MALFORMED_VALUE_ERROR");
  });
});

describe("a credential that somebody issues to themselves (VCDM 1.1, 4.5)", () => {
  it("is read when the issuer and the subject are described with the terms of a profile, in either spelling of schema.org", async () => {
    const pilot: JsonObject = {
      "@context": [contextUrls.credentialsV1, "https://w3id.org/dcc/v1", contextUrls.dataIntegrityV2],
      id: "urn:uuid:1a0f7a3e-44a2-4a1e-8f1b-6c1a0c7d0001",
      type: ["VerifiableCredential"],
      issuer: { id: employer.did, name: "Example University", url: "https://example.edu" },
      issuanceDate: "2021-06-01T00:00:00.000+00:00",
      credentialSubject: {
        id: employer.did,
        name: "Mika Tanaka",
        hasCredential: { type: ["EducationalOccupationalCredential"], name: "Guide" },
      },
    };
    const verification = await verifyCredential(
      await rawSign(pilot, {}, employer),
      { checks: "all" },
      world(),
    );
    expect(verification.verified).toBe(true);
    expect(verification.statement?.issuerName).toBe("Example University / Mika Tanaka");
  });
});
