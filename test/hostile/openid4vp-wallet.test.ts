import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createCertificateAuthority, leafFor } from "../support/certificates.ts";
import { askingFor, type PlayedVerifier, playVerifier } from "../support/played-verifier.ts";
import { type Bench, benchWithWallet, issuedTo, type Situation } from "../support/stint.ts";
import { now, thief } from "../support/world.ts";

let verifier: PlayedVerifier;
let desk: Bench & { did: string };
beforeAll(async () => {
  verifier = await playVerifier();
  desk = await benchWithWallet();
  await desk.stint(["add", await desk.file("c.json", await issuedTo(desk.did))]);
});
afterAll(async () => {
  await desk.remove();
  await verifier.stop();
});
beforeEach(() => verifier.reset());

/** Even with --yes. */
const respond = (link: string, situation: Situation = {}, args = ["--yes"]) =>
  desk.stint(["respond", "--allow-loopback", link, ...args], { online: true, ...situation });

describe("a wallet answers nothing to somebody who is not who they say (OpenID4VP 1.0, 5)", () => {
  test.each<[string, () => Promise<string> | string]>([
    ["an unsigned request for a DID (5.9.3)", () => verifier.unsigned({ client_id: verifier.clientId })],
    ["an unsigned request for a host", () => verifier.unsigned({ client_id: "x509_san_dns:127.0.0.1" })],
    [
      "another client_id than its link's (5.10.1)",
      () => verifier.signed({ claims: { client_id: `decentralized_identifier:${thief.did}` } }),
    ],
    [
      "a link in the name of somebody else",
      () => verifier.signed({ link: { client_id: `decentralized_identifier:${thief.did}` } }),
    ],
    ["a signature of somebody else", () => verifier.signed({ by: thief })],
    [
      "somebody else's key, and their signature",
      () => verifier.signed({ by: thief, header: { kid: thief.signer.id } }),
    ],
    ["another typ (5)", () => verifier.signed({ header: { typ: "JWT" } })],
    ["another audience (5.8)", () => verifier.signed({ claims: { aud: "https://wallet.example" } })],
    [
      "a request for another wallet's nonce (5.10.1)",
      () => verifier.signed({ claims: { wallet_nonce: "x" }, link: { request_uri_method: "post" } }),
    ],
    ["a request that has expired", () => verifier.signed({ claims: { exp: now.getTime() / 1000 - 3600 } })],
    [
      "an answer elsewhere than the client_id says (5.9.3)",
      () => verifier.unsigned({ client_id: "redirect_uri:https://known.example/" }),
    ],
    ["an unknown kind of client", () => verifier.unsigned({ client_id: "https://known.example" })],
    ["a client that is known to nobody", () => verifier.unsigned({ client_id: "known" })],
    ["an answer through the browser", () => verifier.unsigned({ response_mode: "fragment" })],
    [
      "a request that nobody can sign, by reference",
      () => verifier.signed({ link: { client_id: `redirect_uri:${verifier.responseUri}` } }),
    ],
    [
      "a request URI that redirects (14.9)",
      async () => {
        const link = await verifier.signed();
        const object = verifier.replies["/request"];
        if (object !== undefined) verifier.replies["/other"] = object;
        verifier.replies["/request"] = (_request, response) =>
          void response.writeHead(302, { location: "/other" }).end();
        return link;
      },
    ],
    [
      "a huge request",
      async () => {
        const link = await verifier.signed();
        verifier.replies["/request"] = (_request, response) => void response.end("x".repeat(600 * 1024));
        return link;
      },
    ],
    [
      "a page",
      async () => {
        const link = await verifier.signed();
        verifier.replies["/request"] = (_request, response) => void response.end("<html>");
        return link;
      },
    ],
    [
      "a request URI inside the network",
      () => verifier.signed({ link: { request_uri: "http://10.0.0.1/request" } }),
    ],
  ])("%s", async (_, link) => {
    const said = await respond(await link());
    expect(said.code).toBeGreaterThan(0);
    expect(said.out).toBe("");
    expect(verifier.answers()).toEqual([]);
    expect(verifier.paths()).not.toContain("/other");
  });
});

describe("a wallet tells an authentic asker why it does not answer (OpenID4VP 1.0, 8.5)", () => {
  test.each<[string, string, JsonObject]>([
    ["invalid_transaction_data", "transaction_data (8.4)", { transaction_data: ["e30"] }],
    [
      "invalid_request",
      "redirect_uri beside direct_post (8.2)",
      { redirect_uri: "https://verifier.example/" },
    ],
    ["invalid_request", "dcql_query beside scope", { scope: "openid" }],
    ["invalid_request", "an earlier query language", { dcql_query: null, presentation_definition: {} }],
    ["invalid_request", "no nonce", { nonce: "" }],
    ["invalid_request", "an encrypted answer without a key", { response_mode: "direct_post.jwt" }],
    [
      "vp_formats_not_supported",
      "other formats only",
      { client_metadata: { vp_formats_supported: { mso_mdoc: {} } } },
    ],
  ])("%s for %s", async (error, _, claims) => {
    const said = await respond(await verifier.signed({ claims }), {}, ["--json"]);
    expect(said).toMatchObject({ out: "" });
    expect(said.code).toBeGreaterThan(0);
    expect(verifier.answers()).toHaveLength(1);
    expect(verifier.answers()[0]?.get("error")).toBe(error);
    expect(verifier.answers()[0]?.get("state")).toBe("the-state");
    expect(verifier.answers()[0]?.get("error_description")).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/u);
  });

  test("but not somebody who proves nothing, unless the person wants it", async () => {
    const link = verifier.unsigned({ transaction_data: ["e30"] });
    await respond(link, {}, []);
    expect(verifier.answers()).toEqual([]);
    await respond(link, {}, ["--deny"]);
    expect(verifier.answers()[0]?.get("error")).toBe("invalid_transaction_data");
  });
});

