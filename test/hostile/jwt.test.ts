import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { createDidDocument } from "../../core/did/create-did-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { encodeJwk } from "../../core/keys/jwk.ts";
import { parseMultikey } from "../../core/keys/multikey.ts";
import { ed25519Signer } from "../../core/keys/signer.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { personWithP256, refusalOf, secondsFromNow, signRaw, signTexts } from "../support/jwt.ts";
import { employer, thief, unsigned, world } from "../support/world.ts";

const credential = unsigned();
const employersKey = parseMultikey(employer.did.slice("did:key:".length));
const thiefsKey = parseMultikey(thief.did.slice("did:key:".length));

let jwt: string;
beforeAll(async () => {
  jwt = await createCredentialJwt(credential, { signer: employer.signer });
});

const judge = (presented: unknown, documents = {}) =>
  verifyCredential(presented, { checks: "all" }, world(documents));

describe("a forged VC-JWT", () => {
  test.each<[name: string, header: JsonObject]>([
    ["alg none", { alg: "none" }],
    ["crit", { crit: ["exp"], exp: 4_000_000_000 }],
    ["b64 of false", { b64: false, crit: ["b64"] }],
    ["zip", { zip: "DEF" }],
  ])("with %s is not read", async (_name, header) => {
    expect(await refusalOf(await signRaw(header, credential, employer))).toBe("format failed: PARSING_ERROR");
  });

  test("without a signature, or signed with the public key as a shared secret, is not read", async () => {
    const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const kid = employer.signer.id;
    const unsignedJwt = `${part({ alg: "none", kid })}.${part(credential)}.`;
    expect(await refusalOf(unsignedJwt)).toBe("format failed: PARSING_ERROR");
    const input = `${part({ alg: "HS256", kid })}.${part(credential)}`;
    const tag = createHmac("sha256", employersKey.bytes).update(input).digest("base64url");
    expect(await refusalOf(`${input}.${tag}`)).toBe("format failed: PARSING_ERROR");
  });

  test.each<[name: string, member: JsonObject]>([
    ["jwk", { jwk: { ...encodeJwk(thiefsKey) } }],
    ["jku", { jku: "https://thief.example/keys" }],
    ["x5u", { x5u: "https://thief.example/certificate" }],
    ["x5c", { x5c: ["MIIB"] }],
  ])(
    "that brings the attacker's key as %s is judged by the issuer's published key alone",
    async (_name, member) => {
      const fetched: string[] = [];
      const fetchDocument = async (url: string) => {
        fetched.push(url);
        throw new TypeError("nothing is fetched");
      };
      const forged = await signRaw({ ...member, kid: employer.signer.id }, credential, thief);
      const { checks } = await verifyCredential(forged, { checks: "all" }, world({}, { fetchDocument }));
      expect(checks.find(({ name }) => name === "proof")?.problem?.code).toBe("PROOF_VERIFICATION_ERROR");
      const { kid: _none, ...header } = { kid: "", alg: "EdDSA", ...member };
      const nameless = await signTexts(JSON.stringify(header), JSON.stringify(credential), thief);
      expect(await refusalOf(nameless)).toBe("proof failed: INVALID_VERIFICATION_METHOD_URL");
      expect(fetched).toEqual([]);
    },
  );

  test.each<[name: string, header: JsonObject, refusal: string]>([
    ["of another DID", {}, "issuer-binding failed: ISSUER_MISMATCH"],
    [
      "that is the issuer's DID with its own key as the fragment",
      { kid: `${employer.did}#${thief.did.slice(8)}` },
      "proof failed: INVALID_VERIFICATION_METHOD",
    ],
    [
      "that is a fragment, of nobody in particular",
      { kid: `#${employer.did.slice(8)}` },
      "proof failed: INVALID_VERIFICATION_METHOD_URL",
    ],
    ["that is empty", { kid: "" }, "proof failed: INVALID_VERIFICATION_METHOD_URL"],
    ["that is a web address", { kid: "https://thief.example/key" }, "issuer-binding failed: ISSUER_MISMATCH"],
    ["that is the issuer's DID alone", { kid: employer.did }, "proof failed: PROOF_VERIFICATION_ERROR"],
    ["that is the signer's DID alone", { kid: thief.did }, "issuer-binding failed: ISSUER_MISMATCH"],
    [
      "that is a DID of several keys alone",
      { kid: "did:web:employer.example" },
      "issuer-binding failed: ISSUER_MISMATCH",
    ],
    ["that is no text", { kid: 7 }, "proof failed: INVALID_VERIFICATION_METHOD_URL"],
  ])("with a kid %s is not by the issuer", async (_name, header, refusal) => {
    expect(await refusalOf(await signRaw(header, credential, thief))).toBe(refusal);
  });

  test("is not verified by a key that its DID lists for authentication only", async () => {
    const did = "did:web:employer.example";
    const id = `${did}#key-1`;
    const keyPair = ed25519KeyPair(new Uint8Array(32).fill(3));
    const publicKey = { type: "Ed25519", bytes: keyPair.publicKey } as const;
    const methods = [{ id, publicKey }];
    const document = createDidDocument({ did, methods, current: id }) as unknown as JsonObject;
    const { assertionMethod: _none, ...weak } = document;
    const by = { did, signer: ed25519Signer(id, keyPair) };
    const signed = await signRaw({}, unsigned({ issuer: did }), by);
    const url = "https://employer.example/.well-known/did.json";
    expect((await judge(signed, { [url]: document })).verified).toBe(true);
    const { checks } = await judge(signed, { [url]: weak });
    expect(checks.find(({ name }) => name === "proof")?.problem?.code).toBe(
      "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
    );
  });

  test("with one character changed in any part is refused", async () => {
    const [header = "", payload = "", signature = ""] = jwt.split(".");
    const change = (part: string, at: number) =>
      `${part.slice(0, at)}${part[at] === "A" ? "B" : "A"}${part.slice(at + 1)}`;
    for (let step = 0; step < 20; step++) {
      const at = (part: string) => Math.floor((part.length * step) / 20);
      for (const altered of [
        [change(header, at(header)), payload, signature],
        [header, change(payload, at(payload)), signature],
        [header, payload, change(signature, at(signature))],
      ]) {
        expect((await judge(altered.join("."))).verified).toBe(false);
      }
    }
  });

  test("of ES256 is refused with a signature of another length, and not for its high S (RFC 7518, 3.4)", async () => {
    const issuer = personWithP256(6);
    const signed = await signRaw({}, unsigned({ issuer: issuer.did }), issuer);
    const [header, payload, signature = ""] = signed.split(".");
    const bytes = Buffer.from(signature, "base64url");
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const otherS = order - BigInt(`0x${bytes.subarray(32).toString("hex")}`);
    const mirrored = Buffer.concat([
      bytes.subarray(0, 32),
      Buffer.from(otherS.toString(16).padStart(64, "0"), "hex"),
    ]);
    const withSignature = (value: Uint8Array) =>
      `${header}.${payload}.${Buffer.from(value).toString("base64url")}`;
    expect((await judge(withSignature(mirrored))).verified).toBe(true);
    for (const wrong of [bytes.subarray(0, 63), Buffer.concat([bytes, Buffer.of(0)]), Buffer.alloc(0)]) {
      expect(await refusalOf(withSignature(wrong))).toBe("proof failed: PROOF_VERIFICATION_ERROR");
    }
  });
});

