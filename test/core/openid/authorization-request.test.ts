import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import {
  openRequestEnvelope,
  parseAuthorizationRequest,
} from "../../../core/openid/authorization-request.ts";
import { parseClientIdentifier } from "../../../core/openid/client-identifier.ts";
import { isAccepted } from "../../../core/openid/client-metadata.ts";

const did = "did:web:verifier.example";
const responseUri = "https://verifier.example/response";
const dcql = {
  credentials: [{ id: "work", format: "ldp_vc", meta: { type_values: [["https://a.example/T"]] } }],
};
const key = {
  kty: "EC",
  crv: "P-256",
  alg: "ECDH-ES",
  use: "enc",
  kid: "1",
  x: "YO4epjifD-KWeq1sL2tNmm36BhXnkJ0He-WqMYrp9Fk",
  y: "Hekpm0zfK7C-YccH5iBjcIXgf6YdUvNUac_0At55Okk",
};

function parameters(changes: JsonObject = {}): JsonObject {
  return {
    response_type: "vp_token",
    response_mode: "direct_post",
    response_uri: responseUri,
    nonce: "n-0S6_WzA2Mj",
    state: "s.1~2",
    dcql_query: dcql,
    ...changes,
  };
}

function without(...names: string[]): JsonObject {
  return Object.fromEntries(Object.entries(parameters()).filter(([name]) => !names.includes(name)));
}

function read(asked: JsonObject, clientId = `decentralized_identifier:${did}`, isSigned = true) {
  const client = parseClientIdentifier(clientId);
  return parseAuthorizationRequest(openRequestEnvelope(asked, { client, isSigned }));
}

const refused = (error: string) => expect.objectContaining({ error });

describe("an authorization request (OpenID4VP 1.0, 5)", () => {
  it("is read with everything that an answer needs", () => {
    expect(read(parameters({ unknown: 1 }))).toMatchObject({
      client: { full: `decentralized_identifier:${did}`, did },
      isSigned: true,
      responseUri,
      responseMode: "direct_post",
      state: "s.1~2",
      nonce: "n-0S6_WzA2Mj",
      acceptedFormats: undefined,
      encryption: undefined,
    });
  });

  it.each(["https://a.example@evil.example/", "https://b\u0430nk.example/", "https:\\\\a.example/", "a:b"])(
    "is refused with the response_uri %j, which reads like another one",
    (uri) => expect(() => read(parameters({ response_uri: uri }))).toThrow(refused("invalid_request")),
  );

  it("may leave the response_uri to a redirect_uri client's identifier (5.9.3)", () => {
    expect(read(without("response_uri"), `redirect_uri:${responseUri}`, false)).toMatchObject({
      responseUri,
    });
  });

  it("may be sent to the host that the certificate names, on any port and path (5.9.3)", () => {
    const asked = parameters({ response_uri: "https://verifier.example:8443/a" });
    expect(read(asked, "x509_san_dns:verifier.example").responseUri).toBe("https://verifier.example:8443/a");
  });

  it("is answered with the first key for encryption, and A128GCM when nothing is said (8.3)", () => {
    const jwks = {
      keys: [
        { ...key, use: "sig" },
        { ...key, alg: "RSA-OAEP" },
        { ...key, d: "x" },
        { ...key, kid: "2" },
      ],
    };
    const asked = { response_mode: "direct_post.jwt", client_metadata: { jwks } };
    expect(read(parameters(asked)).encryption).toMatchObject({ kid: "2", contentEncryption: "A128GCM" });
    const listed = { jwks, encrypted_response_enc_values_supported: ["A256GCM", "XYZ"] };
    expect(read(parameters({ ...asked, client_metadata: listed })).encryption).toMatchObject({
      contentEncryption: "A256GCM",
    });
  });

  it.each<[string, string, JsonObject]>([
    [
      "invalid_request",
      "mentions redirect_uri beside direct_post (8.2)",
      parameters({ redirect_uri: responseUri }),
    ],
    ["invalid_request", "asks for a code", parameters({ response_type: "code" })],
    ["invalid_request", "has no response_type", without("response_type")],
    ["invalid_request", "has no nonce", without("nonce")],
    ["invalid_request", "has a nonce that is not safe in a URL (5.2)", parameters({ nonce: "a b" })],
    ["invalid_request", "asks for nothing", without("dcql_query")],
    ["invalid_request", "asks twice", parameters({ scope: "openid" })],
    [
      "invalid_scope",
      "asks by a scope that nobody defined (5.5)",
      { ...without("dcql_query"), scope: "com.example.card" },
    ],
    ["invalid_request", "asks as the drafts did", { ...without("dcql_query"), presentation_definition: {} }],
    [
      "invalid_transaction_data",
      "wants a transaction authorized (8.4)",
      parameters({ transaction_data: ["e30"] }),
    ],
    ["invalid_transaction_data", "wants nothing authorized, in a list", parameters({ transaction_data: [] })],
    [
      "vp_formats_not_supported",
      "verifies formats that are not ours only",
      parameters({ client_metadata: { vp_formats_supported: { mso_mdoc: {} } } }),
    ],
    ["invalid_request", "describes itself with a text", parameters({ client_metadata: "{}" })],
    [
      "invalid_request",
      "wants an encrypted answer without a key",
      parameters({ response_mode: "direct_post.jwt" }),
    ],
    [
      "invalid_request",
      "wants an encryption that is not ours",
      parameters({
        response_mode: "direct_post.jwt",
        client_metadata: { jwks: { keys: [key] }, encrypted_response_enc_values_supported: ["none"] },
      }),
    ],
    [
      "invalid_request",
      "needs no holder and has no state (5.3)",
      {
        ...without("state"),
        dcql_query: {
          credentials: [{ ...dcql.credentials[0], require_cryptographic_holder_binding: false }],
        },
      },
    ],
  ])("is answered with %s when it %s", (error, _, asked) => {
    expect(() => read(asked)).toThrow(refused(error));
  });

  it.each<[string, JsonObject, string, boolean]>([
    ["claims a DID, but is not signed", parameters(), `decentralized_identifier:${did}`, false],
    ["claims a host, but is not signed", parameters(), "x509_san_dns:verifier.example", false],
    ["is signed by nobody in particular", parameters(), `redirect_uri:${responseUri}`, true],
    [
      "wants the answer elsewhere than its client_id says",
      parameters({ response_uri: "https://evil.example/" }),
      `redirect_uri:${responseUri}`,
      false,
    ],
    [
      "wants the answer on another host than its certificate's",
      parameters({ response_uri: "https://verifier.example.evil/" }),
      "x509_san_dns:verifier.example",
      true,
    ],
    [
      "wants the answer on a host below its certificate's",
      parameters({ response_uri: "https://a.verifier.example/" }),
      "x509_san_dns:verifier.example",
      true,
    ],
    ["says not where the answer goes", without("response_uri"), `decentralized_identifier:${did}`, true],
    [
      "wants the answer in the browser",
      parameters({ response_mode: "fragment" }),
      `decentralized_identifier:${did}`,
      true,
    ],
    ["says not how the answer goes", without("response_mode"), `decentralized_identifier:${did}`, true],
    [
      "has a state that is not safe in a form (5.2)",
      parameters({ state: "a\nb" }),
      `decentralized_identifier:${did}`,
      true,
    ],
  ])("is not answered at all when it %s", (_, asked, clientId, isSigned) => {
    const client = parseClientIdentifier(clientId);
    expect(() => openRequestEnvelope(asked, { client, isSigned })).toThrow(refused("invalid_request"));
  });

  it.each([
    ["is missing", undefined],
    ["is empty", ""],
    ["has no prefix, and nobody is registered", "verifier"],
    ["has an unknown prefix", "https://verifier.example"],
    ["has the prefix that only browsers may use (5.9.3)", "origin:https://verifier.example"],
    ["names no DID", "decentralized_identifier:web:verifier.example"],
    ["names a key instead of a DID", `decentralized_identifier:${did}#key-1`],
    ["names no host", "x509_san_dns:Verifier Example"],
    ["names no URL", "redirect_uri:nowhere"],
    ["holds a control character", "redirect_uri:https://a.example/\u0007"],
  ])("is refused when its client_id %s", (_, clientId) => {
    expect(() => parseClientIdentifier(clientId)).toThrow(refused("invalid_request"));
  });
});

