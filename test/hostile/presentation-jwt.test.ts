import { beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { envelop } from "../../core/credential/jwt/enveloped.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentationJwt } from "../../core/presentation/presentation-jwt.ts";
import type { PresentationVerification } from "../../core/verification/verdict.ts";
import {
  type PresentationQuestion,
  verifyPresentation,
} from "../../core/verification/verify-presentation.ts";
import { payloadOf, personWithP256, secondsFromNow, signRaw } from "../support/jwt.ts";
import {
  challenge,
  domain,
  employer,
  issued,
  now,
  type Person,
  presented,
  student,
  thief,
  unsigned,
  world,
} from "../support/world.ts";

const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;

let credential: string;
beforeAll(async () => {
  credential = await createCredentialJwt(unsigned(), { signer: employer.signer });
});

function vp(credentials: (JsonObject | string)[], changes: JsonObject = {}): JsonObject {
  return {
    "@context": [contextUrls.credentialsV1],
    type: ["VerifiablePresentation"],
    verifiableCredential: credentials,
    ...changes,
  };
}

function claims(changes: JsonObject = {}): JsonObject {
  return { iss: student.did, aud: domain, nonce: challenge, vp: vp([credential]), ...changes };
}

function without(claim: string): JsonObject {
  const { [claim]: _left, ...others } = claims();
  return others;
}

const judge = (presentation: unknown, changes: Partial<PresentationQuestion> = {}) =>
  verifyPresentation(presentation, { ...question, ...changes }, world());

const present = (credentials: string[], by: Person = student) =>
  createPresentationJwt({
    credentials,
    holder: by.did,
    challenge,
    domain,
    signer: by.signer,
    created: new Date(now.getTime() - 60_000),
  });

/** The first refusal, of the presentation or of a credential in it. */
function refusalIn({ verified, checks, credentials }: PresentationVerification): string {
  if (verified) return "verified";
  const all = [...checks, ...credentials.flatMap((one) => one.checks)];
  const check =
    all.find(({ outcome }) => outcome === "failed") ?? all.find((one) => one.outcome === "unknown");
  return `${check?.name} ${check?.outcome}: ${check?.problem?.code}`;
}

describe("a VP-JWT", () => {
  test("holds iss, aud, nonce and vp with the credentials as strings (VCDM 1.1, 6.3.1)", async () => {
    const jwt = await present([credential]);
    expect(payloadOf(jwt)).toMatchObject({
      iss: student.did,
      aud: domain,
      nonce: challenge,
      vp: { type: ["VerifiablePresentation"], holder: student.did, verifiableCredential: [credential] },
    });
    const verification = await judge(jwt);
    expect(verification).toMatchObject({ verified: true, holder: student.did });
    expect(verification.checks.map(({ name, outcome }) => [name, outcome])).toEqual(
      ["format", "proof", "challenge", "domain", "credentials"].map((name) => [name, "passed"]),
    );
    expect(verification.credentials[0]?.checks.at(-1)).toEqual({ name: "holder-binding", outcome: "passed" });
  });

  test("of a P-256 holder presents credentials of every kind", async () => {
    const holder = personWithP256(9);
    const subject = { ...(unsigned().credentialSubject as JsonObject), id: holder.did };
    const changes = { credentialSubject: subject };
    const asJwt = await createCredentialJwt(unsigned(changes), { signer: employer.signer });
    const credentials = [asJwt, envelop(asJwt, "credential"), await issued(changes)];
    const jwt = await signRaw({ typ: "JWT" }, claims({ iss: holder.did, vp: vp(credentials) }), holder);
    expect(refusalIn(await judge(jwt))).toBe("verified");
  });

  test.each<[name: string, header: JsonObject, payload: () => JsonObject]>([
    ["an audience in an array", {}, () => claims({ aud: [domain] })],
    ["sub and jti, as wallets send them", {}, () => claims({ sub: student.did, jti: "urn:uuid:1" })],
    ["an end that is not reached", {}, () => claims({ exp: secondsFromNow(1) })],
  ])("may have %s", async (_name, header, payload) => {
    expect(refusalIn(await judge(await signRaw(header, payload(), student)))).toBe("verified");
  });

  test("in a presentation with a proof stands as an enveloped credential (VCDM 2.0, 4.13.1)", async () => {
    expect(refusalIn(await judge(await presented([credential as unknown as JsonObject])))).toBe("verified");
  });
});

describe("a VP-JWT that somebody else could use", () => {
  test.each<[name: string, payload: () => JsonObject, refusal: string]>([
    ["another nonce", () => claims({ nonce: "other" }), "challenge failed: INVALID_CHALLENGE_ERROR"],
    ["no nonce", () => without("nonce"), "challenge failed: INVALID_CHALLENGE_ERROR"],
    ["another audience", () => claims({ aud: "bank.example" }), "domain failed: INVALID_DOMAIN_ERROR"],
    ["an audience that is no text", () => claims({ aud: [7] }), "format failed: MALFORMED_VALUE_ERROR"],
    ["no audience", () => without("aud"), "domain failed: INVALID_DOMAIN_ERROR"],
    [
      "our audience among others",
      () => claims({ aud: [domain, "bank.example"] }),
      "domain failed: INVALID_DOMAIN_ERROR",
    ],
    [
      "an end that was reached",
      () => claims({ exp: secondsFromNow(0) }),
      "proof failed: PROOF_VERIFICATION_ERROR",
    ],
    [
      "a beginning to come",
      () => claims({ nbf: secondsFromNow(61) }),
      "proof failed: PROOF_VERIFICATION_ERROR",
    ],
    [
      "a date in the future",
      () => claims({ iat: secondsFromNow(61) }),
      "proof failed: PROOF_VERIFICATION_ERROR",
    ],
    ["no iss", () => without("iss"), "format failed: MALFORMED_VALUE_ERROR"],
    ["sub of somebody else", () => claims({ sub: thief.did }), "format failed: MALFORMED_VALUE_ERROR"],
    [
      "a holder who is not iss",
      () => claims({ vp: vp([credential], { holder: thief.did }) }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    [
      "jti for another id",
      () => claims({ jti: "urn:uuid:1", vp: vp([credential], { id: "urn:uuid:2" }) }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["another presentation beside vp", () => claims({ ...vp([]) }), "format failed: MALFORMED_VALUE_ERROR"],
    ["a credential beside vp", () => claims({ vc: unsigned() }), "format failed: MALFORMED_VALUE_ERROR"],
    ["a proof in vp", () => claims({ vp: vp([credential], { proof: {} }) }), "format unknown: UNSUPPORTED"],
    [
      "another type",
      () => claims({ vp: vp([credential], { type: ["VerifiableCredential"] }) }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    [
      "a member that is written as an IRI",
      () => claims({ vp: vp([credential], { "https://terms.example/seat": "7" }) }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["no credential", () => claims({ vp: vp([]) }), "credentials failed: NO_CREDENTIAL"],
    [
      "21 credentials",
      () => claims({ vp: vp(Array.from({ length: 21 }, () => credential)) }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    [
      "an inline context that renames",
      () =>
        claims({ vp: vp([credential], { "@context": [contextUrls.credentialsV1, { "@vocab": "urn:x" }] }) }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["a credential that is no JWT", () => claims({ vp: vp(["a.b.c"]) }), "format failed: PARSING_ERROR"],
  ])("is refused with %s", async (_name, payload, refusal) => {
    expect(refusalIn(await judge(await signRaw({}, payload(), student)))).toBe(refusal);
  });

  test("follows no import, whatever is asked: the library would remember it", async () => {
    const context = [contextUrls.credentialsV1, { "@import": "https://terms.example/context" }];
    const jwt = await signRaw({}, claims({ vp: vp([], { "@context": context }) }), student);
    for (const checks of ["all", "proof"] as const) {
      const [format] = (await judge(jwt, { checks })).checks;
      expect(format?.problem?.detail).toBe("A context imports another; imports are not followed");
    }
  });

  test.each(["openid4vci-proof+jwt", "kb+jwt", "vc+jwt", "oauth-authz-req+jwt"])(
    "is none with typ %s (RFC 8725, 3.11)",
    async (typ) => {
      expect(refusalIn(await judge(await signRaw({ typ }, claims(), student)))).toBe(
        "format failed: MALFORMED_VALUE_ERROR",
      );
    },
  );

  test("is refused when it is replayed for another challenge or domain", async () => {
    const jwt = await present([credential]);
    expect(refusalIn(await judge(jwt, { expectedChallenge: "fresh" }))).toBe(
      "challenge failed: INVALID_CHALLENGE_ERROR",
    );
    expect(refusalIn(await judge(jwt, { expectedDomain: "bank.example" }))).toBe(
      "domain failed: INVALID_DOMAIN_ERROR",
    );
    expect(refusalIn(await judge(jwt, { expectedChallenge: undefined }))).toBe(
      "challenge unknown: NO_EXPECTATION",
    );
  });

  test("is refused when a thief presents the stolen credential, under any name", async () => {
    expect(refusalIn(await judge(await present([credential], thief)))).toBe(
      "holder-binding failed: HOLDER_MISMATCH",
    );
    const inTheirName = await signRaw({}, claims(), thief);
    expect(refusalIn(await judge(inTheirName))).toBe("proof failed: HOLDER_MISMATCH");
    const withTheirKid = await signRaw({ kid: student.signer.id }, claims(), thief);
    expect(refusalIn(await judge(withTheirKid))).toBe("proof failed: PROOF_VERIFICATION_ERROR");
  });

  test("is refused with one character changed in any part", async () => {
    const jwt = await present([credential]);
    for (let at = 1; at < jwt.length; at += Math.floor(jwt.length / 40)) {
      if (jwt[at] === ".") continue;
      const altered = `${jwt.slice(0, at)}${jwt[at] === "A" ? "B" : "A"}${jwt.slice(at + 1)}`;
      expect((await judge(altered)).verified).toBe(false);
    }
  });

  test("is not made without a challenge and without an end", async () => {
    const options = { credentials: [], holder: student.did, domain, signer: student.signer, created: now };
    await expect(createPresentationJwt(options)).rejects.toThrow(TypeError);
  });
});

test("a credential is not a presentation and a presentation is not a credential, as JWTs too", async () => {
  expect(refusalIn(await judge(credential))).toBe("format failed: MALFORMED_VALUE_ERROR");
  const nested = await signRaw({}, claims({ vp: vp([await present([credential])]) }), student);
  expect(refusalIn(await judge(nested))).toBe("format failed: MALFORMED_VALUE_ERROR");
});
