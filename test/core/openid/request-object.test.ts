import { describe, expect, it } from "vitest";
import type { ResolveDid } from "../../../core/did/did-document.ts";
import { didKeyDocument, didKeyVerificationMethod } from "../../../core/did/did-key.ts";
import { signJws } from "../../../core/jose/sign-jws.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { parseClientIdentifier } from "../../../core/openid/client-identifier.ts";
import { readRequestLink } from "../../../core/openid/request-link.ts";
import { openRequestObject } from "../../../core/openid/request-object.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { createCertificateAuthority, leafFor } from "../../support/certificates.ts";
import { now, thief, employer as verifier } from "../../support/world.ts";

const clientId = `decentralized_identifier:${verifier.did}`;
const kid = didKeyVerificationMethod(verifier.did);
const seconds = now.getTime() / 1000;
const resolveDid: ResolveDid = async (did) => didKeyDocument(did);
const invalid = expect.objectContaining({ error: "invalid_request" });

function claims(changes: JsonObject = {}): JsonObject {
  return {
    client_id: clientId,
    aud: "https://self-issued.me/v2",
    wallet_nonce: "w1",
    exp: seconds + 300,
    ...changes,
  };
}

async function open({
  header = {},
  payload = claims(),
  by = verifier,
  resolve = resolveDid,
}: {
  header?: JsonObject;
  payload?: JsonObject;
  by?: typeof verifier;
  resolve?: ResolveDid;
} = {}) {
  const typed = { typ: "oauth-authz-req+jwt", kid, ...header };
  const jwt = await signJws({ header: typed, payload, signer: by.signer });
  return openRequestObject(jwt, {
    expectedClient: parseClientIdentifier(clientId),
    expectedWalletNonce: "w1",
    now,
    resolveDid: resolve,
    trustedRoots: [],
  });
}

describe("a request object of a DID (OpenID4VP 1.0, 5.9.3; RFC 9101)", () => {
  it("gives its claims when the DID's key has signed it", async () => {
    expect(await open()).toEqual(claims());
  });

  it("may be signed with a key that is for assertions only", async () => {
    const { authentication: _, ...document } = didKeyDocument(verifier.did);
    await expect(open({ resolve: async () => document })).resolves.toEqual(claims());
  });

  it.each<[string, Parameters<typeof open>[0]]>([
    ["has another typ (5)", { header: { typ: "JWT" } }],
    ["has no typ", { header: { typ: "" } }],
    ["is signed by somebody else", { by: thief }],
    ["is signed with another DID's key", { header: { kid: didKeyVerificationMethod(thief.did) }, by: thief }],
    ["names no key", { header: { kid: "" } }],
    [
      "brings its own key along",
      { header: { jwk: { kty: "OKP", crv: "Ed25519", x: "x" }, kid: "" }, by: thief },
    ],
    [
      "is signed with a key for neither authentication nor assertion",
      { resolve: async () => ({ ...didKeyDocument(verifier.did), authentication: [], assertionMethod: [] }) },
    ],
    [
      "names another client than its link (5.10.1)",
      { payload: claims({ client_id: `decentralized_identifier:${thief.did}` }) },
    ],
    ["names the client without its prefix", { payload: claims({ client_id: verifier.did }) }],
    ["is meant for somebody else (5.8)", { payload: claims({ aud: "https://wallet.example" }) }],
    [
      "is meant for several",
      { payload: claims({ aud: ["https://self-issued.me/v2", "https://wallet.example"] }) },
    ],
    ["says not for whom it is", { payload: claims({ aud: "" }) }],
    ["does not give the wallet_nonce back (5.10.1)", { payload: claims({ wallet_nonce: "w2" }) }],
    ["has expired", { payload: claims({ exp: seconds - 61 }) }],
    ["is not valid yet", { payload: claims({ nbf: seconds + 61 }) }],
    ["was made in the future", { payload: claims({ iat: seconds + 61 }) }],
    ["expires at a text", { payload: claims({ exp: "2099" }) }],
  ])("is refused when it %s", async (_, changes) => {
    await expect(open(changes)).rejects.toEqual(invalid);
  });

  it("stays open when the DID cannot be resolved", async () => {
    const resolve = async () => {
      throw new Problem("FETCH_FAILED");
    };
    await expect(open({ resolve })).rejects.toEqual(expect.objectContaining({ code: "FETCH_FAILED" }));
  });

  it.each([
    ["unsigned", "eyJhbGciOiJub25lIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.e30."],
    ["no JWT", "hello"],
    ["larger than any", `e${"y".repeat(130 * 1024)}.e30.AA`],
  ])("is refused when it is %s", async (_, jwt) => {
    const expectedClient = parseClientIdentifier(clientId);
    const expectation = { expectedClient, expectedWalletNonce: undefined, now, resolveDid, trustedRoots: [] };
    await expect(openRequestObject(jwt, expectation)).rejects.toEqual(invalid);
  });
});

