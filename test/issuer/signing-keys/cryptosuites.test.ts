import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { envelopedJwt } from "../../../core/credential/jwt/enveloped.ts";
import { parseCompactJws } from "../../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { verdictOnIssued } from "../../support/issued-verdict.ts";
import {
  adminToken,
  credentialOf,
  draftBy,
  type IssuerAnswer,
  type RunningIssuer,
  runIssuer,
  type Tenant,
} from "../../support/running-issuer.ts";
import { tenantWithKey } from "../../support/tenant-with-key.ts";

let issuer: RunningIssuer;
/** By did:web with a key of each type; by did:web with an Ed25519 key alone; by a did:key of one type. */
let all: Tenant;
let plain: Tenant;
const keyed = new Map<string, Tenant>();

beforeAll(async () => {
  issuer = await runIssuer();
  all = await issuer.createTenant("all");
  plain = await issuer.createTenant("plain");
  for (const keyType of ["P-256", "P-384"] as const) {
    await issuer.call("POST", "/issuers/all/signing-keys", { token: all.apiKey, body: { keyType } });
    keyed.set(keyType, await tenantWithKey(issuer, keyType));
  }
  for (const keyType of ["P-521", "RSA"]) {
    await issuer.call("POST", "/issuers/all/signing-keys", { token: all.apiKey, body: { keyType } });
  }
});
afterAll(() => issuer.stop());

const issue = (tenant: Tenant, options: JsonObject) => issuer.issue(tenant, draftBy(tenant), { options });

function signatureOf(answer: IssuerAnswer): { key: string; by: string } {
  const { verifiableCredential } = answer.body;
  const credential = envelopedJwt(verifiableCredential, "credential") ?? verifiableCredential;
  if (typeof credential === "string") {
    const { header } = parseCompactJws(credential, { maxBytes: 100_000 });
    return { key: String(header.kid).split("#")[1] ?? "", by: String(header.alg) };
  }
  const [proof] = credentialOf(answer).proof as JsonObject[];
  return {
    key: String(proof?.verificationMethod).split("#")[1] ?? "",
    by: String(proof?.cryptosuite),
  };
}

