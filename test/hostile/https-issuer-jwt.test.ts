import { describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createIssuerList, validateIssuer } from "../../core/verification/trusted-issuers.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { places, publishedJwk, signingAs, university, webWith } from "../support/https-issuer.ts";
import { refusalOf, signRaw } from "../support/jwt.ts";
import { employer, entryAt, listUrl, statusList, thief, unsigned, world } from "../support/world.ts";

const kid = "key-1";
const credential = unsigned({ issuer: { ...(unsigned().issuer as JsonObject), id: university } });
const claims: JsonObject = { ...credential, iss: university };
const published = { [places.host]: { keys: [publishedJwk({ kid })] } };
const itself = signingAs(university, kid);

/** An unsigned status list of an issuer, as a JWT's claims. */
async function listBy(issuer: string, set: number[] = []): Promise<JsonObject> {
  const { proof: _, ...list } = await statusList(set);
  return { ...list, issuer, iss: issuer };
}

const judge = (jwt: unknown, documents: Record<string, unknown> = published) =>
  refusalOf(jwt, { fetchDocument: webWith(documents).fetchDocument });

describe("a VC-JWT of an https issuer", () => {
  test("verifies under a key that the issuer publishes (Open Badges 3.0, 8.2)", async () => {
    expect(await judge(await createCredentialJwt(credential, { signer: itself.signer }))).toBe("verified");
    expect(await judge(await signRaw({ typ: "vc+jwt" }, claims, itself))).toBe("verified");
  });

  test("needs no iss where kid is a URL on the issuer's host (VC-JOSE-COSE 1.0, 4.3)", async () => {
    const url = "https://university.example/keys#key-1";
    const documents = { [places.host]: { keys: [publishedJwk({ kid: url })] } };
    const signed = await createCredentialJwt(credential, {
      signer: signingAs(university, url).signer,
      typ: "vc+jwt",
    });
    expect(await judge(signed, documents)).toBe("verified");
  });

  test("is trusted by the whole URL, and by no beginning of it", async () => {
    const jwt = await createCredentialJwt(credential, { signer: itself.signer });
    const { fetchDocument } = webWith(published);
    for (const [did, outcome] of [
      [university, "trusted"],
      ["https://university.example", "unknown"],
      [`${university}/`, "unknown"],
      ["did:web:university.example:issuers:14", "unknown"],
    ] as const) {
      const list = createIssuerList("ours", [{ did, name: "Example University", reason: "Asked them" }], {
        mayEndorse: false,
      });
      const context = world(
        {},
        { fetchDocument, validateIssuer: (id, types) => validateIssuer([list], id, types) },
      );
      const { validation, verified } = await verifyCredential(jwt, { checks: "all" }, context);
      expect([verified, validation.issuer.outcome], did).toEqual([true, outcome]);
    }
  });

  test("is revoked by a status list that is a VC-JWT of the same issuer", async () => {
    const revocable = { ...claims, credentialStatus: entryAt(7) };
    const jwt = await signRaw({}, revocable, itself);
    const answers = async (list: JsonObject, by = itself) =>
      judge(jwt, { ...published, [listUrl]: await signRaw({ typ: "vc+jwt" }, list, by) });
    expect(await answers(await listBy(university))).toBe("verified");
    expect(await answers(await listBy(university, [7]))).toBe("status failed: REVOKED");
    const unbelieved = "status failed: STATUS_VERIFICATION_ERROR";
    expect(await answers(await listBy(university), signingAs(university, kid, 99))).toBe(unbelieved);
    expect(await answers(await listBy(employer.did), employer)).toBe(unbelieved);
  });

  const forger = signingAs(university, kid, 99);
  const bring = { jwk: publishedJwk({ kid }, 99) };

  test.each<[name: string, header: JsonObject, payload: JsonObject, refusal: string]>([
    ["another key", {}, claims, "proof failed: PROOF_VERIFICATION_ERROR"],
    ["a key in the header", bring, claims, "proof failed: PROOF_VERIFICATION_ERROR"],
    [
      "a key in the header, of its own name",
      { ...bring, kid: "key-2" },
      claims,
      "proof failed: INVALID_VERIFICATION_METHOD",
    ],
    [
      "kid on another host",
      { kid: "https://thief.example/keys#key-1" },
      claims,
      "issuer-binding failed: ISSUER_MISMATCH",
    ],
    [
      "kid on a host that begins alike",
      { kid: "https://university.example.thief.example/k" },
      claims,
      "issuer-binding failed: ISSUER_MISMATCH",
    ],
    [
      "kid by http",
      { kid: "http://university.example/issuers/14#key-1" },
      claims,
      "issuer-binding failed: ISSUER_MISMATCH",
    ],
    [
      "kid with a user in front",
      { kid: "https://university.example@thief.example/k" },
      claims,
      "issuer-binding failed: ISSUER_MISMATCH",
    ],
    ["kid of a DID", { kid: thief.signer.id }, claims, "issuer-binding failed: ISSUER_MISMATCH"],
    ["kid without iss", {}, credential, "proof failed: INVALID_VERIFICATION_METHOD_URL"],
    [
      "iss of somebody else",
      {},
      { ...credential, iss: "https://university.example/issuers/15" },
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["iss in the header alone", { iss: university }, credential, "proof failed: PROOF_VERIFICATION_ERROR"],
    [
      "iss of somebody else in the header",
      { iss: "https://thief.example" },
      claims,
      "format failed: MALFORMED_VALUE_ERROR",
    ],
  ])("is refused with %s", async (_name, header, payload, refusal) => {
    expect(await judge(await signRaw(header, payload, forger))).toBe(refusal);
  });

  test("is refused when it names no key, whatever it brings along (Open Badges 3.0, 8.2.3 allows jwk)", async () => {
    const { fetchDocument, asked } = webWith(published);
    for (const member of [
      bring,
      { jku: "https://thief.example/k" },
      { x5u: "https://thief.example/c" },
      { x5c: ["MIIB"] },
    ]) {
      const jwt = await signRaw({ ...member, kid: null }, claims, forger);
      expect(await refusalOf(jwt, { fetchDocument })).toBe("proof failed: INVALID_VERIFICATION_METHOD_URL");
    }
    expect(asked).toEqual([]);
  });

  test("is left open when its keys cannot be had: never green, and never called forged", async () => {
    expect(await judge(await signRaw({}, claims, itself), {})).toBe("proof unknown: FETCH_FAILED");
    expect(await judge(await signRaw({}, claims, itself), { [places.metadata]: 503 })).toBe(
      "proof unknown: FETCH_FAILED",
    );
  });

  test("fetches four documents at most, none of them twice", async () => {
    const own = `${university}#key-1`;
    const url = "https://university.example/keys";
    const { fetchDocument, asked } = webWith({
      [places.metadata]: { issuer: university, jwks_uri: url },
      [url]: { keys: [publishedJwk({ kid: own })] },
      [listUrl]: await signRaw({}, await listBy(university), signingAs(university, own)),
    });
    const jwt = await signRaw({ kid: own }, { ...claims, credentialStatus: entryAt(7) }, itself);
    expect(await refusalOf(jwt, { fetchDocument })).toBe("verified");
    expect(asked).toEqual([university, places.metadata, url, listUrl]);
  });

  test.each([
    "http://university.example/issuers/14",
    "https://University.example/issuers/14",
    "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0009",
  ])("is refused when the issuer goes by %s, for which there are no keys", async (issuer) => {
    const { fetchDocument, asked } = webWith(published);
    const by = signingAs(issuer, kid);
    const jwt = await signRaw({}, unsigned({ issuer, iss: issuer }), by);
    expect(await refusalOf(jwt, { fetchDocument })).toBe("proof failed: INVALID_VERIFICATION_METHOD_URL");
    expect(asked).toEqual([]);
  });
});
