import { beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../../core/credential/jwt/credential-jwt.ts";
import { openCredentialJwt } from "../../../../core/credential/jwt/open-credential-jwt.ts";
import { contextUrls } from "../../../../core/credential/vocabulary.ts";
import type { JsonObject, JsonValue } from "../../../../core/json/json-value.ts";
import { verifyCredential } from "../../../../core/verification/verify-credential.ts";
import { payloadOf, personWithP256, secondsFromNow, signRaw } from "../../../support/jwt.ts";
import {
  employer,
  entryAt,
  issued,
  listUrl,
  statusList,
  student,
  unsigned,
  world,
} from "../../../support/world.ts";

const credential = unsigned();
let jwt: string;
beforeAll(async () => {
  jwt = await createCredentialJwt(credential, { signer: employer.signer });
});

const verdictOn = (presented: unknown, documents = {}) =>
  verifyCredential(presented, { checks: "all" }, world(documents));
const outcomes = async (presented: unknown, documents = {}) =>
  Object.fromEntries(
    (await verdictOn(presented, documents)).checks.map(({ name, outcome }) => [name, outcome]),
  );

/** A credential of VCDM 1.1 as its claim `vc` may have it: what the registered claims say is left out. */
const version1: JsonObject = {
  "@context": [contextUrls.credentialsV1],
  type: ["VerifiableCredential"],
  credentialSubject: {},
};
const claims1: JsonObject = {
  iss: employer.did,
  sub: student.did,
  jti: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0009",
  nbf: secondsFromNow(-10),
  exp: secondsFromNow(1000),
};

describe("a VC-JWT", () => {
  test("has the credential as its payload and, to the letter, as the claim vc (Open Badges 3.0, 8.2; OpenID4VCI 1.0, A.1.1)", () => {
    const { vc, iss, sub, jti, nbf, exp, ...members } = payloadOf(jwt);
    expect(vc).toEqual(credential);
    expect(members).toEqual(credential);
    expect({ iss, sub, jti }).toEqual({ iss: employer.did, sub: student.did, jti: credential.id });
    expect([nbf, exp]).toEqual([
      Date.parse("2026-10-01T00:00:00Z") / 1000,
      Date.parse("2031-10-01T00:00:00Z") / 1000,
    ]);
  });

  test("is verified by the same checks as a credential with a proof, and says the same", async () => {
    const fromJwt = await verdictOn(jwt);
    expect(fromJwt).toEqual(await verdictOn(await issued()));
    expect(fromJwt.verified).toBe(true);
  });

  test("of the same input has the same bytes, so that it can be recorded before it is signed", async () => {
    expect(await createCredentialJwt(credential, { signer: employer.signer })).toBe(jwt);
  });

  test("verifies with ES256 under a did:jwk", async () => {
    const issuer = personWithP256(5);
    const changes = { issuer: { ...(credential.issuer as JsonObject), id: issuer.did } };
    const es256 = await createCredentialJwt(unsigned(changes), { signer: issuer.signer });
    expect((await verdictOn(es256)).verified).toBe(true);
  });

  test("is revoked by its status list like any credential", async () => {
    const revocable = await createCredentialJwt(unsigned({ credentialStatus: entryAt(7) }), {
      signer: employer.signer,
    });
    expect(await outcomes(revocable, { [listUrl]: await statusList([]) })).toMatchObject({
      status: "passed",
    });
    expect(await outcomes(revocable, { [listUrl]: await statusList([7]) })).toMatchObject({
      proof: "passed",
      status: "failed",
    });
  });

  test("is verified as an enveloped credential too (VCDM 2.0, 4.13.1)", async () => {
    const envelope = {
      "@context": contextUrls.credentialsV2,
      id: `data:application/vc+jwt,${jwt}`,
      type: "EnvelopedVerifiableCredential",
    };
    expect((await verdictOn(envelope)).verified).toBe(true);
    expect(await outcomes({ ...envelope, issuer: employer.did })).toMatchObject({ format: "failed" });
    expect(await outcomes({ ...envelope, "@context": contextUrls.credentialsV1 })).toMatchObject({
      format: "failed",
    });
    expect(await outcomes({ ...envelope, id: "data:application/vc+sd-jwt,a" })).toMatchObject({
      format: "unknown",
    });
  });

  test.each<[name: string, header: JsonObject, payload: JsonObject]>([
    ["the credential alone", {}, credential],
    ["the claim vc alone", {}, { vc: credential }],
    ["typ vc+jwt", { typ: "vc+jwt" }, credential],
    ["typ vc+ld+jwt, spelled out", { typ: "application/VC+LD+JWT" }, credential],
    ["a nonce, as the example of VCDM 1.1 has", {}, { ...credential, nonce: "660" }],
    [
      "times that are no whole seconds",
      {},
      { ...credential, nbf: Date.parse("2026-10-01T00:00:00Z") / 1000 + 0.25 },
    ],
  ])("may have %s", async (_name, header, payload) => {
    expect((await verdictOn(await signRaw(header, payload, employer))).verified).toBe(true);
  });

  test("of VCDM 1.1 is completed from its claims (6.3.1)", async () => {
    const opened = openCredentialJwt(await signRaw({}, { ...claims1, vc: version1 }, employer));
    expect(opened.credential).toEqual({
      ...version1,
      id: claims1.jti,
      issuer: employer.did,
      issuanceDate: "2026-11-22T11:59:50Z",
      expirationDate: "2026-11-22T12:16:40Z",
      credentialSubject: { id: student.did },
    });
    expect(await outcomes(await signRaw({}, { ...claims1, vc: version1 }, employer))).toMatchObject({
      "validity-period": "passed",
      proof: "passed",
    });
  });

  test("of VCDM 1.1 is not completed where its members stand beside the claims: no standard says so", async () => {
    expect(await outcomes(await signRaw({}, { ...version1, ...claims1 }, employer))).toMatchObject({
      format: "failed",
    });
  });

  test("of VCDM 1.1 gets an identifier for an issuer that is described without one", async () => {
    const vc = { ...version1, issuer: { name: "Harbour Analytics" } };
    const opened = openCredentialJwt(await signRaw({}, { ...claims1, vc }, employer));
    expect(opened.credential.issuer).toEqual({ id: employer.did, name: "Harbour Analytics" });
  });

  test.each<[form: string, given: JsonObject, completed: JsonValue]>([
    ["a set of one", { credentialSubject: [{ degree: "BSc" }] }, [{ id: student.did, degree: "BSc" }]],
    ["no subject of its own", {}, { id: student.did }],
  ])("of VCDM 1.1 gets the subject that sub names with %s (6.3.1)", async (_form, given, completed) => {
    const { credentialSubject: _subject, ...others } = version1;
    const jwt = await signRaw({}, { ...claims1, vc: { ...others, ...given } }, employer);
    expect(openCredentialJwt(jwt).credential.credentialSubject).toEqual(completed);
  });

  test("of VCDM 1.1 has no subject that sub could name where there are several", async () => {
    const vc = { ...version1, credentialSubject: [{ degree: "BSc" }, { degree: "MSc" }] };
    const several = await signRaw({}, { ...claims1, vc }, employer);
    expect(() => openCredentialJwt(several)).toThrow('What "sub" says');
  });

  test("of VCDM 1.1 may be valid since before 1970: RFC 7519, 2 sets no bounds", async () => {
    const jwt = await signRaw({}, { ...claims1, nbf: -86_400.5, vc: version1 }, employer);
    expect(openCredentialJwt(jwt).credential.issuanceDate).toBe("1969-12-30T23:59:59Z");
    expect(await outcomes(jwt)).toMatchObject({ "validity-period": "passed", proof: "passed" });
    const over = await signRaw({}, { ...claims1, exp: -1, vc: version1 }, employer);
    expect(await outcomes(over)).not.toMatchObject({ format: "passed", "validity-period": "passed" });
  });

  test("is bounded by nbf and exp also where the credential itself states no period", async () => {
    const { validFrom: _from, validUntil: _until, credentialSchema: _schema, ...unbounded } = credential;
    for (const [name, claims, code] of [
      ["expired", { exp: secondsFromNow(-1) }, "EXPIRED"],
      ["not valid yet", { nbf: secondsFromNow(120) }, "NOT_YET_VALID"],
    ] as const) {
      const { checks, verified } = await verdictOn(await signRaw({}, { ...unbounded, ...claims }, employer));
      expect(verified, name).toBe(false);
      expect(checks.find(({ name }) => name === "validity-period")?.problem?.code).toBe(code);
    }
    expect((await verdictOn(await signRaw({}, unbounded, employer))).verified).toBe(true);
  });

  test("is not made of what could not be verified, or has a proof already", async () => {
    const refusals: [JsonObject, string][] = [
      [{ ...credential, foreign: "term" }, "PARSING_ERROR"],
      [{ ...credential, type: ["OpenBadgeCredential"] }, "MALFORMED_VALUE_ERROR"],
      [{ ...credential, proof: {} }, "MALFORMED_VALUE_ERROR"],
      [{ ...credential, endorsementJwt: ["a.b.c"] }, "MALFORMED_VALUE_ERROR"],
    ];
    for (const [refused, code] of refusals) {
      await expect(createCredentialJwt(refused, { signer: employer.signer })).rejects.toMatchObject({ code });
    }
  });
});
