import { beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentation, signShare } from "../../core/presentation/create-presentation.ts";
import { createPresentationJwt } from "../../core/presentation/presentation-jwt.ts";
import { describeVerification, headlineOf } from "../../core/verification/describe.ts";
import {
  type PresentationQuestion,
  verifyPresentation,
} from "../../core/verification/verify-presentation.ts";
import { secondsFromNow, signRaw } from "../support/jwt.ts";
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

const day = 24 * 60 * 60 * 1000;
const at = (days: number) => new Date(now.getTime() + days * day);
const stamp = (days: number) => at(days).toISOString();
const question = {
  checks: "all",
  expectedChallenge: undefined,
  expectedDomain: domain,
  acceptShare: true,
} as const;

let credential: JsonObject;
let asJwt: string;
beforeAll(async () => {
  credential = await issued();
  asJwt = await createCredentialJwt(unsigned(), { signer: employer.signer });
});

const share = (options: { created?: Date; expires?: Date; by?: typeof student } = {}) => {
  const { created = at(-1), expires = at(30), by = student } = options;
  const presentation = createPresentation({ credentials: [credential], holder: by.did });
  return signShare(presentation, { signer: by.signer, domain, created, expires });
};

const judge = (presentation: unknown, changes: Partial<PresentationQuestion> = {}) =>
  verifyPresentation(presentation, { ...question, ...changes }, world());

async function refusalOf(
  presentation: unknown,
  changes: Partial<PresentationQuestion> = {},
): Promise<string> {
  const { verified, checks } = await judge(presentation, changes);
  if (verified) return "verified";
  const by = (wanted: string) => checks.find(({ outcome }) => outcome === wanted);
  const check = by("failed") ?? by("unknown");
  return `${check?.name} ${check?.outcome}: ${check?.problem?.code}`;
}

/** A share with whatever proof options, properly signed. */
const rawShare = (options: JsonObject, by = student) =>
  rawSign(
    createPresentation({ credentials: [credential], holder: by.did }),
    { proofPurpose: "authentication", created: stamp(-1), domain, expires: stamp(30), ...options },
    by,
  );