const root = createCertificateAuthority();

describe.skipIf(root === undefined)("a request object of a host (x509_san_dns)", () => {
  const leaf = root?.issue(leafFor("verifier.example"));
  const certified = "x509_san_dns:verifier.example";
  const today = new Date(Date.now() + 60_000);

  async function openCertified(
    x5c: string[] | undefined,
    signer = leaf?.signer,
    trustedRoots = [root?.pem ?? ""],
  ) {
    const payload = { client_id: certified, aud: "https://self-issued.me/v2" };
    const header = { typ: "oauth-authz-req+jwt", ...(x5c !== undefined && { x5c }) };
    const jwt = await signJws({ header, payload, signer: signer ?? verifier.signer });
    const expectedClient = parseClientIdentifier(certified);
    return openRequestObject(jwt, {
      expectedClient,
      expectedWalletNonce: undefined,
      now: today,
      resolveDid,
      trustedRoots,
    });
  }

  it("gives its claims when the certified key has signed it", async () => {
    await expect(openCertified([leaf?.x5c ?? ""])).resolves.toMatchObject({ client_id: certified });
  });

  it.each<[string, () => Promise<unknown>]>([
    ["comes without certificates", () => openCertified(undefined)],
    ["comes with something else", () => openCertified(["%"])],
    ["is signed by somebody else", () => openCertified([leaf?.x5c ?? ""], verifier.signer)],
    [
      "is signed with the key of another certificate of the chain",
      () => openCertified([leaf?.x5c ?? "", root?.x5c ?? ""], root?.signer),
    ],
    ["leads to a root that is not trusted", () => openCertified([leaf?.x5c ?? ""], leaf?.signer, [])],
    ["is certified for another host", () => openCertified([root?.issue(leafFor("evil.example")).x5c ?? ""])],
  ])("is refused when it %s", async (_, opening) => {
    await expect(opening()).rejects.toEqual(invalid);
  });
});

describe("the link of a request (OpenID4VP 1.0, 5)", () => {
  const link = (parameters: Record<string, string>) => `openid4vp://?${new URLSearchParams(parameters)}`;
  const uri = "redirect_uri:https://verifier.example/response";

  it("holds the request itself, a request object, or where to get one", () => {
    expect(
      readRequestLink(link({ client_id: uri, nonce: "n", dcql_query: '{"credentials":[]}' })),
    ).toMatchObject({
      by: "value",
      client: { full: uri },
      parameters: { nonce: "n", dcql_query: { credentials: [] } },
    });
    expect(readRequestLink(link({ client_id: clientId, request: "a.b.c" }))).toMatchObject({
      by: "object",
      jwt: "a.b.c",
    });
    const reference = { client_id: clientId, request_uri: "https://verifier.example/r" };
    expect(readRequestLink(link(reference))).toMatchObject({ by: "reference", method: "GET" });
    expect(readRequestLink(link({ ...reference, request_uri_method: "post" }))).toMatchObject({
      method: "POST",
    });
    expect(readRequestLink("https://verifier.example/interactions/1?iuv=1")).toMatchObject({
      by: "interaction",
    });
  });

  it.each<[string, string, string]>([
    ["invalid_request", "is no link", "hello"],
    ["invalid_request", "names nobody", "openid4vp://?nonce=1"],
    [
      "invalid_request",
      "names two clients",
      `${link({ client_id: uri })}&client_id=${encodeURIComponent(clientId)}`,
    ],
    [
      "invalid_request",
      "gives the request twice",
      link({ client_id: clientId, request: "a", request_uri: "https://a.example" }),
    ],
    [
      "invalid_request",
      "refers to a request that nobody can sign (5.9.3)",
      link({ client_id: uri, request_uri: "https://verifier.example/r" }),
    ],
    ["invalid_request", "holds a request that nobody can sign", link({ client_id: uri, request: "a.b.c" })],
    [
      "invalid_request",
      "gives a method for nothing (5.1)",
      link({ client_id: uri, request_uri_method: "post" }),
    ],
    [
      "invalid_request_uri_method",
      "gives an unknown method",
      link({ client_id: clientId, request_uri: "https://a.example", request_uri_method: "POST" }),
    ],
    ["invalid_request", "holds a query that is not JSON", link({ client_id: uri, dcql_query: "{" })],
    [
      "invalid_request",
      "holds a query with a member twice",
      link({ client_id: uri, dcql_query: '{"a":1,"a":2}' }),
    ],
  ])("is refused as %s when it %s", (error, _, text) => {
    expect(() => readRequestLink(text)).toThrow(expect.objectContaining({ error }));
  });
});
