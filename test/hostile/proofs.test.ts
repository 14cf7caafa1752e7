import { beforeAll, describe, expect, it } from "vitest";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { workMilliseconds } from "../support/work-time.ts";
import { employer, issued, now, person, student, thief, unsigned, world } from "../support/world.ts";

const created = new Date("2026-10-01T00:00:00Z");

function proofOf(document: JsonObject): JsonObject {
  return (document.proof as JsonObject[])[0] as JsonObject;
}

function withProof(document: JsonObject, changes: JsonObject): JsonObject {
  return { ...document, proof: [{ ...proofOf(document), ...changes }] };
}

async function verdict(document: JsonValue): Promise<CredentialVerification> {
  return verifyCredential(document, { checks: "all" }, world());
}

function codeOf(verification: CredentialVerification): string | undefined {
  return verification.checks.find(({ outcome }) => outcome === "failed" || outcome === "unknown")?.problem
    ?.code;
}

describe("a proof (security rules 2 and 3)", () => {
  let honest: JsonObject;
  beforeAll(async () => {
    honest = await issued();
  });

  it("holds when nothing was touched", async () => {
    expect((await verdict(honest)).verified).toBe(true);
  });

  it.each<[string, (document: JsonObject) => JsonValue, string]>([
    ["is missing", ({ proof: _proof, ...document }) => document, "CRYPTOGRAPHIC_SECURITY_ERROR"],
    ["is an empty set", (d) => ({ ...d, proof: [] }), "CRYPTOGRAPHIC_SECURITY_ERROR"],
    ["is null", (d) => ({ ...d, proof: null }), "PROOF_VERIFICATION_ERROR"],
    ["is a string", (d) => ({ ...d, proof: "trust me" }), "PROOF_VERIFICATION_ERROR"],
    ["comes five times", (d) => ({ ...d, proof: Array(5).fill(proofOf(d)) }), "PROOF_VERIFICATION_ERROR"],
    [
      "has a trailing space in proofValue",
      (d) => withProof(d, { proofValue: `${proofOf(d).proofValue} ` }),
      "PROOF_VERIFICATION_ERROR",
    ],
    [
      "has a proofValue in base64url",
      (d) => withProof(d, { proofValue: `u${"A".repeat(86)}` }),
      "PROOF_VERIFICATION_ERROR",
    ],
    ["has a short proofValue", (d) => withProof(d, { proofValue: "z1" }), "PROOF_VERIFICATION_ERROR"],
    [
      "has a base58 bomb for proofValue",
      (d) => withProof(d, { proofValue: `z${"2".repeat(90_000)}` }),
      "PROOF_VERIFICATION_ERROR",
    ],
    ["has a member that the graph drops", (d) => withProof(d, { nonce: null }), "PROOF_VERIFICATION_ERROR"],
    ["has an empty set that the graph drops", (d) => withProof(d, { nonce: [] }), "PROOF_VERIFICATION_ERROR"],
    ["has a member nobody defined", (d) => withProof(d, { trust: "full" }), "PROOF_VERIFICATION_ERROR"],
    [
      "has a nested member",
      (d) => withProof(d, { "@nest": { created: "2026-10-01T00:00:00Z" } }),
      "PROOF_VERIFICATION_ERROR",
    ],
    [
      "brings another context",
      (d) => withProof(d, { "@context": "https://www.w3.org/ns/did/v1" }),
      "PROOF_VERIFICATION_ERROR",
    ],
    [
      "names a previous proof that is not there",
      (d) => withProof(d, { previousProof: "urn:uuid:nowhere" }),
      "PROOF_VERIFICATION_ERROR",
    ],
    [
      "names itself as the previous proof",
      (d) => withProof(d, { id: "urn:uuid:1", previousProof: "urn:uuid:1" }),
      "PROOF_VERIFICATION_ERROR",
    ],
    [
      "was made in the future",
      (d) => withProof(d, { created: "2026-11-22T12:30:00Z" }),
      "PROOF_VERIFICATION_ERROR",
    ],
    ["has expired", (d) => withProof(d, { expires: "2026-11-22T11:59:59Z" }), "PROOF_VERIFICATION_ERROR"],
    [
      "was made on 30 February",
      (d) => withProof(d, { created: "2026-02-30T00:00:00Z" }),
      "PROOF_VERIFICATION_ERROR",
    ],
    [
      "was made at no time zone",
      (d) => withProof(d, { created: "2026-10-01T00:00:00" }),
      "PROOF_VERIFICATION_ERROR",
    ],
    ["expires on an empty date", (d) => withProof(d, { expires: "" }), "PROOF_VERIFICATION_ERROR"],
    [
      "is for authentication",
      (d) => withProof(d, { proofPurpose: "authentication" }),
      "PROOF_VERIFICATION_ERROR",
    ],
    ["is of an unknown cryptosuite", (d) => withProof(d, { cryptosuite: "rot13-2026" }), "UNSUPPORTED"],
    ["is of an unknown type", (d) => withProof(d, { type: "JsonWebSignature2020" }), "UNSUPPORTED"],
    ["has no type", (d) => withProof(d, { type: null }), "PROOF_VERIFICATION_ERROR"],
    [
      "names a method without a fragment",
      (d) => withProof(d, { verificationMethod: employer.did }),
      "INVALID_VERIFICATION_METHOD_URL",
    ],
    [
      "names another key of the issuer",
      (d) => withProof(d, { verificationMethod: `${employer.did}#${student.did.slice(8)}` }),
      "INVALID_VERIFICATION_METHOD",
    ],
    [
      "names a method object",
      (d) => withProof(d, { verificationMethod: { id: employer.signer.id } }),
      "PROOF_VERIFICATION_ERROR",
    ],
  ])("that %s is not accepted", async (_name, change, code) => {
    const started = workMilliseconds();
    const verification = await verdict(change(honest));
    expect(verification.verified).toBe(false);
    expect(codeOf(verification)).toBe(code);
    expect(workMilliseconds() - started).toBeLessThan(1000);
  });

  it("by somebody else than the issuer does not count, and their DID is not even resolved", async () => {
    const forged = await signCredential(unsigned(), {
      signer: { ...thief.signer, id: "did:web:thief.example#key" },
      created,
    });
    let fetched = 0;
    const fetchDocument = async () => {
      fetched++;
      return { status: 200, body: new Uint8Array(), contentType: "" };
    };
    const context = world({}, { fetchDocument });
    const verification = await verifyCredential(forged, { checks: "all" }, context);
    expect(verification.checks.find(({ name }) => name === "issuer-binding")?.problem?.code).toBe(
      "ISSUER_MISMATCH",
    );
    expect(verification.verified).toBe(false);
    expect(fetched).toBe(0);
  });

  it("is judged together with its set: one bad proof spoils a good one", async () => {
    const two = await signCredential(honest, { signer: student.signer, created });
    expect((await verdict(two)).verified).toBe(true);
    const [first, second] = two.proof as [JsonObject, JsonObject];
    const spoiled = { ...two, proof: [first, { ...second, created: "2026-10-02T00:00:00Z" }] };
    expect((await verdict(spoiled)).verified).toBe(false);
  });

  it("set without one by the issuer is refused", async () => {
    const both = await signCredential(await signCredential(unsigned(), { signer: thief.signer, created }), {
      signer: student.signer,
      created,
    });
    expect(codeOf(await verdict(both))).toBeDefined();
    expect((await verdict(both)).verified).toBe(false);
  });

  describe("chain (Data Integrity 1.0, 2.1.2)", () => {
    const proofId = "urn:uuid:11111111-1111-4111-8111-111111111111";
    let chained: JsonObject;

    beforeAll(async () => {
      const notarized = await signCredential(unsigned(), {
        signer: person("notary").signer,
        created,
        proofId,
      });
      chained = await signCredential(notarized, {
        signer: employer.signer,
        created,
        previousProof: [proofId],
      });
    });

    it("holds when the issuer signs over the proof of another", async () => {
      expect((await verdict(chained)).verified).toBe(true);
      expect((chained.proof as JsonObject[])[1]?.previousProof).toEqual([proofId]);
    });

    it("breaks when the first proof is taken away, or replaced by another valid one", async () => {
      const [, second] = chained.proof as [JsonObject, JsonObject];
      const options = { signer: person("other notary").signer, created, proofId };
      const [other] = (await signCredential(unsigned(), options)).proof as [JsonObject];
      expect((await verdict({ ...chained, proof: [second] })).verified).toBe(false);
      expect((await verdict({ ...chained, proof: [other, second] })).verified).toBe(false);
    });

    it("breaks when the link is taken out", async () => {
      const [first, { previousProof: _link, ...second }] = chained.proof as [JsonObject, JsonObject];
      expect((await verdict({ ...chained, proof: [first, second] })).verified).toBe(false);
    });

    it("is not begun on a proof that is not there", async () => {
      const options = { signer: employer.signer, created, previousProof: "urn:uuid:nowhere" };
      await expect(signCredential(unsigned(), options)).rejects.toMatchObject({
        code: "MALFORMED_VALUE_ERROR",
      });
    });
  });

  it("with a lone surrogate where a replacement character was signed is refused", async () => {
    const signed = await issued({ name: "Micro-internship \uFFFD" });
    expect((await verdict(signed)).verified).toBe(true);
    expect((await verdict({ ...signed, name: "Micro-internship \uD800" })).verified).toBe(false);
  });

  // jsonld drops an empty reference without a word, also in safe mode.
  it.each(["image", "source"])("does not let an empty %s be added to what was signed", async (member) => {
    const subject = { ...(honest.credentialSubject as JsonObject), [member]: "" };
    const changed = { ...honest, ...(member === "image" ? { image: "" } : { credentialSubject: subject }) };
    expect(codeOf(await verdict(changed))).toBe("PROOF_TRANSFORMATION_ERROR");
  });

  it("that dates from a minute ahead is allowed for clocks that differ", async () => {
    const ahead = await signCredential(unsigned(), {
      signer: employer.signer,
      created: new Date(now.getTime() + 30_000),
    });
    expect((await verdict(ahead)).verified).toBe(true);
  });
});
