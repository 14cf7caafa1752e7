import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importJWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { ask, locally, publicUrl, resultOf } from "../support/asking-verifier.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { makeSelfSignedCertificate } from "../support/self-signed.ts";
import { employer, student, unsigned } from "../support/world.ts";
import { type DigitalCredentialsPeer, digitalCredentialsPeer } from "./digital-credentials.ts";
import { openid4vcWallet } from "./openid4vc-wallet.ts";

const certificate = makeSelfSignedCertificate("verifier.example");
const seed = createHash("sha256").update("student").digest();
// The peer looks at the machine's clock, so all this happens now, with a credential of long ago.
const longAgo = "2024-01-01T00:00:00Z";
const draft = (): JsonObject => {
  const { validUntil: _, ...rest } = unsigned({ validFrom: longAgo, awardedDate: longAgo });
  return rest;
};

let directory: string;
let verifier: RunningVerifier;
let holder: DigitalCredentialsPeer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "stint-peer-"));
  const [chainFile, keyFile] = [join(directory, "chain.pem"), join(directory, "key.pem")];
  await writeFile(chainFile, certificate?.cert ?? "");
  await writeFile(keyFile, certificate?.key ?? "");
  verifier = await runVerifier({ ...(certificate && { certificate: { chainFile, keyFile } }) });
  holder = await digitalCredentialsPeer(seed, new Date(Date.now() - 1000).toISOString().replace(/\.\d+/, ""));
});
afterAll(async () => {
  await verifier.stop();
  await rm(directory, { recursive: true });
});

const wallet = () =>
  openid4vcWallet((url, init) => fetch(locally(verifier, String(url)), init as RequestInit));

interface Asker {
  nonce: string;
  clientId: string;
}

async function ldpPresentation({ nonce, clientId }: Asker): Promise<JsonObject> {
  const credential = await signCredential(draft(), { signer: employer.signer, created: new Date(longAgo) });
  const presentation = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    type: ["VerifiablePresentation"],
    holder: student.did,
    verifiableCredential: [credential],
  };
  return holder.present(presentation, { challenge: nonce, domain: clientId });
}

async function jwtPresentation({ nonce, clientId }: Asker): Promise<string> {
  const credential = await createCredentialJwt(draft(), { signer: employer.signer });
  const multikey = student.did.replace("did:key:", "");
  const x = Buffer.from(ed25519KeyPair(seed).publicKey).toString("base64url");
  const key = await importJWK({ kty: "OKP", crv: "Ed25519", x, d: seed.toString("base64url") }, "EdDSA");
  const vp = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    type: ["VerifiablePresentation"],
    verifiableCredential: [credential],
  };
  return new SignJWT({ nonce, vp })
    .setProtectedHeader({ alg: "EdDSA", typ: "JWT", kid: `${student.did}#${multikey}` })
    .setIssuer(student.did)
    .setAudience(clientId)
    .setIssuedAt()
    .setExpirationTime("5 min")
    .sign(key);
}

const identities = [
  ["redirect_uri", "redirect_uri"],
  ["did:jwk", "decentralized_identifier"],
  ["did:web", "decentralized_identifier"],
  ...(certificate ? [["x509_san_dns", "x509_san_dns"] as const] : []),
] as const;

const cases = identities.flatMap(([identity, prefix], position) => [
  { identity, prefix, format: "ldp_vc" as const, encrypted: position % 2 === 0 },
  { identity, prefix, format: "jwt_vc_json" as const, encrypted: position % 2 === 1 },
]);

describe("the wallet @openid4vc/openid4vp at our verifier", () => {
  it.each(cases)(
    "believes a request by $identity, and its answer in $format is verified (encrypted: $encrypted)",
    async ({ prefix, ...how }) => {
      const asked = await ask(verifier, { ...how, issuers: [employer.did] });
      const request = await wallet().read(asked.link);
      expect([request.prefix, request.version]).toEqual([prefix, 100]);
      expect(request.query).toEqual(asked.dcqlQuery);
      const isLdp = how.format === "ldp_vc";
      const presentation = isLdp ? await ldpPresentation(request) : await jwtPresentation(request);
      const id = isLdp ? "micro_internship_ldp" : "micro_internship_jwt";
      const answer = await request.respond({ [id]: [presentation] });
      expect([answer.status, await answer.json()]).toEqual([200, {}]);
      expect(await resultOf(verifier, asked)).toMatchObject({
        state: "answered",
        verification: { verified: true, validation: { request: { outcome: "met", reasons: [] } } },
      });
    },
  );

  it("does not believe a request object that was changed on its way", async () => {
    const asked = await ask(verifier, { identity: "did:jwk" });
    const meddling: typeof fetch = async (url, init) => {
      const response = await fetch(locally(verifier, String(url)), init as RequestInit);
      const [header, payload = "", signature] = (await response.text()).split(".");
      const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
      const changed = Buffer.from(JSON.stringify({ ...claims, response_uri: `${publicUrl}/evil` })).toString(
        "base64url",
      );
      return new Response([header, changed, signature].join("."), { headers: response.headers });
    };
    await expect(openid4vcWallet(meddling).read(asked.link)).rejects.toThrow();
  });
});
