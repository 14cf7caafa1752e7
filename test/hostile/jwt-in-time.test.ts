import { describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { payloadOf, refusalOf, secondsFromNow, signRaw } from "../support/jwt.ts";
import { employer, student, unsigned, world } from "../support/world.ts";

const credential = unsigned();
const exp = Date.parse("2031-10-01T00:00:00Z") / 1000;
const version1: JsonObject = {
  "@context": [contextUrls.credentialsV1],
  type: ["VerifiableCredential"],
  issuer: employer.did,
  issuanceDate: "2026-10-01T00:00:00Z",
  expirationDate: "2031-10-01T00:00:00Z",
  credentialSubject: { id: student.did },
};

function withoutMember(name: string): JsonObject {
  const { [name]: _left, ...others } = credential;
  return others;
}

describe("a VC-JWT in time", () => {
  test.each<[name: string, payload: JsonObject, refusal: string]>([
    [
      "is past its exp",
      { ...withoutMember("validUntil"), exp: secondsFromNow(-1) },
      "validity-period failed: EXPIRED",
    ],
    [
      "is before its nbf",
      { ...withoutMember("validFrom"), nbf: secondsFromNow(61) },
      "validity-period failed: NOT_YET_VALID",
    ],
    [
      "was issued in the future",
      { ...credential, iat: secondsFromNow(61) },
      "proof failed: PROOF_VERIFICATION_ERROR",
    ],
    [
      "is past its exp, of VCDM 1.1",
      { vc: { ...version1, expirationDate: "2026-11-22T11:59:59Z" }, exp: secondsFromNow(-1) },
      "validity-period failed: EXPIRED",
    ],
  ])("is refused when it %s", async (_name, payload, refusal) => {
    expect(await refusalOf(await signRaw({}, payload, employer))).toBe(refusal);
  });

  test("tells the narrowest bounds, also those that only the JWT states", async () => {
    const { statement } = await verifyCredential(
      await signRaw({}, { ...withoutMember("validUntil"), exp }, employer),
      { checks: "all" },
      world(),
    );
    expect(statement?.validUntil).toBe("2031-10-01T00:00:00Z");
    const jwt = await createCredentialJwt(credential, { signer: employer.signer });
    expect(payloadOf(jwt).exp).toBe(exp);
  });
});