describe("what an asker can verify (OpenID4VP 1.0, B.1.3)", () => {
  const ldp = { proof: [{ type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022" }] };
  const older = { proof: { type: "Ed25519Signature2020" } };
  const jwt = `${Buffer.from('{"alg":"ES256"}').toString("base64url")}.e30.AA`;

  it.each<[string, JsonObject | string, JsonObject, boolean]>([
    ["says nothing about algorithms", ldp, { ldp_vc: {} }, true],
    [
      "lists it",
      ldp,
      { ldp_vc: { proof_type_values: ["DataIntegrityProof"], cryptosuite_values: ["eddsa-rdfc-2022"] } },
      true,
    ],
    ["lists other cryptosuites", ldp, { ldp_vc: { cryptosuite_values: ["bbs-2023"] } }, false],
    [
      "lists the older proof, but not the one of a presentation",
      older,
      { ldp_vc: { proof_type_values: ["Ed25519Signature2020"] } },
      false,
    ],
    [
      "lists both",
      older,
      { ldp_vc: { proof_type_values: ["Ed25519Signature2020", "DataIntegrityProof"] } },
      true,
    ],
    ["does not know the format", ldp, { jwt_vc_json: {} }, false],
    ["does not know JWTs", jwt, { ldp_vc: {} }, false],
    [
      "lists the algorithms of credential and presentation",
      jwt,
      { jwt_vc_json: { alg_values: ["ES256", "EdDSA"] } },
      true,
    ],
    ["lists the credential's only", jwt, { jwt_vc_json: { alg_values: ["ES256"] } }, false],
  ])("who %s", (_, credential, vp_formats_supported, accepted) => {
    const { acceptedFormats } = read(parameters({ client_metadata: { vp_formats_supported } }));
    expect(isAccepted(credential, acceptedFormats)).toBe(accepted);
  });
});
