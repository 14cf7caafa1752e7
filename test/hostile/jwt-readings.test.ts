import { beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { refusalOf, signRaw, signTexts } from "../support/jwt.ts";
import { employer, issued, student, thief, unsigned } from "../support/world.ts";

const credential = unsigned();
const iss = employer.did;
const sub = student.did;
const jti = credential.id as string;
const nbf = Date.parse("2026-10-01T00:00:00Z") / 1000;
const exp = Date.parse("2031-10-01T00:00:00Z") / 1000;
const good: JsonObject = { ...credential, iss, sub, jti, nbf, exp, vc: credential };
const version1: JsonObject = {
  "@context": [contextUrls.credentialsV1],
  type: ["VerifiableCredential"],
  issuer: employer.did,
  issuanceDate: "2026-10-01T00:00:00Z",
  expirationDate: "2031-10-01T00:00:00Z",
  credentialSubject: { id: student.did },
};

let jwt: string;
beforeAll(async () => {
  jwt = await createCredentialJwt(credential, { signer: employer.signer });
});

describe("a VC-JWT that two readers could read differently", () => {
  test.each<[name: string, text: string]>([
    ["a member twice", `{"iss":"${iss}",${JSON.stringify(good).slice(1)}`],
    ["a byte order mark", `\ufeff${JSON.stringify(good)}`],
    ["text after it", `${JSON.stringify(good)} {}`],
  ])("is not read with %s in its payload", async (_name, text) => {
    const header = JSON.stringify({ alg: "EdDSA", kid: employer.signer.id });
    expect(await refusalOf(await signTexts(header, text, employer))).toBe("format failed: PARSING_ERROR");
  });

  test("is not read with a member twice in its header, with padding or with left-over bits", async () => {
    const header = `{"alg":"EdDSA","kid":"${thief.signer.id}","kid":"${employer.signer.id}"}`;
    expect(await refusalOf(await signTexts(header, JSON.stringify(good), employer))).toBe(
      "format failed: PARSING_ERROR",
    );
    expect(await refusalOf(`${jwt}==`)).toBe("format failed: PARSING_ERROR");
    // 64 bytes leave four bits of the last character unused.
    const last = String.fromCharCode(jwt.charCodeAt(jwt.length - 1) + 1);
    expect(await refusalOf(jwt.slice(0, -1) + last)).toBe("format failed: PARSING_ERROR");
  });

  test.each<[name: string, payload: JsonObject]>([
    ["iss", { ...credential, iss: thief.did }],
    ["jti", { ...credential, jti: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-000000000000" }],
    ["sub", { ...credential, sub: thief.did }],
    ["nbf", { ...credential, nbf: nbf - 1 }],
    ["exp", { ...credential, exp: exp + 1 }],
    ["sub and a subject without an id", { ...unsigned({ credentialSubject: withoutId() }), sub }],
    [
      "sub and several subjects",
      { ...unsigned({ credentialSubject: [credential.credentialSubject as JsonObject, withoutId()] }), sub },
    ],
    ["jti and no id", { ...withoutMember("id"), jti }],
    ["vc", { ...credential, vc: unsigned({ name: "Another name" }) }],
    ["vc, which has a member more", { ...withoutMember("validUntil"), vc: credential }],
    ["vc, and only one member beside it", { credentialStatus: {}, vc: credential }],
    ["iss of VCDM 1.1", { vc: version1, iss: thief.did }],
    ["sub of VCDM 1.1", { vc: version1, sub: thief.did }],
    ["nbf of VCDM 1.1", { vc: version1, nbf: nbf + 1 }],
    ["exp of VCDM 1.1", { vc: version1, exp: exp + 1 }],
  ])("is malformed when the credential disagrees with %s", async (_name, payload) => {
    expect(await refusalOf(await signRaw({}, payload, employer))).toBe(
      "format failed: MALFORMED_VALUE_ERROR",
    );
  });

  test.each<[name: string, payload: JsonObject]>([
    ["exp in text", { ...credential, exp: String(exp) }],
    ["exp in milliseconds", { ...withoutMember("validUntil"), exp: exp * 1000 }],
    ["nbf before the year 0", { ...withoutMember("validFrom"), nbf: -62_167_219_201 }],
    ["exp of null", { ...withoutMember("validUntil"), exp: null }],
    ["nbf of true", { ...withoutMember("validFrom"), nbf: true }],
    ["iat in text", { ...credential, iat: "1" }],
    ["iss as an object", { ...credential, iss: { id: employer.did } }],
    ["an empty sub", { ...credential, sub: "" }],
    ["aud, which a credential does not have", { ...credential, aud: "https://recruiter.example" }],
    ["an empty nonce", { ...credential, nonce: "" }],
    ["vc as a text alone", { vc: "credential" }],
    ["aud of nothing", { ...credential, aud: [] }],
    ["vc as a text", { ...credential, vc: JSON.stringify(credential) }],
  ])("is malformed with %s", async (_name, payload) => {
    expect(await refusalOf(await signRaw({}, payload, employer))).toBe(
      "format failed: MALFORMED_VALUE_ERROR",
    );
  });

  test("is not judged when the credential in it has a proof of its own", async () => {
    const twice = await signRaw({}, await issued(), employer);
    expect(await refusalOf(twice)).toBe("format unknown: UNSUPPORTED");
  });

  test("is held to the plain form like any credential: nothing hides under an alias or an inline context", async () => {
    const hidden = {
      ...withoutMember("validUntil"),
      "https://www.w3.org/2018/credentials#validUntil": "2026-01-01T00:00:00Z",
    };
    expect(await refusalOf(await signRaw({}, hidden, employer))).toBe("format failed: MALFORMED_VALUE_ERROR");
    const inline = {
      ...credential,
      "@context": [...(credential["@context"] as string[]), { until: "urn:x" }],
    };
    expect(await refusalOf(await signRaw({}, inline, employer))).toBe("format failed: MALFORMED_VALUE_ERROR");
    const deep = JSON.parse(`${'{"a":'.repeat(40)}1${"}".repeat(40)}`);
    expect(await refusalOf(await signRaw({}, { ...credential, deep }, employer))).toBe(
      "format failed: PARSING_ERROR",
    );
    const long = `${jwt.split(".")[0]}.${"A".repeat(256 * 1024)}.AAAA`;
    expect(await refusalOf(long)).toBe("format failed: CONTENT_TOO_LARGE");
  });
});

function withoutId(): JsonObject {
  const { id: _id, ...subject } = credential.credentialSubject as JsonObject;
  return subject;
}

function withoutMember(name: string): JsonObject {
  const { [name]: _left, ...others } = credential;
  return others;
}
