import { beforeAll, describe, expect, it } from "vitest";
import {
  type CryptosuiteName,
  cryptosuites,
  usualCryptosuite,
} from "../../../../core/credential/proof/cryptosuites.ts";
import { signCredential } from "../../../../core/credential/proof/sign.ts";
import { didKey, didKeyVerificationMethod } from "../../../../core/did/did-key.ts";
import { canonicalJson } from "../../../../core/json/canonical-json.ts";
import type { JsonObject } from "../../../../core/json/json-value.ts";
import { type EcdsaCurve, ecdsaKeyPair } from "../../../../core/keys/ecdsa.ts";
import { ecdsaSigner } from "../../../../core/keys/signer.ts";
import { verifyCredential } from "../../../../core/verification/verify-credential.ts";
import { employer, type Person, unsigned, world } from "../../../support/world.ts";

const created = new Date("2026-10-01T00:00:00Z");

function ecdsaPerson(curve: EcdsaCurve, size: number): Person {
  const keyPair = ecdsaKeyPair(curve, new Uint8Array(size).fill(11));
  const did = didKey({ type: curve, bytes: keyPair.publicKey });
  return { did, signer: ecdsaSigner(didKeyVerificationMethod(did), keyPair) };
}

const people = {
  Ed25519: employer,
  "P-256": ecdsaPerson("P-256", 32),
  "P-384": ecdsaPerson("P-384", 48),
} as const;

const pairs = (Object.keys(cryptosuites) as CryptosuiteName[]).flatMap((name) =>
  cryptosuites[name].keyTypes.map((keyType) => ({ name, keyType })),
);

const credentialOf = ({ did }: Person) =>
  unsigned({ issuer: { id: did, type: ["Profile"], name: "Harbour" } });
const verdict = (document: JsonObject) => verifyCredential(document, { checks: "all" }, world());
const proofOf = (document: JsonObject) => (document.proof as JsonObject[])[0] as JsonObject;
const withProof = (document: JsonObject, changes: JsonObject) => ({
  ...document,
  proof: [{ ...proofOf(document), ...changes }],
});

