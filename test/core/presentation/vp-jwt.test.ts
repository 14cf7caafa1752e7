import { beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import { envelop } from "../../../core/credential/jwt/enveloped.ts";
import { contextUrls } from "../../../core/credential/vocabulary.ts";
import { parseCompactJws } from "../../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createPresentation } from "../../../core/presentation/create-presentation.ts";
import { secureWithJose } from "../../../core/presentation/presentation-jwt.ts";
import { presentedCredentials } from "../../../core/presentation/presented-credentials.ts";
import { shareExpiry } from "../../../core/presentation/share-expiry.ts";
import { verifyPresentation } from "../../../core/verification/verify-presentation.ts";
import { places, publishedJwk, signingAs, university, webWith } from "../../support/https-issuer.ts";
import { payloadOf, secondsFromNow, signRaw } from "../../support/jwt.ts";
import { refusalOf } from "../../support/presentation-refusal.ts";
import {
  challenge,
  domain,
  employer,
  issued,
  now,
  type Person,
  student,
  thief,
  unsigned,
  world,
} from "../../support/world.ts";

const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
const created = new Date(now.getTime() - 60_000);
const typed = { typ: "vp+jwt", cty: "vp" };

let credential: string;
let presentation: JsonObject;
beforeAll(async () => {
  credential = await createCredentialJwt(unsigned(), { signer: employer.signer, typ: "vc+jwt" });
  presentation = createPresentation({ credentials: [credential], holder: student.did });
});

const judge = async (payload: JsonObject, header: JsonObject = typed, by: Person = student) =>
  refusalOf(await signRaw(header, payload, by));
const claims = (changes: JsonObject = {}): JsonObject => ({
  ...presentation,
  aud: domain,
  nonce: challenge,
  ...changes,
});

describe("a vp+jwt (VC-JOSE-COSE 1.0, 3.1.2)", () => {
  test("is the presentation, with its JWTs in envelopes, beside nonce, aud and iat", async () => {
    const jwt = await secureWithJose(presentation, { signer: student.signer, challenge, domain, created });
    expect(parseCompactJws(jwt, { maxBytes: jwt.length }).header).toEqual({
      alg: "EdDSA",
      kid: student.signer.id,
      typ: "vp+jwt",
      cty: "vp",
    });
    expect(payloadOf(jwt)).toEqual({
      "@context": [contextUrls.credentialsV2],
      type: ["VerifiablePresentation"],
      holder: student.did,
      verifiableCredential: [envelop(credential, "credential")],
      nonce: challenge,
      aud: domain,
      iat: secondsFromNow(-60),
    });
    expect(await refusalOf(jwt)).toBe("verified");
  });

  test("verifies in its envelope, too (VCDM 2.0, 4.13.2)", async () => {
    const jwt = await secureWithJose(presentation, { signer: student.signer, challenge, domain, created });
    const enveloped = envelop(jwt, "presentation");
    const verification = await verifyPresentation(enveloped, question, world());
    expect(verification).toMatchObject({ verified: true, holder: student.did });
    expect(
      await refusalOf({ ...enveloped, "@context": [contextUrls.credentialsV2, contextUrls.openBadges] }),
    ).toBe("verified");
  });

  test("is left with a verifier as a share that ends", async () => {
    const expires = new Date(now.getTime() + 86_400_000);
    const share = { signer: student.signer, domain, created, expires };
    const jwt = await secureWithJose(presentation, share);
    const asked = { expectedChallenge: undefined, acceptShare: true };
    for (const shared of [jwt, envelop(jwt, "presentation")]) {
      expect(await refusalOf(shared, asked)).toBe("verified");
      expect(shareExpiry(shared)).toEqual(expires);
      expect(presentedCredentials(shared)).toEqual([envelop(credential, "credential")]);
    }
    const { expires: _, ...endless } = share;
    await expect(secureWithJose(presentation, endless)).rejects.toThrow(TypeError);
  });

  test.each<[name: string, changes: () => JsonObject | Promise<JsonObject>, refusal: string]>([
    ["its holder as iss", () => ({ iss: student.did }), "verified"],
    [
      "a credential with a proof of its own",
      async () => ({ verifiableCredential: [await issued()] }),
      "verified",
    ],
    ["no holder: the key's DID presents", () => without("holder"), "verified"],
    ["a claim that nobody understands", () => ({ tenant: "acme" }), "verified"],
    ["another iss", () => ({ iss: thief.did }), "format failed: MALFORMED_VALUE_ERROR"],
    ["sub who is not the holder", () => ({ sub: thief.did }), "format failed: MALFORMED_VALUE_ERROR"],
    [
      "sub where nobody is named as its holder",
      () => ({ sub: student.did, holder: undefined as never }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["another holder", () => ({ holder: thief.did }), "proof failed: HOLDER_MISMATCH"],
    ["another nonce", () => ({ nonce: "x" }), "challenge failed: INVALID_CHALLENGE_ERROR"],
    ["another audience", () => ({ aud: "x" }), "domain failed: INVALID_DOMAIN_ERROR"],
    ["a past end", () => ({ exp: secondsFromNow(0) }), "proof failed: PROOF_VERIFICATION_ERROR"],
    ["the claim vp", () => ({ vp: presentation }), "format failed: MALFORMED_VALUE_ERROR"],
    ["the claim vc", () => ({ vc: unsigned() }), "format failed: MALFORMED_VALUE_ERROR"],
    [
      "a JWT outside of an envelope",
      () => ({ verifiableCredential: [credential] }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    [
      "one of its JWTs outside",
      () => ({ verifiableCredential: [envelop(credential, "credential"), credential] }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    [
      "an unsecured credential",
      () => ({ verifiableCredential: [unsigned()] }),
      "proof failed: CRYPTOGRAPHIC_SECURITY_ERROR",
    ],
    [
      "an envelope with something else in it",
      () => ({ verifiableCredential: [{ ...envelop(credential, "credential"), id: "not-a-credential" }] }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    [
      "a presentation as a credential",
      () => ({ verifiableCredential: [envelop(credential, "presentation")] }),
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["hidden parts", () => ({ _sd: ["x"] }), "format unknown: UNSUPPORTED"],
  ])("with %s", async (_name, changes, refusal) => {
    expect(await judge(claims(await changes()))).toBe(refusal);
  });

  test.each(["JWT", "vc", "vp+jwt", "vp+sd-jwt"])("holds no presentation when cty says %s", async (cty) => {
    expect(await judge(claims(), { ...typed, cty })).toBe("format failed: MALFORMED_VALUE_ERROR");
  });

  test("says the same in its header, where that repeats claims (RFC 7519, 5.3)", async () => {
    expect(await judge(claims({ iss: student.did }), { ...typed, iss: student.did, aud: domain })).toBe(
      "verified",
    );
    for (const header of [{ aud: "bank.example" }, { sub: student.did }]) {
      expect(await judge(claims(), { ...typed, ...header })).toBe("format failed: MALFORMED_VALUE_ERROR");
    }
  });

  test("need not say its type: typ SHOULD be there (3.1.2)", async () => {
    expect(await judge(claims(), {})).toBe("verified");
    expect(await judge(claims(), {}, thief)).toBe("proof failed: HOLDER_MISMATCH");
    expect(await judge(claims(), { kid: student.signer.id }, thief)).toBe(
      "proof failed: PROOF_VERIFICATION_ERROR",
    );
  });

  test("may have its holder for sub (RFC 7519, 4.1.2)", async () => {
    expect(await judge(claims({ sub: student.did }))).toBe("verified");
    expect(await judge(claims({ sub: student.did, iss: student.did }))).toBe("verified");
  });

  test("may say in its header alone who presents it (VC-JOSE-COSE 1.0, 4.1.2)", async () => {
    expect(await judge(claims(), { ...typed, iss: student.did })).toBe("verified");
    for (const iss of [thief.did, "", null]) {
      expect(await judge(claims(), { ...typed, iss })).toBe("format failed: MALFORMED_VALUE_ERROR");
    }
  });

  test("is left unread as an SD-JWT", async () => {
    expect(await judge(claims(), { typ: "vp+sd-jwt" })).toBe("format unknown: UNSUPPORTED");
    expect(
      await refusalOf({ ...envelop("a.b.c~", "presentation"), id: "data:application/vp+sd-jwt,a.b.c~" }),
    ).toBe("format unknown: UNSUPPORTED");
  });

  test("is not signed by whoever took it, and not a presentation of VCDM 1.1 in an envelope", async () => {
    expect(await judge(claims(), { ...typed, kid: student.signer.id }, thief)).toBe(
      "proof failed: PROOF_VERIFICATION_ERROR",
    );
    expect(await judge(claims(), typed, thief)).toBe("proof failed: HOLDER_MISMATCH");
    const { holder: _, ...anybodys } = claims();
    expect(await judge(anybodys, typed, thief)).toBe("holder-binding failed: HOLDER_MISMATCH");
    const old = await signRaw(
      { typ: "JWT" },
      { iss: student.did, aud: domain, nonce: challenge, vp: presentation },
      student,
    );
    expect(await refusalOf(old)).toBe("verified");
    expect(await refusalOf(envelop(old, "presentation"))).toBe("format failed: MALFORMED_VALUE_ERROR");
  });

  test.each<[name: string, changes: JsonObject, refusal: string]>([
    ["no context", { "@context": [] }, "format failed: MALFORMED_VALUE_ERROR"],
    [
      "a context without its type",
      { "@context": [contextUrls.openBadges] },
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["a holder beside it", { holder: student.did }, "format failed: MALFORMED_VALUE_ERROR"],
    ["a proof beside it", { proof: {} }, "format failed: MALFORMED_VALUE_ERROR"],
    [
      "two types",
      { type: ["EnvelopedVerifiablePresentation", "VerifiablePresentation"] },
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["another type", { type: ["VerifiablePresentation"] }, "proof failed: CRYPTOGRAPHIC_SECURITY_ERROR"],
    ["a credential's media type", { id: "data:application/vc+jwt,a.b.c" }, "format unknown: UNSUPPORTED"],
  ])("is refused in an envelope with %s", async (_name, changes, refusal) => {
    const jwt = await signRaw(typed, claims(), student);
    expect(await refusalOf({ ...envelop(jwt, "presentation"), ...changes })).toBe(refusal);
  });

  test("may be by a holder with an https URL, whose document lists the key for that (VC-JOSE-COSE 1.0, 4.3)", async () => {
    const kid = `${university}#key-1`;
    const by = signingAs(university, kid);
    const subject = { ...(unsigned().credentialSubject as JsonObject), id: university };
    const own = await createCredentialJwt(unsigned({ credentialSubject: subject }), {
      signer: employer.signer,
    });
    const presented = createPresentation({ credentials: [own], holder: university });
    const jwt = await secureWithJose(presented, { signer: by.signer, challenge, domain, created });
    const method = { id: kid, type: "JsonWebKey", controller: university, publicKeyJwk: publishedJwk() };
    const document = (members: object) => ({ id: university, verificationMethod: [method], ...members });
    const answer = (documents: Record<string, unknown>) => refusalOf(jwt, webWith(documents));
    expect(await answer({ [university]: document({ authentication: [kid] }) })).toBe("verified");
    expect(await answer({ [university]: document({ assertionMethod: [kid] }) })).toBe(
      "proof failed: INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
    );
    expect(await answer({ [places.host]: { keys: [publishedJwk({ kid })] } })).toBe(
      "proof unknown: FETCH_FAILED",
    );
  });
});

function without(member: string): JsonObject {
  return { [member]: undefined as never };
}