describe("a JWT of another kind (RFC 8725, 3.11)", () => {
  test.each([
    "openid4vci-proof+jwt",
    "oauth-authz-req+jwt",
    "statuslist+jwt",
    "vp+jwt",
    "at+jwt",
    "kb+jwt",
    "vc",
    "jwt+vc",
    "application/openid4vci-proof+jwt",
    7,
  ])("is no credential with typ %s, even if its payload is one", async (typ) => {
    expect(await refusalOf(await signRaw({ typ }, credential, employer))).toBe(
      "format failed: MALFORMED_VALUE_ERROR",
    );
  });

  test.each(["JWT", "vp", "vc+jwt", "vc+sd-jwt", "application/vp", 7])(
    "is no credential when cty says that it holds %s",
    async (cty) => {
      for (const typ of ["JWT", "vc+jwt"]) {
        expect(await refusalOf(await signRaw({ typ, cty }, credential, employer))).toBe(
          "format failed: MALFORMED_VALUE_ERROR",
        );
      }
    },
  );

  test("is left unread as an SD-JWT, with disclosures or by its type", async () => {
    const sdJwt = `${await signRaw({}, credential, employer)}~WyJhIiwiYiIsImMiXQ~`;
    expect(await refusalOf(sdJwt)).toBe("format unknown: UNSUPPORTED");
    for (const typ of ["vc+sd-jwt", "dc+sd-jwt", "application/vc+sd-jwt"]) {
      const signed = await signRaw({ typ }, credential, employer);
      expect(await refusalOf(signed)).toBe("format unknown: UNSUPPORTED");
    }
  });

  test.each<[name: string, payload: JsonObject]>([
    ["a key proof", { aud: "https://issuer.example", iat: secondsFromNow(0), nonce: "n" }],
    ["a presentation", { iss: employer.did, vp: { type: ["VerifiablePresentation"] } }],
    ["a presentation with a credential beside it", { ...credential, vp: {} }],
    ["a status token", { sub: "https://issuer.example/list", iat: 1, status_list: { bits: 1, lst: "" } }],
    ["a request object", { response_type: "vp_token", client_id: "a", nonce: "n" }],
  ])("is no credential: %s", async (_name, payload) => {
    expect(await refusalOf(await signRaw({}, payload, employer))).toBe(
      "format failed: MALFORMED_VALUE_ERROR",
    );
  });
});

test("the key of a JWT of a P-256 issuer is not accepted as an Ed25519 key, whatever alg says", async () => {
  const issuer = personWithP256(6);
  const confused = await signRaw(
    { alg: "EdDSA", kid: issuer.signer.id },
    unsigned({ issuer: issuer.did }),
    thief,
  );
  expect(await refusalOf(confused)).toBe("proof failed: PROOF_VERIFICATION_ERROR");
});
