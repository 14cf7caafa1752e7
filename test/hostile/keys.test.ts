import { describe, expect, test } from "vitest";
import type { VerificationMethod } from "../../core/did/did-document.ts";
import { didJwk } from "../../core/did/did-jwk.ts";
import { didKeyVerificationMethod } from "../../core/did/did-key.ts";
import { signEd25519 } from "../../core/keys/ed25519.ts";
import { encodeJwk } from "../../core/keys/jwk.ts";
import { accepts, attacker, type Forgery, message, victim } from "../support/forgery.ts";

const victimWeb = "did:web:employer.example";
const attackerWeb = "did:web:attacker.example";

function multikeyMethod(id: string, controller: string, publicKeyMultibase: string): VerificationMethod {
  return { id, type: "Multikey", controller, publicKeyMultibase };
}

const victimUrl = "https://employer.example/.well-known/did.json";
const attackerUrl = "https://attacker.example/.well-known/did.json";
const victimMethod = multikeyMethod(`${victimWeb}#1`, victimWeb, victim.multikey);
const victimDocument = {
  id: victimWeb,
  verificationMethod: [victimMethod],
  assertionMethod: [victimMethod.id],
};

describe("a key for a signature (security rule 3)", () => {
  test("is found for the honest issuer, by did:key and did:web", async () => {
    const signature = signEd25519(message, victim.keyPair);
    const byKey = { verificationMethod: didKeyVerificationMethod(victim.did), issuer: victim.did, signature };
    const byWeb = { verificationMethod: victimMethod.id, issuer: victimWeb, signature };
    expect(await accepts(byKey)).toBe(true);
    expect(await accepts({ ...byWeb, web: { [victimUrl]: victimDocument } })).toBe(true);
  });

  const attackerMethod = multikeyMethod(`${attackerWeb}#1`, attackerWeb, attacker.multikey);
  const attackerDocument = (changes: object) => ({
    id: attackerWeb,
    verificationMethod: [attackerMethod],
    assertionMethod: [attackerMethod.id],
    ...changes,
  });
  const victimWith = (changes: object) => ({ [victimUrl]: { ...victimDocument, ...changes } });
  const embedded = { ...attackerMethod, id: victimMethod.id, controller: victimWeb };

  test.each<[name: string, code: string, forgery: Forgery]>([
    [
      "the attacker's own did:key for the victim's credential",
      "INVALID_VERIFICATION_METHOD",
      { verificationMethod: didKeyVerificationMethod(attacker.did), issuer: victim.did },
    ],
    [
      "the attacker's key in the fragment behind the victim's did:key",
      "INVALID_VERIFICATION_METHOD",
      { verificationMethod: `${victim.did}#${attacker.multikey}`, issuer: victim.did },
    ],
    [
      "the victim's key in the fragment behind the attacker's did:key",
      "INVALID_VERIFICATION_METHOD",
      { verificationMethod: `${attacker.did}#${victim.multikey}`, issuer: attacker.did },
    ],
    [
      "the attacker's key as a JWK in the fragment of the victim's did:jwk",
      "INVALID_VERIFICATION_METHOD",
      {
        verificationMethod: `${didJwk(victim.publicKey)}#${didJwk(attacker.publicKey).slice(8)}`,
        issuer: didJwk(victim.publicKey),
      },
    ],
    [
      "a document of the attacker that claims the victim as its keys' controller",
      "INVALID_VERIFICATION_METHOD",
      {
        verificationMethod: attackerMethod.id,
        issuer: victimWeb,
        web: {
          [attackerUrl]: attackerDocument({
            verificationMethod: [{ ...attackerMethod, controller: victimWeb }],
          }),
        },
      },
    ],
    [
      "a key in the attacker's document whose controller is the victim, for the attacker",
      "INVALID_VERIFICATION_METHOD",
      {
        verificationMethod: attackerMethod.id,
        issuer: attackerWeb,
        web: {
          [attackerUrl]: attackerDocument({
            verificationMethod: [{ ...attackerMethod, controller: victimWeb }],
          }),
        },
      },
    ],
    [
      "a key that the victim's document mentions but the attacker controls",
      "INVALID_VERIFICATION_METHOD",
      {
        verificationMethod: attackerMethod.id,
        issuer: victimWeb,
        web: victimWith({
          verificationMethod: [victimMethod, attackerMethod],
          assertionMethod: [attackerMethod.id],
        }),
      },
    ],
    [
      "a document that answers for another DID",
      "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID",
      { verificationMethod: attackerMethod.id, issuer: attackerWeb, web: { [attackerUrl]: victimDocument } },
    ],
    [
      "the attacker's document served where the victim's belongs",
      "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID",
      { verificationMethod: victimMethod.id, issuer: victimWeb, web: { [victimUrl]: attackerDocument({}) } },
    ],
    [
      "a method id twice, the attacker's key first",
      "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT",
      {
        verificationMethod: victimMethod.id,
        issuer: victimWeb,
        web: victimWith({ verificationMethod: [embedded, victimMethod] }),
      },
    ],
    [
      "a method id twice, the attacker's key last",
      "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT",
      {
        verificationMethod: victimMethod.id,
        issuer: victimWeb,
        web: victimWith({ verificationMethod: [victimMethod, embedded] }),
      },
    ],
    [
      "a method id twice, the attacker's key embedded for another purpose",
      "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT",
      {
        verificationMethod: victimMethod.id,
        issuer: victimWeb,
        web: victimWith({ keyAgreement: [embedded] }),
      },
    ],
    [
      "the list of methods twice in one document",
      "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT",
      {
        verificationMethod: victimMethod.id,
        issuer: victimWeb,
        web: {
          [victimUrl]: `${JSON.stringify(victimDocument).slice(0, -1)},"verificationMethod":${JSON.stringify([embedded])}}`,
        },
      },
    ],
    [
      "a key for encryption only",
      "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
      {
        verificationMethod: `${victimWeb}#2`,
        issuer: victimWeb,
        web: victimWith({ keyAgreement: [{ ...embedded, id: `${victimWeb}#2` }] }),
      },
    ],
    [
      "a key that was revoked",
      "INVALID_VERIFICATION_METHOD",
      {
        verificationMethod: victimMethod.id,
        issuer: victimWeb,
        web: victimWith({ verificationMethod: [{ ...embedded, revoked: "2026-06-30T23:59:59Z" }] }),
      },
    ],
    [
      "a key beside the published one in one method",
      "INVALID_VERIFICATION_METHOD",
      {
        verificationMethod: victimMethod.id,
        issuer: victimWeb,
        web: victimWith({
          verificationMethod: [{ ...victimMethod, publicKeyJwk: encodeJwk(attacker.publicKey) }],
        }),
      },
    ],
    [
      "a DID that differs in case only",
      "INVALID_VERIFICATION_METHOD",
      {
        verificationMethod: "did:web:Employer.example#1",
        issuer: victimWeb,
        web: victimWith({}),
      },
    ],
    [
      "a URL that names another document on the way",
      "INVALID_VERIFICATION_METHOD_URL",
      { verificationMethod: `${victimWeb}?service=a&relativeRef=/attacker#1`, issuer: victimWeb },
    ],
  ])("is not %s", async (_name, code, forgery) => {
    await expect(accepts(forgery)).rejects.toEqual(expect.objectContaining({ code }));
  });
});
