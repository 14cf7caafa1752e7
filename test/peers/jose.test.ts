import { createPrivateKey } from "node:crypto";
import { CompactSign, type CryptoKey, compactVerify, exportJWK, importJWK, type JWK, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { didJwk } from "../../core/did/did-jwk.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ecdsaKeyPair } from "../../core/keys/ecdsa.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { encodeJwk } from "../../core/keys/jwk.ts";
import type { PublicKey } from "../../core/keys/public-key.ts";
import { ecdsaSigner, ed25519Signer, rsaSigner, type Signer } from "../../core/keys/signer.ts";
import { createPresentation } from "../../core/presentation/create-presentation.ts";
import { createPresentationJwt, secureWithJose } from "../../core/presentation/presentation-jwt.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { rsaPair, rsaPkcs8 } from "../support/rsa-keys.ts";
import { sampleCredentials } from "./sample-credentials.ts";
import { employer, offlineVerifier, student } from "./stint.ts";

interface Party {
  publicKey: PublicKey;
  privateJwk: () => JWK | Promise<JWK>;
  signerAt: (id: string) => Signer;
}

const withSecret = (publicKey: PublicKey, secret: Uint8Array): JWK => ({
  ...encodeJwk(publicKey),
  d: Buffer.from(secret).toString("base64url"),
});

function ofEd25519(): Party {
  const pair = ed25519KeyPair(new Uint8Array(32).fill(33));
  const publicKey: PublicKey = { type: "Ed25519", bytes: pair.publicKey };
  return {
    publicKey,
    privateJwk: () => withSecret(publicKey, pair.seed),
    signerAt: (id) => ed25519Signer(id, pair),
  };
}

function ofCurve(curve: "P-256" | "P-384" | "P-521", size: number): Party {
  const pair = ecdsaKeyPair(curve, new Uint8Array(size).fill(33).with(0, 0));
  const publicKey: PublicKey = { type: curve, bytes: pair.publicKey };
  return {
    publicKey,
    privateJwk: () => withSecret(publicKey, pair.secret),
    signerAt: (id) => ecdsaSigner(id, pair),
  };
}

function ofRsa(): Party {
  const key = createPrivateKey({ key: Buffer.from(rsaPkcs8(2048)), format: "der", type: "pkcs8" });
  return {
    publicKey: { type: "RSA", bytes: rsaPair().publicKey },
    privateJwk: () => exportJWK(key),
    signerAt: (id) => rsaSigner(id, rsaPair()),
  };
}

const samplesOf = (issuer: string) => Object.values(sampleCredentials(issuer, student.did));

/** Verified by `jose` with the key as Stint publishes it. */
async function payloadBy(jwt: string, alg: string, { publicKey }: Party): Promise<unknown> {
  const key = await importJWK({ ...encodeJwk(publicKey) }, alg);
  const { payload } = await compactVerify(jwt, key, { algorithms: [alg] });
  return JSON.parse(Buffer.from(payload).toString());
}

describe.each<[alg: string, party: Party]>([
  ["EdDSA", ofEd25519()],
  ["ES256", ofCurve("P-256", 32)],
  ["ES384", ofCurve("P-384", 48)],
  ["ES512", ofCurve("P-521", 66)],
  ["RS256", ofRsa()],
])("jose and %s", (alg, party) => {
  const did = didJwk(party.publicKey);
  const signer = party.signerAt(`${did}#0`);
  const verdictOn = async (jwt: string) =>
    (await verifyCredential(jwt, { checks: "all" }, offlineVerifier(new Date()))).verified;

  it("verifies each VC-JWT that Stint signs", async () => {
    for (const credential of samplesOf(did)) {
      const plain = await createCredentialJwt(credential, { signer });
      expect(await payloadBy(plain, alg, party)).toMatchObject({ vc: credential, iss: did });
      if (credential.issuanceDate !== undefined) continue;
      const typed = await createCredentialJwt(credential, { signer, typ: "vc+jwt" });
      expect(await payloadBy(typed, alg, party)).toEqual(credential);
    }
  });

  // Of the two that an RSA key can sign, Stint signs one and verifies both.
  const algorithms = alg === "RS256" ? ["RS256", "PS256"] : [alg];
  it.each(algorithms)("signs VC-JWTs (%s) that Stint verifies, and none with a byte changed", async (alg) => {
    const key = (await importJWK(await party.privateJwk(), alg)) as CryptoKey;
    for (const credential of samplesOf(did)) {
      const payload = Buffer.from(JSON.stringify(credential));
      const header = { alg, kid: `${did}#0`, typ: "vc+jwt", cty: "vc" };
      const jwt = await new CompactSign(payload).setProtectedHeader(header).sign(key);
      expect(await verdictOn(jwt)).toBe(true);
      const at = Math.floor(jwt.length * 0.6);
      const altered = `${jwt.slice(0, at)}${jwt[at] === "A" ? "B" : "A"}${jwt.slice(at + 1)}`;
      expect(await verdictOn(altered)).toBe(false);
    }
  });
});

describe("jose and a presentation by Stint", () => {
  const created = new Date();
  const audience = { signer: student.signer, challenge: "c", domain: "https://recruiter.example", created };
  const [, fragment = ""] = student.signer.id.split("#");

  it.each<[string, (jwt: string) => Promise<string>]>([
    ["VP-JWT", (jwt) => createPresentationJwt({ credentials: [jwt], holder: student.did, ...audience })],
    [
      "vp+jwt",
      (jwt) => secureWithJose(createPresentation({ credentials: [jwt], holder: student.did }), audience),
    ],
  ])("agree on a %s, its audience and its time", async (_name, present) => {
    const [credential] = samplesOf(employer.did) as [JsonObject];
    const jwt = await present(await createCredentialJwt(credential, { signer: employer.signer }));
    const key = ed25519KeyPair(student.seed);
    const jwk = encodeJwk({ type: "Ed25519", bytes: key.publicKey });
    const options = { audience: audience.domain, maxTokenAge: "1 minute" };
    const { payload, protectedHeader } = await jwtVerify(jwt, await importJWK({ ...jwk }, "EdDSA"), options);
    expect(payload.nonce).toBe("c");
    expect(protectedHeader.kid).toContain(fragment);
    const other = jwtVerify(jwt, await importJWK({ ...jwk }, "EdDSA"), { audience: "https://bank.example" });
    await expect(other).rejects.toThrow();
  });
});
