import { beforeAll, describe, expect, it } from "vitest";
import { signCredential } from "../../../../core/credential/proof/sign.ts";
import { contextUrls } from "../../../../core/credential/vocabulary.ts";
import type { JsonObject, JsonValue } from "../../../../core/json/json-value.ts";
import { verifyCredential } from "../../../../core/verification/verify-credential.ts";
import { disclosingEmployer } from "../../../support/disclosing-employer.ts";
import { rawSign, rawSign2020 } from "../../../support/raw-proof.ts";
import { employer, issued, student, world } from "../../../support/world.ts";

const suiteContext = contextUrls.ed25519Signature2020;

/** Of VCDM 1.1 times, and without the context of a proof. */
const badge: JsonObject = {
  "@context": [contextUrls.credentialsV1, "https://purl.imsglobal.org/spec/ob/v3p0/context.json"],
  id: "urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7",
  type: ["VerifiableCredential", "OpenBadgeCredential"],
  issuer: employer.did,
  issuanceDate: "2026-10-01T00:00:00.123Z",
  credentialSubject: { id: student.did, type: ["AchievementSubject"] },
};

async function outcomeOf(credential: JsonValue): Promise<string> {
  const { checks } = await verifyCredential(credential, { checks: "all" }, world());
  const check = checks.find(({ name }) => name === "proof");
  return [check?.outcome, check?.problem?.code].filter((part) => part !== undefined).join(" ");
}

describe("an Ed25519Signature2020 (CG report of 2022, 2.1)", () => {
  let signed: JsonObject;
  beforeAll(async () => {
    signed = await rawSign2020(badge, employer);
  });
  const withProof = (members: JsonObject) => ({
    ...signed,
    proof: { ...(signed.proof as JsonObject), ...members },
  });

  it.each<[string, JsonObject]>([
    ["nothing", {}],
    ["the context of its suite", { "@context": [suiteContext] }],
    ["the context of its suite, not in a set", { "@context": suiteContext }],
    ["the context of the document", { "@context": badge["@context"] as JsonValue }],
  ])("holds when it brings %s", async (_name, members) => {
    expect(await outcomeOf(withProof(members))).toBe("passed");
  });

  it.each<[string, JsonValue]>([
    ["another context", "https://www.w3.org/ns/did/v1"],
    ["the context of its suite and another", [suiteContext, "https://www.w3.org/ns/did/v1"]],
    ["an inline context", [suiteContext, { created: "https://foreign.example/#created" }]],
    ["an empty set of contexts", []],
    ["null", null],
  ])("does not hold when it brings %s: two readers could read two proofs", async (_name, context) => {
    expect(await outcomeOf(withProof({ "@context": context }))).toBe("failed PROOF_VERIFICATION_ERROR");
  });

  it("is not what a proof of another suite may bring the context of", async () => {
    const honest = await issued();
    const [proof] = honest.proof as JsonObject[];
    const foreign = { ...honest, proof: [{ ...proof, "@context": suiteContext }] };
    expect(await outcomeOf(foreign)).toBe("failed PROOF_VERIFICATION_ERROR");
  });
});

describe("a proof of a kind that is not supported (VC Data Integrity 1.0, 4.4)", () => {
  it.each<[string, JsonObject]>([
    ["with a member of its own", { type: "Ed25519Signature2018", jws: "eyJhbGciOiJFZERTQSJ9..AA" }],
    ["that names no key", { type: "ExampleProof" }],
    ["of an older cryptosuite", { type: "DataIntegrityProof", cryptosuite: "eddsa-2022" }],
  ])("%s leaves the question open, alone and beside one that holds", async (_name, proof) => {
    const honest = await issued();
    expect(await outcomeOf({ ...honest, proof })).toBe("unknown UNSUPPORTED");
    expect(await outcomeOf({ ...honest, proof: [proof, honest.proof as JsonValue].flat() })).toBe(
      "unknown UNSUPPORTED",
    );
  });
});

describe("a proof under the first version of the Data Integrity context", () => {
  const contexts = [...(badge["@context"] as string[]), contextUrls.dataIntegrityV1];

  it("is read by the contexts of the document, and by no second version beside it (VC-DI-EDDSA 1.0, 3.2.5)", async () => {
    const signed = await rawSign({ ...badge, "@context": contexts }, {}, employer);
    expect(await outcomeOf(signed)).toBe("passed");
    const altered = { ...signed, credentialSubject: { id: employer.did, type: ["AchievementSubject"] } };
    expect(await outcomeOf(altered)).toBe("failed PROOF_VERIFICATION_ERROR");
    const proof = { ...(signed.proof as JsonObject[])[0], created: "2026-10-01T00:00:01Z" };
    expect(await outcomeOf({ ...signed, proof })).toBe("failed PROOF_VERIFICATION_ERROR");
  });

  it("is not made any more: what would come out could not be read", async () => {
    const created = new Date("2026-10-01T00:00:00Z");
    const document = { ...badge, "@context": contexts };
    const whole = signCredential(document, { signer: employer.signer, created });
    await expect(whole).rejects.toMatchObject({ code: "PARSING_ERROR" });
    const inParts = disclosingEmployer("ecdsa-sd-2023").issue(document);
    await expect(inParts).rejects.toMatchObject({ code: "PARSING_ERROR" });
  });
});