describe.each(pairs)("$name with $keyType", ({ name, keyType }) => {
  const by = people[keyType];
  let signed: JsonObject;
  beforeAll(async () => {
    signed = await signCredential(credentialOf(by), { signer: by.signer, created, cryptosuite: name });
  });

  it("verifies what it signed", async () => {
    expect(proofOf(signed)).toMatchObject({ type: "DataIntegrityProof", cryptosuite: name });
    expect((await verdict(signed)).verified).toBe(true);
  });

  it("covers the document", async () => {
    const { checks } = await verdict({ ...signed, name: "Something else" });
    expect(checks.find(({ name: check }) => check === "proof")).toMatchObject({
      outcome: "failed",
      problem: { code: "PROOF_VERIFICATION_ERROR" },
    });
  });

  it.each<[string, JsonObject]>([
    ["created", { created: "2026-10-01T00:00:01Z" }],
    ["expires", { expires: "2099-01-01T00:00:00Z" }],
    ["id", { id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0099" }],
    ["cryptosuite", { cryptosuite: pairs.find((other) => other.name !== name)?.name ?? "" }],
  ])("covers the proof's own %s", async (_member, changes) => {
    expect((await verdict(withProof(signed, changes))).verified).toBe(false);
  });

  it("is one proof of a chain with another suite (Data Integrity 1.0, 4.5)", async () => {
    const first = "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0010";
    const options = { signer: by.signer, created };
    const once = await signCredential(credentialOf(by), { ...options, cryptosuite: name, proofId: first });
    const twice = await signCredential(once, { ...options, previousProof: first });
    expect((await verdict(twice)).verified).toBe(true);
    const [one, two] = twice.proof as [JsonObject, JsonObject];
    const altered = { ...one, created: "2026-10-01T00:00:01Z" };
    expect((await verdict({ ...twice, proof: [altered, two] })).verified).toBe(false);
  });

  it("is not made, and not believed, with a key of another kind", async () => {
    const other = keyType === "Ed25519" ? people["P-256"] : people.Ed25519;
    const making = signCredential(credentialOf(other), { signer: other.signer, created, cryptosuite: name });
    await expect(making).rejects.toMatchObject({ code: "INVALID_REQUEST" });
    const claimed = { ...signed, issuer: { id: other.did, type: ["Profile"], name: "Harbour" } };
    const { verified } = await verdict(withProof(claimed, { verificationMethod: other.signer.id }));
    expect(verified).toBe(false);
  });
});

describe("a proof of a JCS suite (vc-di-eddsa 1.0, 3.3)", () => {
  let signed: JsonObject;
  beforeAll(async () => {
    const options = { signer: employer.signer, created, cryptosuite: "eddsa-jcs-2022" } as const;
    signed = await signCredential(credentialOf(employer), options);
  });

  it("signs the context along, as part of the proof", async () => {
    expect(proofOf(signed)["@context"]).toEqual(signed["@context"]);
    const { "@context": _context, ...without } = proofOf(signed);
    expect((await verdict({ ...signed, proof: [without] })).verified).toBe(false);
  });

  it("does not care for the order of members", async () => {
    const backwards = Object.fromEntries(Object.entries(signed).reverse());
    expect((await verdict(backwards)).verified).toBe(true);
  });

  // 3.3.2, step 4, reads such a document by the contexts of the proof; here it would be read by all of them.
  it("leaves open what it makes of a context that was added behind those of the proof", async () => {
    const context = [...(signed["@context"] as string[]), "https://www.w3.org/ns/credentials/examples/v2"];
    const { verified, checks } = await verdict({ ...signed, "@context": context });
    expect(verified).toBe(false);
    expect(checks.find(({ name }) => name === "proof")).toMatchObject({
      outcome: "unknown",
      problem: { code: "UNSUPPORTED" },
    });
  });

  it("does not hold under no context at all, nor does one over statements that brings a start of the contexts", async () => {
    const outcomeOf = async (document: JsonObject) =>
      (await verdict(document)).checks.find(({ name }) => name === "proof")?.outcome;
    expect(await outcomeOf(withProof(signed, { "@context": [] }))).toBe("failed");
    const overStatements = await signCredential(credentialOf(employer), { signer: employer.signer, created });
    const start = (overStatements["@context"] as string[]).slice(0, 1);
    expect(await outcomeOf(withProof(overStatements, { "@context": start }))).toBe("failed");
  });

  it.each<[string, (contexts: string[]) => string[]]>([
    ["taken away", (contexts) => contexts.slice(0, -1)],
    [
      "put among those of the proof",
      ([first = "", ...others]) => [first, "https://www.w3.org/ns/credentials/examples/v2", ...others],
    ],
  ])("does not hold when a context was %s", async (_name, change) => {
    const { checks } = await verdict({ ...signed, "@context": change(signed["@context"] as string[]) });
    expect(checks.find(({ outcome }) => outcome !== "passed")?.outcome).toBe("failed");
  });

  it("still says what JSON-LD makes of it: terms that no context defines are refused", async () => {
    const making = signCredential(
      { ...credentialOf(employer), undefinedTerm: "x" },
      { signer: employer.signer, created, cryptosuite: "eddsa-jcs-2022" },
    );
    await expect(making).rejects.toMatchObject({ code: "PARSING_ERROR" });
  });
});

it("a key has its usual suite, and a BBS key none", () => {
  expect(usualCryptosuite("Ed25519")).toBe("eddsa-rdfc-2022");
  expect(usualCryptosuite("P-384")).toBe("ecdsa-rdfc-2019");
  expect(usualCryptosuite("BLS12-381")).toBeUndefined();
});

it("canonical JSON is that of RFC 8785, 3.2.3 and 3.2.2", () => {
  const value = {
    "\u20ac": "Euro",
    "\r": 1,
    "\ufb33": 2,
    "1": 333333333.3333333,
    "\u{1f600}": 1e30,
    ö: 0.002,
  };
  expect(canonicalJson(value)).toBe(
    '{"\\r":1,"1":333333333.3333333,"ö":0.002,"\u20ac":"Euro","\u{1f600}":1e+30,"\ufb33":2}',
  );
});
