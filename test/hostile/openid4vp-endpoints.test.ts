import { CompactEncrypt, generateKeyPair, importJWK } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import {
  type Asked,
  askAndRead,
  presentTo,
  publicUrl,
  type RequestParameters,
  respond,
  resultOf,
  vpFields,
} from "../support/asking-verifier.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { now } from "../support/world.ts";

let verifier: RunningVerifier;

beforeAll(async () => {
  verifier = await runVerifier({ now: () => now });
});
afterAll(() => verifier.stop());

const open = (body: JsonObject = {}) => askAndRead(verifier, body);
const stateOf = async (asked: Asked) => (await resultOf(verifier, asked)).state;

describe("an encrypted answer (OpenID4VP 1.0, 8.3)", () => {
  interface Encryption {
    alg?: string;
    enc?: string;
    kid?: string;
    more?: Record<string, unknown>;
    toStranger?: true;
    content?: string;
  }

  async function encrypt(request: RequestParameters, options: Encryption = {}): Promise<string> {
    const [jwk] = (request.client_metadata.jwks as { keys: JsonObject[] }).keys;
    if (jwk === undefined) throw new Error("No key");
    const theirs = options.toStranger && (await generateKeyPair("ECDH-ES")).publicKey;
    const presentation = options.content === undefined ? await presentTo(request) : {};
    const content = JSON.stringify({
      vp_token: { micro_internship_ldp: [presentation] },
      state: request.state,
    });
    const { alg = "ECDH-ES", enc = "A128GCM", kid = String(jwk.kid), more } = options;
    return new CompactEncrypt(Buffer.from(options.content ?? content))
      .setProtectedHeader({ alg, enc, kid, ...more })
      .encrypt(theirs ?? (await importJWK(jwk)));
  }

  const changeHeader = (jwe: string, change: JsonObject) => {
    const [header = "", ...rest] = jwe.split(".");
    const members = { ...JSON.parse(Buffer.from(header, "base64url").toString()), ...change };
    return [Buffer.from(JSON.stringify(members)).toString("base64url"), ...rest].join(".");
  };

  it("is taken when it is encrypted to the request's own key", async () => {
    const { asked, request } = await open({ encrypted: true });
    expect(request.response_mode).toBe("direct_post.jwt");
    expect(request.client_metadata).toMatchObject({
      jwks: { keys: [{ kty: "EC", crv: "P-256", use: "enc", alg: "ECDH-ES" }] },
      encrypted_response_enc_values_supported: ["A128GCM", "A256GCM"],
    });
    expect(
      (await respond(verifier, request, { response: await encrypt(request, { enc: "A256GCM" }) })).status,
    ).toBe(200);
    expect(await resultOf(verifier, asked)).toMatchObject({ verification: { verified: true } });
  });

  it.each<[string, (request: RequestParameters) => Promise<string>]>([
    ["to another key", (request) => encrypt(request, { toStranger: true })],
    ["under another kid", (request) => encrypt(request, { kid: "another" })],
    ["with RSA-OAEP", async (request) => changeHeader(await encrypt(request), { alg: "RSA-OAEP" })],
    ["with a wrapped key", (request) => encrypt(request, { alg: "ECDH-ES+A128KW" })],
    ["with another enc", (request) => encrypt(request, { enc: "A128CBC-HS256" })],
    ["with zip", async (request) => changeHeader(await encrypt(request), { zip: "DEF" })],
    ["with crit", async (request) => changeHeader(await encrypt(request), { crit: ["exp"] })],
    ["with a changed header", async (request) => changeHeader(await encrypt(request), { apu: "AA" })],
    ["around no JSON", (request) => encrypt(request, { content: "vp_token" })],
    ["around an array", (request) => encrypt(request, { content: "[]" })],
    ["around nothing about the request", (request) => encrypt(request, { content: "{}" })],
    ["as five parts of garbage", async () => "e30.e30.e30.e30.e30"],
    ["as a signed JWT", async () => "e30.e30.e30"],
  ])("%s is refused, and the request stays open", async (_what, make) => {
    const { asked, request } = await open({ encrypted: true });
    const answer = await respond(verifier, request, { response: await make(request) });
    expect([answer.status, answer.body.error]).toEqual([400, "invalid_request"]);
    expect(await stateOf(asked)).toBe("waiting");
  });

  it("is not given: a presentation in the clear is refused", async () => {
    const { asked, request } = await open({ encrypted: true });
    const answer = await respond(verifier, request, vpFields(request, await presentTo(request)));
    expect([answer.status, await stateOf(asked)]).toEqual([400, "waiting"]);
  });

  it("is not gone round by the VC-API", async () => {
    const { asked, request } = await open({ encrypted: true });
    const response = await fetch(`${verifier.url}/interactions/${asked.id}`, {
      headers: { accept: "application/json" },
    });
    expect([asked.exchangeUrl, (await response.json()).protocols.vcapi]).toEqual([undefined, undefined]);
    const presented = await presentTo({ nonce: request.nonce, client_id: "verifier.example" });
    for (const body of [{}, { verifiablePresentation: presented }]) {
      expect((await verifier.post(`/exchanges/${asked.id}`, body)).status).toBe(400);
    }
    expect(await stateOf(asked)).toBe("waiting");
  });

  it("cannot be read with the key of another request", async () => {
    const [one, other] = [await open({ encrypted: true }), await open({ encrypted: true })];
    const answer = await respond(verifier, other.request, { response: await encrypt(one.request) });
    expect(answer.status).toBe(400);
  });
});