describe("a shared presentation", () => {
  test("is verified without a challenge, and the verdict says what that does not show", async () => {
    const verification = await judge(await share());
    expect(verification).toMatchObject({ verified: true, holder: student.did });
    expect(verification.checks.find(({ name }) => name === "challenge")).toEqual({
      name: "challenge",
      outcome: "not-applicable",
      note: "Shared by the holder for this audience on 2026-11-21T12:00:00Z, until 2026-12-22T12:00:00Z; it does not show that they are here now",
    });
    expect(headlineOf(verification).text).toBe("Verified, issued by Harbour Analytics; shared by its holder");
    expect(describeVerification(verification).join("\n")).toContain("does not apply (Shared by the holder");
  });

  test("may be a VP-JWT with an audience and an end", async () => {
    const { did: holder, signer } = student;
    const options = { credentials: [asJwt], holder, domain, signer, created: at(-1), expires: at(30) };
    expect(await refusalOf(await createPresentationJwt(options))).toBe("verified");
    expect(await refusalOf(await createPresentationJwt({ ...options, expires: at(90) }))).toBe(
      "challenge failed: RANGE_ERROR",
    );
    expect(await refusalOf(await createPresentationJwt({ ...options, challenge }))).toBe(
      "challenge unknown: NO_EXPECTATION",
    );
    expect(await refusalOf(await createPresentationJwt({ ...options, domain: "bank.example" }))).toBe(
      "domain failed: INVALID_DOMAIN_ERROR",
    );
    const claims = {
      iss: holder,
      aud: domain,
      exp: secondsFromNow(60),
      vp: createPresentation({ credentials: [], holder }),
    };
    expect(await refusalOf(await signRaw({}, claims, student))).toBe(
      "challenge failed: INVALID_CHALLENGE_ERROR",
    );
  });

  test("is not accepted where nobody said that it may be", async () => {
    expect(await refusalOf(await share(), { acceptShare: false })).toBe("challenge unknown: NO_EXPECTATION");
    const { acceptShare: _off, ...plain } = question;
    expect((await verifyPresentation(await share(), plain, world())).verified).toBe(false);
  });

  test("is no answer to a challenge", async () => {
    expect(await refusalOf(await share(), { expectedChallenge: challenge })).toBe(
      "challenge failed: INVALID_CHALLENGE_ERROR",
    );
  });

  test.each<[name: string, options: JsonObject, refusal: string]>([
    ["for exactly 90 days", { created: stamp(-1), expires: stamp(89) }, "verified"],
    [
      "for a second more than 90 days",
      { created: stamp(-1), expires: new Date(at(89).getTime() + 1000).toISOString() },
      "challenge failed: RANGE_ERROR",
    ],
    ["until after all time", { expires: "999999-01-01T00:00:00Z" }, "challenge failed: RANGE_ERROR"],
    [
      "from after all time, but not until then",
      { created: "999998-01-01T00:00:00Z" },
      "proof failed: PROOF_VERIFICATION_ERROR",
    ],
    [
      "from after all time",
      { created: "999998-01-01T00:00:00Z", expires: "999999-01-01T00:00:00Z" },
      "proof failed: PROOF_VERIFICATION_ERROR",
    ],
    [
      "until before it was made",
      { created: stamp(0), expires: stamp(0) },
      "proof failed: PROOF_VERIFICATION_ERROR",
    ],
    [
      "until a moment ago",
      { expires: new Date(now.getTime() - 1000).toISOString() },
      "proof failed: PROOF_VERIFICATION_ERROR",
    ],
    ["from the future on", { created: stamp(1) }, "proof failed: PROOF_VERIFICATION_ERROR"],
    ["for another audience", { domain: "bank.example" }, "domain failed: INVALID_DOMAIN_ERROR"],
    ["for several audiences", { domain: [domain, "bank.example"] }, "domain failed: INVALID_DOMAIN_ERROR"],
    ["with a challenge", { challenge }, "challenge unknown: NO_EXPECTATION"],
    ["for another purpose", { proofPurpose: "assertionMethod" }, "proof failed: PROOF_VERIFICATION_ERROR"],
  ])("%s: %s", async (_name, options, refusal) => {
    expect(await refusalOf(await rawShare(options))).toBe(refusal);
  });

  test.each([
    ["expires", "challenge failed: INVALID_CHALLENGE_ERROR"],
    ["domain", "domain failed: INVALID_DOMAIN_ERROR"],
  ])("is refused without %s", async (member, refusal) => {
    const presentation = createPresentation({ credentials: [credential], holder: student.did });
    const options: JsonObject = {
      proofPurpose: "authentication",
      domain,
      expires: stamp(30),
      created: stamp(-1),
    };
    const { [member]: _left, ...others } = options;
    expect(await refusalOf(await rawSign(presentation, others, student))).toBe(refusal);
  });

  test("is refused when one of its proofs has no end, or a challenge", async () => {
    const first = await rawShare({});
    const [proof] = first.proof as JsonObject[];
    const earlier = [proof as JsonObject];
    const { proof: _proof, ...document } = first;
    const options = { proofPurpose: "authentication", created: stamp(-1), domain };
    const endless = await rawSign(document, options, student, earlier);
    expect(await refusalOf(endless)).toBe("challenge failed: INVALID_CHALLENGE_ERROR");
    const answering = await rawSign(
      document,
      { ...options, expires: stamp(30), challenge },
      student,
      earlier,
    );
    expect(await refusalOf(answering)).toBe("challenge unknown: NO_EXPECTATION");
  });

  test("needs an audience to be compared with", async () => {
    expect(await refusalOf(await share(), { expectedDomain: undefined })).toBe(
      "domain unknown: NO_EXPECTATION",
    );
  });

  test("of a stolen credential is refused", async () => {
    const { verified, credentials } = await judge(await share({ by: thief }));
    expect(verified).toBe(false);
    expect(credentials[0]?.checks.at(-1)?.problem?.code).toBe("HOLDER_MISMATCH");
  });

  test("is told apart from a presentation that answered a challenge: nothing is weaker for that one", async () => {
    const answer = await presented([credential]);
    expect(await refusalOf(answer, { expectedChallenge: challenge })).toBe("verified");
    expect(await refusalOf(answer)).toBe("challenge unknown: NO_EXPECTATION");
    expect(headlineOf(await judge(answer, { expectedChallenge: challenge })).text).toBe(
      "Verified, issued by Harbour Analytics",
    );
  });
});
