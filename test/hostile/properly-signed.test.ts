import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { createPresentation } from "../../core/presentation/create-presentation.ts";
import type { Check } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { rawSign } from "../support/raw-proof.ts";
import { challenge, domain, employer, issued, student, thief, unsigned, world } from "../support/world.ts";

// Every signature here is right: what is refused is refused for the one thing that the test names.

async function problemOf(document: JsonValue, checks: "all" | "proof" = "all"): Promise<string | undefined> {
  const verification = await verifyCredential(document, { checks }, world());
  return firstProblem(verification);
}

function firstProblem({ verified, checks }: { verified: boolean; checks: Check[] }): string | undefined {
  const code = checks.find(({ outcome }) => outcome === "failed" || outcome === "unknown")?.problem?.code;
  expect(verified).toBe(code === undefined);
  return code;
}

describe("a rightly signed proof", () => {
  it("is accepted with the options that are usual", async () => {
    expect(await problemOf(await rawSign(unsigned(), {}, employer))).toBeUndefined();
    expect(
      await problemOf(await rawSign(unsigned(), { expires: "2027-01-01T00:00:00Z", nonce: "abc" }, employer)),
    ).toBeUndefined();
  });

  it.each<[string, JsonObject, string]>([
    ["that has expired", { expires: "2026-11-22T11:59:59Z" }, "PROOF_VERIFICATION_ERROR"],
    ["from the future", { created: "2026-11-22T12:02:00Z" }, "PROOF_VERIFICATION_ERROR"],
    ["for authentication", { proofPurpose: "authentication" }, "PROOF_VERIFICATION_ERROR"],
    ["for key agreement", { proofPurpose: "keyAgreement" }, "PROOF_VERIFICATION_ERROR"],
    [
      "over a previous proof that is not there",
      { previousProof: "urn:uuid:nowhere" },
      "PROOF_VERIFICATION_ERROR",
    ],
    ["over itself", { id: "urn:uuid:1", previousProof: "urn:uuid:1" }, "PROOF_VERIFICATION_ERROR"],
  ])("%s is refused", async (_name, options, code) => {
    expect(await problemOf(await rawSign(unsigned(), options, employer))).toBe(code);
  });

  it("that shares its id with another is refused", async () => {
    const id = "urn:uuid:11111111-1111-4111-8111-111111111111";
    const first = await rawSign(unsigned(), { id }, employer);
    const both = await rawSign(unsigned(), { id }, student, first.proof as JsonObject[]);
    expect(await problemOf(both)).toBe("PROOF_VERIFICATION_ERROR");
  });

  it("in a circle of previous proofs is refused", async () => {
    const [a, b] = [
      "urn:uuid:11111111-1111-4111-8111-111111111111",
      "urn:uuid:22222222-2222-4222-8222-222222222222",
    ];
    const first = await rawSign(unsigned(), { id: a as string, previousProof: b as string }, employer);
    const both = await rawSign(
      unsigned(),
      { id: b as string, previousProof: a as string },
      student,
      first.proof as JsonObject[],
    );
    expect(await problemOf(both)).toBe("PROOF_VERIFICATION_ERROR");
  });
});