describe("a wallet encrypts to no key that is none (OpenID4VP 1.0, 8.3)", () => {
  const x = Buffer.alloc(32).toString("base64url");
  test.each<[string, JsonObject]>([
    ["not on its curve", { kty: "EC", crv: "P-256", x, y: x }],
    ["half of one", { kty: "EC", crv: "P-256", x }],
    ["of small order", { kty: "OKP", crv: "X25519", x }],
  ])("%s: nothing is sent, and it is not called a fault of the wallet", async (_, key) => {
    const client_metadata = { jwks: { keys: [{ ...key, alg: "ECDH-ES", use: "enc" }] } };
    const link = await verifier.signed({ claims: { response_mode: "direct_post.jwt", client_metadata } });
    const said = await respond(link);
    expect([said.code, verifier.answers()]).toEqual([1, []]);
    expect(said.error).toContain("The key that the answer should be encrypted to is none.");
  });
});

describe("a wallet shows the asker's words without obeying them", () => {
  test("control characters, bidi marks and our own marks", async () => {
    const evil = "\u001b]0;owned\u0007\u202eevil\u001b[2J ✔ Proven";
    const query = askingFor({ meta: { type_values: [[evil]] }, claims: [{ path: [evil], values: [evil] }] });
    const said = await respond(await verifier.signed({ claims: { dcql_query: query } }));
    expect(said.code).toBe(1);
    expect(said.error).toContain("evil");
    expect(said.error).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
    expect(said.error).not.toContain("✔");
  });

  test("where to go on is shown only when it is a web address, and never opened", async () => {
    for (const redirect_uri of [
      "javascript:alert(1)",
      "file:///etc/passwd",
      "https://a.example/\u001b[2J",
      1,
    ]) {
      verifier.reset();
      verifier.replies["/response"] = { redirect_uri };
      const said = await respond(await verifier.signed());
      expect(said.code).toBe(0);
      expect(said.error).not.toContain("go on here");
    }
  });

  test("an answer that is redirected is not sent on (14.9)", async () => {
    verifier.replies["/response"] = (_request, response) =>
      void response.writeHead(307, { location: "/other" }).end();
    expect((await respond(await verifier.signed())).code).toBe(3);
    expect(verifier.paths()).not.toContain("/other");
  });
});

const root = createCertificateAuthority();

describe.skipIf(root === undefined)("a host proves itself by a certificate (x509_san_dns, 5.9.3)", () => {
  const leaf = root?.issue(leafFor("localhost"));
  const today = { now: new Date(Date.now() + 60_000) };

  async function asked(changes: { x5c?: string[]; claims?: JsonObject } = {}): Promise<string> {
    const client_id = "x509_san_dns:localhost";
    const response_uri = verifier.responseUri.replace("127.0.0.1", "localhost");
    const header = { x5c: changes.x5c ?? [leaf?.x5c ?? ""] };
    const claims = { client_id, response_uri, ...changes.claims };
    const by = { did: "", signer: leaf?.signer ?? thief.signer };
    return verifier.signed({ header, claims, by, link: { client_id } });
  }

  async function authorities(): Promise<string[]> {
    return ["--yes", "--ca", await desk.file("ca.pem", root?.pem ?? "")];
  }

  test("that leads to an authority the person believes", async () => {
    const said = await respond(await asked(), today, await authorities());
    expect(said.code).toBe(0);
    expect(said.error).toMatch(/Asked by localhost:\d+ — proven by a certificate for this host name/u);
  });

  test.each<[string, () => Promise<string>]>([
    ["of another host", () => asked({ x5c: [root?.issue(leafFor("evil.example")).x5c ?? ""] })],
    ["and wants the answer on another host", () => asked({ claims: { response_uri: verifier.responseUri } })],
    ["that is not the signer's", () => asked({ x5c: [root?.issue(leafFor("localhost")).x5c ?? ""] })],
  ])("but not by one %s", async (_, link) => {
    expect((await respond(await link(), today, await authorities())).code).toBe(1);
    expect(verifier.answers()).toEqual([]);
  });

  test("but not by one whose authority nobody believes", async () => {
    const said = await respond(await asked(), today);
    expect(said.code).toBe(1);
    expect(said.error).toContain("nobody whom this wallet trusts");
    expect(verifier.answers()).toEqual([]);
  });
});
