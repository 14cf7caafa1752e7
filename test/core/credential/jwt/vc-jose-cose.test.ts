import { beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../../core/credential/jwt/credential-jwt.ts";
import { envelop } from "../../../../core/credential/jwt/enveloped.ts";
import { contextUrls } from "../../../../core/credential/vocabulary.ts";
import { parseCompactJws } from "../../../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../../../core/json/json-value.ts";
import { verifyCredential } from "../../../../core/verification/verify-credential.ts";
import { payloadOf, refusalOf, secondsFromNow, signRaw } from "../../../support/jwt.ts";
import { employer, student, unsigned, world } from "../../../support/world.ts";

const credential = unsigned();
/** States no period of its own. */
const unbounded: JsonObject = {
  "@context": [contextUrls.credentialsV2],
  type: ["VerifiableCredential"],
  issuer: employer.did,
  credentialSubject: { id: student.did },
};
const typed = { typ: "vc+jwt", cty: "vc" };
const judge = async (payload: JsonObject, header: JsonObject = typed) =>
  refusalOf(await signRaw(header, payload, employer));

let jwt: string;
beforeAll(async () => {
  jwt = await createCredentialJwt(credential, { signer: employer.signer, typ: "vc+jwt" });
});

describe("a vc+jwt (VC-JOSE-COSE 1.0, 3.1)", () => {
  test("is the credential and nothing else, under its own type (3.1.1)", () => {
    const { header } = parseCompactJws(jwt, { maxBytes: jwt.length });
    expect(header).toEqual({ alg: "EdDSA", kid: employer.signer.id, typ: "vc+jwt", cty: "vc" });
    expect(payloadOf(jwt)).toEqual(credential);
  });

  test("verifies alone and in its envelope, by the same checks", async () => {
    const alone = await verifyCredential(jwt, { checks: "all" }, world());
    expect(alone.verified).toBe(true);
    expect(await verifyCredential(envelop(jwt, "credential"), { checks: "all" }, world())).toEqual(alone);
  });

  test("is not made of a credential of VCDM 1.1", async () => {
    const old = {
      "@context": [contextUrls.credentialsV1],
      type: ["VerifiableCredential"],
      issuer: employer.did,
      issuanceDate: "2026-10-01T00:00:00Z",
      credentialSubject: { id: student.did },
    };
    const made = createCredentialJwt(old, { signer: employer.signer, typ: "vc+jwt" });
    await expect(made).rejects.toMatchObject({ code: "MALFORMED_VALUE_ERROR" });
    expect(await refusalOf(await createCredentialJwt(old, { signer: employer.signer }))).toBe("verified");
  });

  test("has neither vc nor vp (3.1.3), which an Open Badges JWT may have", async () => {
    for (const claims of [
      { vc: credential },
      { ...credential, vc: credential },
      { ...credential, vc: "oops" },
      { ...credential, vp: {} },
    ]) {
      expect(await judge(claims)).toBe("format failed: MALFORMED_VALUE_ERROR");
      expect(await judge(claims, { typ: "application/vc+jwt" })).toBe("format failed: MALFORMED_VALUE_ERROR");
    }
    expect(await judge({ ...credential, vc: credential }, { typ: "JWT" })).toBe("verified");
  });

  test.each<[name: string, claims: JsonObject, refusal: string]>([
    ["an end of the signature before that of the credential", { exp: secondsFromNow(5) }, "verified"],
    ["a past end", { exp: secondsFromNow(0) }, "proof failed: PROOF_VERIFICATION_ERROR"],
    ["a date", { iat: secondsFromNow(-5) }, "verified"],
    ["a date to come", { iat: secondsFromNow(61) }, "proof failed: PROOF_VERIFICATION_ERROR"],
    ["a beginning to come", { nbf: secondsFromNow(61) }, "proof failed: PROOF_VERIFICATION_ERROR"],
    ["a date in text", { iat: "2010-01-01T19:23:24Z" }, "format failed: MALFORMED_VALUE_ERROR"],
    ["its issuer", { iss: employer.did }, "verified"],
    ["another issuer", { iss: student.did }, "format failed: MALFORMED_VALUE_ERROR"],
    ["another id", { jti: "urn:uuid:1" }, "format failed: MALFORMED_VALUE_ERROR"],
    ["another subject", { sub: employer.did }, "format failed: MALFORMED_VALUE_ERROR"],
  ])("may say %s, and is held to it", async (_name, claims, refusal) => {
    expect(await judge({ ...credential, ...claims })).toBe(refusal);
    expect(await judge({ ...unbounded, ...claims })).toBe(refusal);
  });

  test("is in force by its own dates, whatever the signature's are", async () => {
    const over = unsigned({ validUntil: "2026-11-22T11:59:59Z" });
    expect(await judge({ ...over, exp: secondsFromNow(1000) })).toBe("validity-period failed: EXPIRED");
  });
});

describe("a claim that is not of the credential", () => {
  test.each<[name: string, claims: JsonObject]>([
    ["of no meaning to anybody else", { tenant: "acme", roles: ["a", { b: 1 }] }],
    ["that binds a key beside the subject (RFC 7800)", { cnf: { jwk: { kty: "OKP" } } }],
    ["that some registry knows", { azp: "client", sid: "session" }],
  ])("%s is ignored where it is not understood (VC-JOSE-COSE 1.0, 3.1.3)", async (_name, claims) => {
    for (const header of [typed, { typ: "JWT" }, {}]) {
      expect(await judge({ ...credential, ...claims }, header)).toBe("verified");
    }
    expect(await judge({ vc: credential, ...claims }, {})).toBe("verified");
    expect(await judge({ ...credential, vc: credential, ...claims }, {})).toBe("verified");
  });

  test("that is ignored is in nothing that is told", async () => {
    const signed = await signRaw(typed, { ...credential, tenant: "acme-42" }, employer);
    const verification = await verifyCredential(signed, { checks: "all" }, world());
    expect(JSON.stringify(verification)).not.toContain("acme-42");
  });

  test.each<[name: string, claims: JsonObject, refusal: string]>([
    ["hides parts (SD-JWT)", { _sd: ["digest"] }, "format unknown: UNSUPPORTED"],
    ["says how parts are hidden", { _sd_alg: "sha-256" }, "format unknown: UNSUPPORTED"],
    ["stands for a hidden element", { "...": "digest" }, "format unknown: UNSUPPORTED"],
    [
      "hides parts further down",
      {
        credentialSubject: {
          ...(credential.credentialSubject as JsonObject),
          results: [{ "...": "digest" }],
        },
      },
      "format unknown: UNSUPPORTED",
    ],
    ["makes it an SD-JWT VC", { vct: "urn:badge" }, "format unknown: UNSUPPORTED"],
    [
      "keeps a status elsewhere (Token Status List)",
      { status: { status_list: { idx: 1, uri: "https://a.example" } } },
      "format unknown: UNSUPPORTED",
    ],
    ["is a term of some context", { evidence: {} }, "format failed: MALFORMED_VALUE_ERROR"],
    [
      "is a term that this credential's contexts do not define",
      { refreshPurpose: "x", encodedList: "x" },
      "format failed: PARSING_ERROR",
    ],
    [
      "is an IRI, as JSON-LD spells properties",
      { "https://terms.example/seat": "7" },
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["is a keyword", { "@graph": [] }, "format failed: MALFORMED_VALUE_ERROR"],
  ])("is not ignored when it %s", async (_name, claims, refusal) => {
    expect(await judge({ ...credential, ...claims })).toBe(refusal);
  });

  test("that binds a key to a credential of nobody keeps it from passing for a bearer's", async () => {
    const { id: _id, ...nobody } = credential.credentialSubject as JsonObject;
    const bearer = unsigned({ credentialSubject: nobody });
    expect(await judge(bearer)).toBe("verified");
    for (const header of [typed, {}]) {
      const cnf = { jwk: { kty: "OKP" } };
      expect(await judge({ ...bearer, cnf }, header)).toBe("format unknown: UNSUPPORTED");
    }
    expect(await judge({ vc: { ...bearer, cnf: {} } }, {})).toBe("format unknown: UNSUPPORTED");
  });

  test("beside vc is refused when it is a member of the credential that says something else", async () => {
    for (const beside of [{ validUntil: "2040-01-01T00:00:00Z" }, { credentialStatus: {} }, { name: "x" }]) {
      expect(await judge({ vc: credential, ...beside }, {})).toBe("format failed: MALFORMED_VALUE_ERROR");
    }
  });

  test("may give iss in the header alone (VC-JOSE-COSE 1.0, 4.1.2)", async () => {
    const header = { ...typed, iss: employer.did };
    expect(await judge(credential, header)).toBe("verified");
    const kid = employer.did.slice("did:key:".length);
    expect(await judge(credential, { ...header, kid })).toBe("verified");
    for (const iss of [student.did, "", null, [employer.did]]) {
      expect(await judge(credential, { ...header, iss })).toBe("format failed: MALFORMED_VALUE_ERROR");
    }
  });

  test("that the header repeats must be the same (RFC 7519, 5.3)", async () => {
    const header = (members: JsonObject) => ({ ...typed, ...members });
    const claims = { ...credential, iss: employer.did, sub: student.did };
    expect(await judge(claims, header({ iss: employer.did, sub: student.did }))).toBe("verified");
    for (const members of [
      { iss: student.did },
      { sub: employer.did },
      { aud: "a" },
      { iss: [employer.did] },
    ]) {
      expect(await judge(claims, header(members))).toBe("format failed: MALFORMED_VALUE_ERROR");
    }
    // The header may not stand in for a claim that says something else.
    expect(await judge({ ...claims, iss: student.did }, header({ iss: employer.did }))).toBe(
      "format failed: MALFORMED_VALUE_ERROR",
    );
  });
});

describe("a kid that is only a part of a URL", () => {
  const fragment = employer.did.slice("did:key:".length);

  test("tells apart the keys of iss (VC-JOSE-COSE 1.0, 4.1)", async () => {
    for (const kid of [fragment, `#${fragment}`]) {
      expect(await judge({ ...credential, iss: employer.did }, { ...typed, kid })).toBe("verified");
    }
  });

  test.each<[name: string, kid: string, claims: JsonObject, refusal: string]>([
    ["without iss it is nobody's", fragment, {}, "proof failed: INVALID_VERIFICATION_METHOD_URL"],
    [
      "another key of iss is not there",
      student.did.slice(8),
      { iss: employer.did },
      "proof failed: INVALID_VERIFICATION_METHOD",
    ],
    [
      "two fragments are no DID URL",
      `#${fragment}#`,
      { iss: employer.did },
      "proof failed: INVALID_VERIFICATION_METHOD_URL",
    ],
    [
      "a path is no DID URL",
      `/${fragment}`,
      { iss: employer.did },
      "proof failed: INVALID_VERIFICATION_METHOD",
    ],
  ])("is refused: %s", async (_name, kid, claims, refusal) => {
    expect(await judge({ ...credential, ...claims }, { ...typed, kid })).toBe(refusal);
  });
});
