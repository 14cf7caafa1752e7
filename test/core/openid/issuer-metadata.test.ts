import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import {
  parseAuthorizationServerMetadata,
  parseIssuerMetadata,
  wellKnownUrl,
} from "../../../core/openid/issuer-metadata.ts";

const issuer = "https://issuer.example/issuers/acme";
const expected = { expectedIssuer: issuer, allowHttpOnLoopback: false };

function metadata(changes: JsonObject = {}): JsonObject {
  return {
    credential_issuer: issuer,
    credential_endpoint: `${issuer}/credential`,
    nonce_endpoint: `${issuer}/nonce`,
    batch_credential_issuance: { batch_size: 5 },
    display: [{ name: "Acme" }],
    credential_configurations_supported: {
      one: {
        format: "ldp_vc",
        credential_definition: { type: ["VerifiableCredential"] },
        cryptographic_binding_methods_supported: ["did:key"],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ["EdDSA"] } },
        credential_metadata: { display: [{ name: "A badge" }] },
      },
      unreadable: "text",
    },
    ...changes,
  };
}

describe("issuer metadata (OpenID4VCI 1.0, 12.2)", () => {
  it("lies between host and path", () => {
    expect(wellKnownUrl(issuer, "openid-credential-issuer")).toBe(
      "https://issuer.example/.well-known/openid-credential-issuer/issuers/acme",
    );
    expect(wellKnownUrl("https://issuer.example", "oauth-authorization-server")).toBe(
      "https://issuer.example/.well-known/oauth-authorization-server",
    );
  });

  it("is read as far as a wallet acts on it", () => {
    const read = parseIssuerMetadata(metadata(), expected);
    expect(read).toMatchObject({
      authorizationServers: [issuer],
      batchSize: 5,
      name: "Acme",
      requiresEncryption: false,
    });
    expect([...read.configurations.keys()]).toEqual(["one"]);
    expect(read.configurations.get("one")).toMatchObject({ format: "ldp_vc", name: "A badge" });
    expect(read.configurations.get("one")?.proofTypes.get("jwt")).toEqual(["EdDSA"]);
  });

  it("tells when answers would be encrypted", () => {
    const encrypted = metadata({ credential_response_encryption: { encryption_required: true } });
    expect(parseIssuerMetadata(encrypted, expected).requiresEncryption).toBe(true);
  });

  it.each<[string, JsonObject]>([
    ["is another issuer's", { credential_issuer: "https://issuer.example/issuers/other" }],
    ["differs by a slash", { credential_issuer: `${issuer}/` }],
    ["has an endpoint without https", { credential_endpoint: "http://issuer.example/credential" }],
    ["has no endpoint", { credential_endpoint: null }],
    ["has no authorization server", { authorization_servers: [] }],
    ["has a batch of one", { batch_credential_issuance: { batch_size: 1 } }],
    ["has no configurations", { credential_configurations_supported: [] }],
  ])("is refused when it %s", (_name, changes) => {
    expect(() => parseIssuerMetadata(metadata(changes), expected)).toThrow(
      expect.objectContaining({ code: "MALFORMED_VALUE_ERROR" }),
    );
  });
});

describe("authorization server metadata (RFC 8414, 3.3)", () => {
  it("says where tokens are given, for exactly the server it was looked for under", () => {
    const json = { issuer, token_endpoint: `${issuer}/token` };
    expect(parseAuthorizationServerMetadata(json, expected)).toEqual({ tokenEndpoint: `${issuer}/token` });
    for (const other of [{ ...json, issuer: `${issuer}/` }, { issuer }]) {
      expect(() => parseAuthorizationServerMetadata(other, expected)).toThrow(
        expect.objectContaining({ code: "MALFORMED_VALUE_ERROR" }),
      );
    }
  });
});