describe("options.cryptosuite, options.alg and options.keyType choose the key", () => {
  test.each<[JsonObject, string, string]>([
    [{}, "key-1", "eddsa-rdfc-2022"],
    [{ cryptosuite: "eddsa-rdfc-2022" }, "key-1", "eddsa-rdfc-2022"],
    [{ cryptosuite: "eddsa-jcs-2022" }, "key-1", "eddsa-jcs-2022"],
    [{ cryptosuite: "ecdsa-rdfc-2019" }, "p256-1", "ecdsa-rdfc-2019"],
    [{ cryptosuite: "ecdsa-rdfc-2019", keyType: "P-384" }, "p384-1", "ecdsa-rdfc-2019"],
    [{ cryptosuite: "ecdsa-jcs-2019", keyType: "P-256" }, "p256-1", "ecdsa-jcs-2019"],
    [{ keyType: "P-384" }, "p384-1", "ecdsa-rdfc-2019"],
    [{ securing: "embedded" }, "key-1", "eddsa-rdfc-2022"],
    [{ securing: "jwt" }, "key-1-jwk", "EdDSA"],
    [{ securing: "jwt", alg: "EdDSA" }, "key-1-jwk", "EdDSA"],
    [{ securing: "jwt", alg: "ES256" }, "p256-1-jwk", "ES256"],
    [{ securing: "jwt", alg: "ES384" }, "p384-1-jwk", "ES384"],
    [{ securing: "jwt", keyType: "P-384" }, "p384-1-jwk", "ES384"],
    [{ securing: "vc+jwt", alg: "ES512" }, "p521-1-jwk", "ES512"],
    [{ securing: "vc+jwt", keyType: "RSA" }, "rsa-1-jwk", "RS256"],
    [{ securing: "jwt", alg: "RS256" }, "rsa-1-jwk", "RS256"],
  ])("%j", async (options, key, by) => {
    const answer = await issue(all, options);
    expect(answer.status).toBe(201);
    expect(signatureOf(answer)).toEqual({ key, by });
    const credential = answer.body.verifiableCredential as JsonObject | string;
    expect((await verdictOnIssued(issuer, credential)).verified).toBe(true);
  });

  test.each<[JsonObject, RegExp]>([
    [
      { cryptosuite: "ecdsa-rdfc-2019" },
      /no P-256 or P-384 key, which ecdsa-rdfc-2019 needs.*signing-keys create plain --type P-256/,
    ],
    [
      { securing: "jwt", alg: "ES384" },
      /no P-384 key, which ES384 needs.*POST \/issuers\/plain\/signing-keys \{"keyType": "P-384"\}/,
    ],
    [{ keyType: "P-256" }, /no P-256 key/],
    [{ cryptosuite: "eddsa-rdfc-2022", keyType: "P-256" }, /eddsa-rdfc-2022 takes no P-256 key/],
    [{ securing: "jwt", alg: "EdDSA", keyType: "P-384" }, /EdDSA takes no/],
    [{ alg: "EdDSA" }, /options.alg is for a JWT/],
    [{ securing: "jwt", cryptosuite: "eddsa-rdfc-2022" }, /choose options.alg/],
    [
      { securing: "jwt", previousProof: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0001" },
      /has no other proofs/,
    ],
    [{ securing: "jwt", keyType: "BLS12-381" }, /no BLS12-381 key/],
    [{ cryptosuite: "Ed25519Signature2020" }, /options.cryptosuite/],
    [{ cryptosuite: "constructor" }, /options.cryptosuite/],
    [{ cryptosuite: ["eddsa-rdfc-2022"] }, /options.cryptosuite/],
    [{ cryptosuite: "" }, /options.cryptosuite/],
    [{ securing: "jwt", alg: "none" }, /options.alg/],
    [{ securing: "jwt", alg: "HS256" }, /options.alg/],
    [{ securing: "jwt", alg: "PS256" }, /options.alg/],
    [{ securing: "vc+jwt", cryptosuite: "eddsa-rdfc-2022" }, /choose options.alg/],
    [{ securing: "vc+jwt", selectiveDisclosure: "bbs-2023" }, /not for a JWT/],
    [{ securing: "jose" }, /options.securing/],
    [{ keyType: "RSA-512" }, /options.keyType/],
  ])(
    "%j is refused with words where there is no key for it, and nothing is issued",
    async (options, words) => {
      const answer = await issue(plain, options);
      expect([answer.status, answer.body.detail]).toEqual([400, expect.stringMatching(words)]);
      const { body } = await issuer.call("GET", "/issuers/plain/credentials", { token: plain.apiKey });
      expect(body.items).toEqual([]);
    },
  );

  test("the tenant sees which key and cryptosuite it was", async () => {
    const answer = await issue(all, { cryptosuite: "ecdsa-jcs-2019", keyType: "P-384" });
    const at = `/issuers/all/credentials/${encodeURIComponent(String(credentialOf(answer).id))}`;
    const { body } = await issuer.call("GET", at, { token: all.apiKey });
    expect(body).toMatchObject({ signingKey: "p384-1", signingKeyVersion: 1, cryptosuite: "ecdsa-jcs-2019" });
  });
});

describe.each(["P-256", "P-384"])("an issuer whose did:key is a %s key", (keyType) => {
  const alg = keyType === "P-256" ? "ES256" : "ES384";
  const own = () => keyed.get(keyType) as Tenant;

  test("signs with it whatever is asked for nothing else, and its status list too", async () => {
    const answer = await issue(own(), {});
    expect(signatureOf(answer)).toEqual({ key: own().did.slice("did:key:".length), by: "ecdsa-rdfc-2019" });
    const verdict = await verdictOnIssued(issuer, credentialOf(answer));
    expect(verdict.checks.find(({ name }) => name === "status")?.outcome).toBe("passed");
    expect(verdict.verified).toBe(true);
    const jwt = await issue(own(), { securing: "jwt" });
    expect(signatureOf(jwt).by).toBe(alg);
    expect((await verdictOnIssued(issuer, String(jwt.body.verifiableCredential))).verified).toBe(true);
  });

  test("has no other, and says how to come by one", async () => {
    const answer = await issue(own(), { cryptosuite: "eddsa-rdfc-2022" });
    expect(answer.body.detail).toMatch(/did:key is its one key.*create an issuer with did:web/);
    const token = own().apiKey;
    for (const at of ["", "/rotate"]) {
      const path = `/issuers/${own().slug}/signing-keys${at}`;
      expect(await issuer.call("POST", path, { token, body: { keyType } })).toMatchObject({ status: 409 });
    }
  });

  test("tells wallets what it signs with (OpenID4VCI 1.0, 12.2.4)", async () => {
    const path = `/issuers/${own().slug}/.well-known/openid-credential-issuer`;
    const { body } = await issuer.call("GET", path);
    const { MicroInternship_ldp_vc: ldp, MicroInternship_jwt_vc_json: jwt } =
      body.credential_configurations_supported as Record<string, JsonObject>;
    expect(ldp?.credential_signing_alg_values_supported).toEqual(
      keyType === "P-256" ? ["ecdsa-rdfc-2019", "ecdsa-sd-2023"] : ["ecdsa-rdfc-2019"],
    );
    expect(jwt?.credential_signing_alg_values_supported).toEqual([alg]);
  });
});

test("keys that sign JWTs alone make no proofs, and are published as JsonWebKey alone", async () => {
  const answer = await issue(all, { keyType: "RSA" });
  expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining("choose a JWT")]);
  const { body } = await issuer.call("GET", "/issuers/all/signing-keys", { token: all.apiKey });
  const rsa = (body.items as JsonObject[]).find(({ type }) => type === "RSA");
  expect(rsa).toMatchObject({
    verificationMethod: `${all.did}#rsa-1-jwk`,
    publicKeyJwk: { kty: "RSA" },
    signsWith: ["RS256"],
  });
  expect(rsa).not.toHaveProperty("publicKeyMultibase");
});

test.each(["RSA", "P-521"])("a did:key is no %s key: there is no Multikey of it", async (keyType) => {
  const body = { slug: "unspelled", did: "key", keyType, profile: { name: "Unspelled" } };
  const answer = await issuer.call("POST", "/issuers", { token: adminToken, body });
  expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining("no Multikey")]);
});

test("a did:web issuer does not begin with a key of another type, and is told what it can do", async () => {
  const body = { slug: "webbed", did: "web", keyType: "P-256", profile: { name: "Webbed" } };
  const answer = await issuer.call("POST", "/issuers", { token: adminToken, body });
  expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining("beside it")]);
  expect((await issuer.call("GET", "/issuers/webbed")).status).toBe(404);
});
