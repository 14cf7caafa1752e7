import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import { headlineOf } from "../../core/verification/describe.ts";
import type { PresentationVerification } from "../../core/verification/verdict.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { rawSign } from "../support/raw-proof.ts";
import {
  challenge,
  domain,
  employer,
  issued,
  now,
  presented,
  student,
  thief,
  unsigned,
  world,
} from "../support/world.ts";

const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;

async function verdict(presentation: JsonValue, changes = {}): Promise<PresentationVerification> {
  return verifyPresentation(presentation, { ...question, ...changes }, world());
}

function codes({ checks, credentials }: PresentationVerification): (string | undefined)[] {
  return [...checks, ...credentials.flatMap((credential) => credential.checks)]
    .filter(({ outcome }) => outcome === "failed")
    .map(({ problem }) => problem?.code);
}

/** What is said of whose the first credential is. */
function bindingOf({ credentials }: PresentationVerification): JsonObject {
  const { name: _name, ...binding } =
    credentials[0]?.checks.find(({ name }) => name === "holder-binding") ?? {};
  return binding as JsonObject;
}

describe("a presentation (security rule 7)", () => {
  let credential: JsonObject;
  let honest: JsonObject;
  beforeAll(async () => {
    credential = await issued();
    honest = await presented([credential]);
  });

  it("by the student for this challenge and domain is verified, and so is the credential in it", async () => {
    const verification = await verdict(honest);
    expect(verification).toMatchObject({
      verified: true,
      holder: student.did,
      credentials: [{ verified: true }],
    });
  });

  it("made for another challenge is refused", async () => {
    expect(codes(await verdict(honest, { expectedChallenge: "another" }))).toEqual([
      "INVALID_CHALLENGE_ERROR",
    ]);
  });

  it("made for another domain, or for ours among others, is refused", async () => {
    expect(codes(await verdict(honest, { expectedDomain: "other.example" }))).toEqual([
      "INVALID_DOMAIN_ERROR",
    ]);
  });

  it.each(["expectedChallenge", "expectedDomain"])(
    "without %s leaves open whom it was made for: never verified",
    async (missing) => {
      const verification = await verdict(honest, { [missing]: undefined });
      expect(verification.verified).toBe(false);
      const open = verification.checks.filter(({ outcome }) => outcome === "unknown");
      expect(open.map(({ problem }) => problem?.code)).toEqual(["NO_EXPECTATION"]);
    },
  );

  it("of a stolen credential is refused, though every signature is valid", async () => {
    const verification = await verdict(await presented([credential], thief));
    expect(verification.checks.every(({ outcome }) => outcome === "passed")).toBe(true);
    expect(codes(verification)).toEqual(["HOLDER_MISMATCH"]);
    expect(verification.verified).toBe(false);
  });

  it("signed by a thief in the name of the student is refused", async () => {
    const envelope = createPresentation({ credentials: [credential], holder: student.did });
    const forged = await signPresentation(envelope, {
      signer: thief.signer,
      challenge,
      domain,
      created: now,
    });
    expect(codes(await verdict(forged))).toContain("HOLDER_MISMATCH");
  });

  it("that holds one stolen credential among its own is refused as a whole", async () => {
    const own = await issued({
      credentialSubject: { ...(unsigned().credentialSubject as JsonObject), id: thief.did },
    });
    const verification = await verdict(await presented([own, credential], thief));
    expect(verification.credentials.map(({ verified }) => verified)).toEqual([true, false]);
    expect(verification.verified).toBe(false);
  });

  it("by the issuer is accepted, and that is told", async () => {
    const verification = await verdict(await presented([credential], employer));
    expect(verification.verified).toBe(true);
    expect(bindingOf(verification)).toEqual({
      outcome: "not-applicable",
      note: expect.stringMatching(/issuer/),
    });
    expect(headlineOf(verification)).toMatchObject({
      kind: "verified-not-bound",
      text: expect.stringMatching(/not shown to be the presenter’s own$/),
    });
  });

  it("of a credential that names no subject is a bearer's, and that is told", async () => {
    const { id: _id, identifier: _name, ...subject } = unsigned().credentialSubject as JsonObject;
    const verification = await verdict(
      await presented([await issued({ credentialSubject: subject })], thief),
    );
    expect(verification.verified).toBe(true);
    expect(bindingOf(verification)).toEqual({
      outcome: "not-applicable",
      note: expect.stringMatching(/anybody may present it$/),
    });
    expect(headlineOf(verification)).toMatchObject({
      kind: "verified-not-bound",
      text: expect.stringMatching(/not shown to be the presenter’s own$/),
    });
  });

  it("of a credential that has its subject's name and no DID shows nobody to be that person", async () => {
    const { id: _id, ...subject } = unsigned().credentialSubject as JsonObject;
    const verification = await verdict(
      await presented([await issued({ credentialSubject: subject })], thief),
    );
    expect(verification.credentials[0]?.work?.recipientName).toBe("Mika Tanaka");
    expect(bindingOf(verification)).toEqual({
      outcome: "not-applicable",
      note: expect.stringMatching(/not only the person whom it describes$/),
    });
  });

  it.each<[string, JsonObject]>([
    ["another", { id: student.did, type: ["AchievementSubject"] }],
    ["somebody without an identifier", { type: ["AchievementSubject"], role: "Data intern" }],
  ])("of a credential about its presenter and %s tells that there are several", async (_name, other) => {
    const { credentialSchema: _schema, ...about } = unsigned();
    const own = { id: thief.did, type: ["AchievementSubject"] };
    const shared = await rawSign({ ...about, credentialSubject: [own, other] }, {}, employer);
    expect(bindingOf(await verdict(await presented([shared], thief)))).toEqual({
      outcome: "passed",
      note: "The presenter is one of several subjects",
    });
  });

  it.each<[string, (presentation: JsonObject) => JsonValue]>([
    ["no credential", ({ verifiableCredential: _gone, ...rest }) => rest],
    ["an empty set of credentials", (p) => ({ ...p, verifiableCredential: [] })],
    ["another credential put in", (p) => ({ ...p, verifiableCredential: [credential, credential] })],
    ["no proof", ({ proof: _proof, ...rest }) => rest],
    ["no holder where one was signed", ({ holder: _holder, ...rest }) => rest],
    ["another holder", (p) => ({ ...p, holder: thief.did })],
    [
      "the holder under its IRI",
      ({ holder, ...rest }) => ({
        ...rest,
        "https://www.w3.org/2018/credentials#holder": { id: holder as string },
      }),
    ],
    [
      "the credentials under @nest",
      ({ verifiableCredential, ...rest }) => ({
        ...rest,
        "@nest": { verifiableCredential: verifiableCredential as JsonValue },
      }),
    ],
    ["a string for a credential", (p) => ({ ...p, verifiableCredential: ["eyJhbGciOiJub25lIn0.e30."] })],
    ["a number for a credential", (p) => ({ ...p, verifiableCredential: 7 })],
    ["a type that is not a presentation's", (p) => ({ ...p, type: ["VerifiableCredential"] })],
    [
      "a proof made for assertion",
      (p) => ({ ...p, proof: { ...(p.proof as JsonObject[])[0], proofPurpose: "assertionMethod" } }),
    ],
    [
      "its challenge taken out of the proof",
      (p) => ({ ...p, proof: omit((p.proof as JsonObject[])[0] as JsonObject, "challenge") }),
    ],
    [
      "two challenges",
      (p) => ({ ...p, proof: { ...(p.proof as JsonObject[])[0], challenge: [challenge, "other"] } }),
    ],
  ])("with %s is refused", async (_name, change) => {
    const verification = await verdict(change(honest));
    expect(verification.verified).toBe(false);
    expect(codes(verification).length).toBeGreaterThan(0);
  });

  it("that is signed but empty is refused: nothing is presented", async () => {
    expect(codes(await verdict(await presented([])))).toEqual(["NO_CREDENTIAL"]);
  });

  it("is not verified by the issuer's signature on the credential alone", async () => {
    expect((await verdict(credential)).verified).toBe(false);
  });

  it("limits the question to proof and conformance when asked to", async () => {
    const verification = await verdict(honest, {
      checks: "proof",
      expectedChallenge: undefined,
      expectedDomain: undefined,
    });
    expect(verification.verified).toBe(true);
    const notAsked = verification.credentials[0]?.checks.filter(({ outcome }) => outcome === "not-asked");
    expect(notAsked?.map(({ name }) => name)).toEqual([
      "validity-period",
      "status",
      "schema",
      "holder-binding",
    ]);
  });

  it("with two signers binds each credential to one of them", async () => {
    const { proof, ...envelope } = honest;
    const second = await signPresentation(
      { ...envelope, proof: proof as JsonValue },
      { signer: thief.signer, challenge, domain, created: now },
    );
    expect((await verdict(second)).verified).toBe(true);
  });
});

function omit(object: JsonObject, member: string): JsonObject {
  const { [member]: _taken, ...rest } = object;
  return rest;
}