describe("what a hostile wallet asks for", () => {
  it("the request object of a request that there is not, or by a guess from another", async () => {
    for (const id of ["AAAAAAAAAAAAAAAAAAAAAA", "..%2f", "%00"]) {
      expect((await fetch(`${verifier.url}/presentation-requests/${id}/request`)).status).toBe(400);
    }
  });

  it.each([
    ["too long", [["wallet_nonce", "x".repeat(257)]]],
    ["with a line break", [["wallet_nonce", "a\r\nb"]]],
    ["empty", [["wallet_nonce", ""]]],
    [
      "twice",
      [
        ["wallet_nonce", "a"],
        ["wallet_nonce", "b"],
      ],
    ],
  ])("a wallet_nonce that is %s is refused", async (_what, pairs) => {
    const { asked } = await open({ identity: "did:jwk" });
    const response = await fetch(`${verifier.url}/presentation-requests/${asked.id}/request`, {
      method: "POST",
      body: new URLSearchParams(pairs as [string, string][]),
    });
    expect(response.status).toBe(400);
  });

  it("a wallet_nonce with quotes changes nothing but itself", async () => {
    const { asked, request } = await open({ identity: "did:jwk" });
    const hostile = '","client_id":"evil';
    const response = await fetch(`${verifier.url}/presentation-requests/${asked.id}/request`, {
      method: "POST",
      body: new URLSearchParams({ wallet_nonce: hostile }),
    });
    const claims = JSON.parse(
      Buffer.from((await response.text()).split(".")[1] ?? "", "base64url").toString(),
    );
    expect(claims).toEqual({ ...request, wallet_nonce: hostile });
  });

  it.each([
    ["no token", undefined],
    ["a guess", "Bearer AAAAAAAAAAAAAAAAAAAAAA"],
  ])("the result, with %s: refused, whether there is one or not", async (_what, authorization) => {
    const { asked, request } = await open();
    await respond(verifier, request, vpFields(request, await presentTo(request)));
    const look = async (url: string) => {
      const response = await fetch(url.replace(publicUrl, verifier.url), {
        headers: authorization ? { authorization } : {},
      });
      return [response.status, ((await response.json()) as JsonObject).detail];
    };
    expect(await look(asked.resultUrl)).toEqual(
      await look(asked.resultUrl.replace(asked.id, "AAAAAAAAAAAAAAAAAAAAAA")),
    );
    expect((await look(asked.resultUrl))[0]).toBe(401);
  });

  it("nothing of a nonce, state, token or answer is in the log", async () => {
    const { asked, request } = await open();
    await respond(verifier, request, vpFields(request, await presentTo(request)));
    await resultOf(verifier, asked);
    for (const secret of [asked.resultToken, request.nonce, request.state, "Mika Tanaka"]) {
      expect(verifier.log()).not.toContain(secret);
    }
  });
});
