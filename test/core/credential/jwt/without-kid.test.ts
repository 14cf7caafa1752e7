import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../core/json/json-value.ts";
import { encodeJwk } from "../../../../core/keys/jwk.ts";
import { parseMultikey } from "../../../../core/keys/multikey.ts";
import { personWithP256, refusalOf, signTexts } from "../../../support/jwt.ts";
import { employer, type Person, student, thief, unsigned } from "../../../support/world.ts";

const withP256 = personWithP256(5);

/** Signed under a header that has these members and no others. */
const judge = async (
  by: Person,
  header: JsonObject,
  { iss, issuer = iss }: { iss?: string; issuer?: string },
) =>
  refusalOf(
    await signTexts(
      JSON.stringify(header),
      JSON.stringify({ ...unsigned({ issuer: issuer as string }), ...(iss !== undefined && { iss }) }),
      by,
    ),
  );

describe("a JWT that does not name its key: kid is for who has several (VCDM 1.1, 6.3.1)", () => {
  test.each<[name: string, by: Person, alg: string]>([
    ["did:key", employer, "EdDSA"],
    ["did:jwk", withP256, "ES256"],
  ])("is verified by the one key that the %s in iss has", async (_name, by, alg) => {
    expect(await judge(by, { alg, typ: "JWT" }, { iss: by.did })).toBe("verified");
    expect(await judge(by, { alg, typ: "vc+jwt" }, { iss: by.did })).toBe("verified");
  });

  test("is verified by the one key of the DID that stands for it in kid", async () => {
    expect(await judge(employer, { alg: "EdDSA", kid: employer.did }, { issuer: employer.did })).toBe(
      "verified",
    );
  });

  test.each<[name: string, said: { iss?: string; issuer?: string }, header: JsonObject, refusal: string]>([
    ["by another's key", { iss: employer.did }, {}, "proof failed: PROOF_VERIFICATION_ERROR"],
    [
      "by another's key that it brings along",
      { iss: employer.did },
      { jwk: { ...encodeJwk(parseMultikey(thief.did.slice("did:key:".length))) } },
      "proof failed: PROOF_VERIFICATION_ERROR",
    ],
    [
      "by whom it does not name as its issuer",
      { iss: thief.did, issuer: employer.did },
      {},
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["without iss", { issuer: thief.did }, {}, "proof failed: INVALID_VERIFICATION_METHOD_URL"],
    [
      "of a DID that may have several keys",
      { iss: "did:web:employer.example" },
      {},
      "proof failed: INVALID_VERIFICATION_METHOD_URL",
    ],
    [
      "of what only begins like a did:key",
      { iss: "did:key:" },
      {},
      "proof failed: INVALID_VERIFICATION_METHOD_URL",
    ],
    ["with an empty kid", { iss: thief.did }, { kid: "" }, "proof failed: INVALID_VERIFICATION_METHOD_URL"],
    [
      "with another's DID for kid",
      { issuer: employer.did },
      { kid: student.did },
      "issuer-binding failed: ISSUER_MISMATCH",
    ],
  ])("is refused: %s", async (_name, said, header, refusal) => {
    expect(await judge(thief, { alg: "EdDSA", ...header }, said)).toBe(refusal);
  });
});
