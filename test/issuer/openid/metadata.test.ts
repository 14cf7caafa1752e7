import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CryptosuiteName, takesKey } from "../../../core/credential/proof/cryptosuites.ts";
import { signEnvelope } from "../../../core/credential/proof/sign.ts";
import { didKey, didKeyVerificationMethod } from "../../../core/did/did-key.ts";
import { jwsAlgorithms } from "../../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { keyPair, publicKeyOf, randomSecret, signerFor } from "../../../core/keys/key-pair.ts";
import type { Signer } from "../../../core/keys/signer.ts";
import {
  parseAuthorizationServerMetadata,
  parseIssuerMetadata,
  wellKnownUrl,
} from "../../../core/openid/issuer-metadata.ts";
import { verifyKeyProofPresentation } from "../../../core/openid/key-proof-presentation.ts";
import { addOpenidMetadataRoutes } from "../../../issuer/routes/openid-metadata-routes.ts";
import type { Api } from "../../../web/api.ts";
import type { RouteDescription } from "../../../web/route.ts";
import { type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";

let issuer: RunningIssuer;
const identifier = "https://issuer.example/issuers/acme";

beforeAll(async () => {
  issuer = await runIssuer();
  await issuer.createTenant("acme");
});
afterAll(() => issuer.stop());

const expected = { expectedIssuer: identifier, allowHttpOnLoopback: false };

describe("the metadata of a tenant", () => {
  it.each([
    new URL(wellKnownUrl(identifier, "openid-credential-issuer")).pathname,
    "/issuers/acme/.well-known/openid-credential-issuer",
  ])("describes a credential issuer at %s (OpenID4VCI 1.0, 12.2.2)", async (path) => {
    const { status, headers, body } = await issuer.call("GET", path);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("application/json");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    const metadata = parseIssuerMetadata(body, expected);
    expect(metadata).toMatchObject({ name: "Employer acme", batchSize: 10, requiresEncryption: false });
    expect([...metadata.configurations.values()].map(({ format }) => format)).toEqual([
      "ldp_vc",
      "jwt_vc_json",
    ]);
    expect(body).toMatchObject({ issuer: identifier, token_endpoint: `${identifier}/openid/token` });
  });

  it.each([
    "/.well-known/oauth-authorization-server/issuers/acme",
    "/.well-known/oauth-authorization-server/issuers/acme/",
    "/issuers/acme/.well-known/oauth-authorization-server",
    "/.well-known/openid-configuration/issuers/acme",
    "/issuers/acme/.well-known/openid-configuration",
  ])("says where tokens are given at %s (RFC 8414, 3)", async (path) => {
    const { body } = await issuer.call("GET", path);
    expect(parseAuthorizationServerMetadata(body, expected).tokenEndpoint).toBe(`${identifier}/openid/token`);
    expect(body).toMatchObject({
      grant_types_supported: ["urn:ietf:params:oauth:grant-type:pre-authorized_code"],
      "pre-authorized_grant_anonymous_access_supported": true,
    });
  });

  it("names display and claims where 1.0 wants them, each claim once (12.2.4 and B.2)", async () => {
    const { body } = await issuer.call("GET", "/.well-known/openid-credential-issuer/issuers/acme");
    const configurations = body.credential_configurations_supported as JsonObject;
    for (const configuration of Object.values(configurations) as JsonObject[]) {
      const shown = configuration.credential_metadata as { display: unknown[]; claims: { path: unknown }[] };
      expect(shown.display).not.toEqual([]);
      const paths = shown.claims.map(({ path }) => JSON.stringify(path));
      expect(new Set(paths).size).toBe(paths.length);
      expect(configuration).not.toHaveProperty("display");
      expect(configuration).not.toHaveProperty("claims");
    }
  });

  it("says of key proofs all that is taken, and nothing else (12.2.4 and F)", async () => {
    const { body } = await issuer.call("GET", "/issuers/acme/.well-known/openid-credential-issuer");
    const configurations = body.credential_configurations_supported as Record<string, JsonObject>;
    const { proof_types_supported: types } = configurations.MicroInternship_ldp_vc ?? {};
    const { jwt, di_vp } = types as { jwt: unknown; di_vp: { proof_signing_alg_values_supported: string[] } };
    expect(jwt).toEqual({ proof_signing_alg_values_supported: [...jwsAlgorithms.keys()] });
    for (const keyType of ["Ed25519", "P-256", "P-384"] as const) {
      const pair = keyPair(
        keyType,
        randomSecret(keyType, (size) => new Uint8Array(size).fill(7)),
      );
      const did = didKey(publicKeyOf(pair));
      const signer = signerFor(didKeyVerificationMethod(did), pair) as Signer;
      for (const cryptosuite of di_vp.proof_signing_alg_values_supported as CryptosuiteName[]) {
        if (!takesKey(cryptosuite, keyType)) continue;
        const envelope = {
          "@context": ["https://www.w3.org/ns/credentials/v2"],
          type: ["VerifiablePresentation"],
          holder: did,
        };
        const now = new Date();
        const audience = { challenge: "a-nonce", domain: identifier };
        const proof = await signEnvelope(envelope, { signer, cryptosuite, created: now, ...audience });
        const read = await verifyKeyProofPresentation(proof, { expectedIssuer: identifier, now });
        expect(read).toEqual({ did, nonce: "a-nonce" });
      }
    }
  });

  it("is not there for a tenant that is not there", async () => {
    const { status } = await issuer.call("GET", "/.well-known/openid-credential-issuer/issuers/nobody");
    expect(status).toBe(404);
    expect((await issuer.call("POST", "/issuers/nobody/openid/nonce")).status).toBe(404);
  });

  it("is also found where the public URL has a path", () => {
    const paths: string[] = [];
    const api = { route: ({ path }: RouteDescription) => paths.push(path) } as unknown as Api;
    addOpenidMetadataRoutes(api, { ...issuer.context, publicUrl: "https://host.example/stint" });
    expect(paths).toContain("/.well-known/openid-credential-issuer/stint/issuers/:slug");
    expect(paths).toContain("/.well-known/openid-credential-issuer/issuers/:slug");
  });

  it("may be read, and its endpoints called, by scripts of any origin", async () => {
    for (const path of ["/issuers/acme/openid/credential", "/issuers/acme/openid/token", "/exchanges/x"]) {
      const { status, headers } = await issuer.call("OPTIONS", path);
      expect(status).toBe(204);
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("access-control-allow-headers")).toContain("Authorization");
      expect(headers.has("access-control-allow-credentials")).toBe(false);
    }
    const { headers } = await issuer.call("GET", "/issuers/acme/credentials");
    expect(headers.has("access-control-allow-origin")).toBe(false);
  });
});