describe("a rightly signed credential", () => {
  it.each<[string, JsonObject]>([
    ["with an expiry on 30 February", { validUntil: "2027-02-30T00:00:00Z" }],
    ["with an expiry that is no date", { validUntil: "never" }],
    ["without a subject", { credentialSubject: [] }],
    ["with a schema that has no id", { credentialSchema: { type: "JsonSchema" } }],
    ["with a status that has no type", { credentialStatus: { id: "urn:uuid:1" } }],
  ])("%s is refused as malformed", async (_name, changes) => {
    const signed = await rawSign({ ...unsigned(), ...changes }, {}, employer);
    expect(await problemOf(signed, "all")).toBe("MALFORMED_VALUE_ERROR");
    expect(await problemOf(signed, "proof")).toBe("MALFORMED_VALUE_ERROR");
  });

  it("whose name is written as a full IRI is refused: a member is a term", async () => {
    const { name, ...rest } = unsigned();
    const signed = await rawSign({ ...rest, "https://schema.org/name": name as string }, {}, employer);
    expect(await problemOf(signed)).toBe("MALFORMED_VALUE_ERROR");
  });

  it("that uses a keyword where it changes no statement is refused", async () => {
    expect(await problemOf(await rawSign({ ...unsigned(), "@index": "x" }, {}, employer))).toBe(
      "MALFORMED_VALUE_ERROR",
    );
  });

  it("with a blank node label for an id is refused", async () => {
    const subject = unsigned().credentialSubject as JsonObject;
    const achievement = { ...(subject.achievement as JsonObject), id: "_:b0" };
    const signed = await rawSign(
      { ...unsigned(), credentialSubject: { ...subject, achievement } },
      {},
      employer,
    );
    expect(await problemOf(signed)).toBe("MALFORMED_VALUE_ERROR");
  });

  it("that imports a context is refused before the library sees it, also when only the proof is asked for", async () => {
    const imported = { "@version": 1.1, "@import": "https://www.w3.org/ns/did/v1" };
    for (let round = 0; round < 3; round++) {
      const document = {
        ...(await issued()),
        "@context": ["https://www.w3.org/ns/credentials/v2", imported],
      };
      const verification = await verifyCredential(document, { checks: "proof" }, world());
      expect(verification.checks[0]?.problem?.detail).toMatch(/imports/);
    }
    expect(await problemOf(await issued(), "proof")).toBeUndefined();
  });
});

describe("a rightly signed presentation", () => {
  const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
  const options = { proofPurpose: "authentication", challenge, domain, created: "2026-11-22T11:59:00Z" };

  async function verdictOn(envelope: JsonObject, by = student, asked: object = question) {
    const signed = await rawSign(envelope, options, by);
    return verifyPresentation(signed, { ...question, ...asked }, world());
  }

  it("is accepted in the plain form", async () => {
    const envelope = createPresentation({ credentials: [await issued()], holder: student.did });
    expect(firstProblem(await verdictOn(envelope))).toBeUndefined();
  });

  it("by a thief of their own credential in the name of another holder is refused", async () => {
    const subject = { ...(unsigned().credentialSubject as JsonObject), id: thief.did };
    const envelope = createPresentation({
      credentials: [await issued({ credentialSubject: subject })],
      holder: student.did,
    });
    expect(firstProblem(await verdictOn(envelope, thief))).toBe("HOLDER_MISMATCH");
  });

  it("that uses a keyword in its envelope is refused", async () => {
    const envelope = {
      ...createPresentation({ credentials: [await issued()], holder: student.did }),
      "@index": "x",
    };
    expect(firstProblem(await verdictOn(envelope))).toBe("MALFORMED_VALUE_ERROR");
  });

  it("that hides its credentials under another name is refused, also when only the proof is asked for", async () => {
    const { verifiableCredential, ...rest } = createPresentation({
      credentials: [await issued({}, thief)],
      holder: student.did,
    });
    const alias = {
      shown: { "@id": "https://www.w3.org/2018/credentials#verifiableCredential", "@container": "@graph" },
    };
    const envelope = {
      ...rest,
      "@context": ["https://www.w3.org/ns/credentials/v2", alias],
      shown: verifiableCredential as JsonValue,
    };
    const unasked = { checks: "proof", expectedChallenge: undefined, expectedDomain: undefined };
    expect(firstProblem(await verdictOn(envelope, student, unasked))).toBe("MALFORMED_VALUE_ERROR");
  });

  it("with more than twenty credentials is refused", async () => {
    const credentials = Array.from({ length: 21 }, () => ({
      "@context": "https://www.w3.org/ns/credentials/v2",
      type: "VerifiableCredential",
    }));
    const envelope = createPresentation({ credentials, holder: student.did });
    expect(firstProblem(await verdictOn(envelope))).toBe("MALFORMED_VALUE_ERROR");
  });

  it("that imports a context is refused before the library sees it, also when only the proof is asked for", async () => {
    const imported = { "@version": 1.1, "@import": "https://www.w3.org/ns/did/v1" };
    const envelope = {
      ...createPresentation({ credentials: [], holder: student.did }),
      "@context": ["https://www.w3.org/ns/credentials/v2", imported],
    };
    const unasked = { checks: "proof", expectedChallenge: undefined, expectedDomain: undefined } as const;
    const verification = await verifyPresentation({ ...envelope, proof: [] }, unasked, world());
    expect(verification.checks[0]?.problem?.detail).toMatch(/imports/);
  });
});
