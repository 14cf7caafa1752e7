import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signJws } from "../../core/jose/sign-jws.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { encodeJwk } from "../../core/keys/jwk.ts";
import { rsaSigner } from "../../core/keys/signer.ts";
import { createNonces } from "../../issuer/openid/nonces.ts";
import { jwkOf, type OfferingTenant, offeringTenant, requestWith } from "../support/claiming-wallet.ts";
import { rsaPair } from "../support/rsa-keys.ts";
import { type IssuerAnswer, type RunningIssuer, runIssuer } from "../support/running-issuer.ts";
import { student, thief } from "../support/world.ts";

let issuer: RunningIssuer;
let acme: OfferingTenant;
let other: OfferingTenant;
let time = new Date("2026-11-22T12:00:00Z");
/** The token of an offer that nobody claims. */
let token: string;

beforeAll(async () => {
  issuer = await runIssuer({ now: () => time });
  acme = await offeringTenant(issuer, await issuer.createTenant("acme"));
  other = await offeringTenant(issuer, await issuer.createTenant("other"));
  token = await acme.accessToken(await acme.offer());
});
afterAll(() => issuer.stop());

const told = ({ status, body }: IssuerAnswer) => [status, body.error];
const request = (body: unknown, withToken: string | undefined = token) =>
  acme.post("credential", { token: withToken, body });
const prove = (changes: { nonce?: string; now?: Date } = {}) => acme.jwtProof(student, changes);

describe("an access token (RFC 6750)", () => {
  it.each<[string, () => Promise<string | undefined>]>([
    ["absent", async () => undefined],
    ["made up", async () => `${"A".repeat(22)}.${"A".repeat(43)}`],
    ["of another tenant", async () => other.accessToken(await other.offer())],
    ["an API key", async () => (await issuer.createTenant("third")).apiKey],
    ["cut short", async () => token.slice(0, -1)],
  ])("is refused when it is %s, with WWW-Authenticate", async (_name, make) => {
    const bad = await make();
    const answer = await acme.post("credential", { token: bad, body: requestWith([await prove()]) });
    expect(told(answer)).toEqual([401, "invalid_token"]);
    const asks = bad === undefined ? "Bearer" : 'Bearer error="invalid_token"';
    expect(answer.headers.get("www-authenticate")).toBe(asks);
    expect((await acme.post("deferred-credential", { token: bad, body: {} })).status).toBe(401);
    expect((await acme.post("notification", { token: bad, body: {} })).status).toBe(401);
  });

  it("is refused in the address, even beside the header", async () => {
    const body = requestWith([await prove()]);
    for (const sent of [undefined, token]) {
      const answer = await acme.post(`credential?access_token=${token}`, { token: sent, body });
      expect(told(answer)).toEqual([400, "invalid_request"]);
    }
  });

  it("ends after five minutes", async () => {
    const short = await acme.accessToken(await acme.offer());
    const before = time;
    time = new Date(time.getTime() + 300_000);
    expect(told(await request(requestWith([await prove()]), short))).toEqual([401, "invalid_token"]);
    time = before;
  });
});

describe("a jwt key proof (OpenID4VCI 1.0, F.1 and F.4)", () => {
  const { signer } = student;
  const jwk = jwkOf(student);
  const seconds = () => Math.floor(time.getTime() / 1000);
  const header = { typ: "openid4vci-proof+jwt", kid: signer.id };
  const claims = async (): Promise<JsonObject> => ({
    aud: acme.identifier,
    iat: seconds(),
    nonce: await acme.nonce(),
  });

  it.each<[string, JsonObject, JsonObject, string]>([
    [
      "the audience of another tenant",
      header,
      { aud: "https://issuer.example/issuers/other" },
      "invalid_proof",
    ],
    ["the audience of the whole service", header, { aud: "https://issuer.example" }, "invalid_proof"],
    ["another typ", { ...header, typ: "JWT" }, {}, "invalid_proof"],
    ["kid and jwk", { ...header, jwk: { ...jwk } }, {}, "invalid_proof"],
    ["a private key", { typ: header.typ, jwk: { ...jwk, d: "A".repeat(43) } }, {}, "invalid_proof"],
    ["a stale iat", header, { iat: 1_700_000_000 }, "invalid_proof"],
    ["an iss", header, { iss: "a-wallet" }, "invalid_proof"],
    ["no nonce", header, { nonce: 0 }, "invalid_proof"],
    ["a made-up nonce", header, { nonce: "A".repeat(51) }, "invalid_nonce"],
  ])("is refused with %s", async (_name, withHeader, changes, error) => {
    const payload = { ...(await claims()), ...changes };
    const proof = await signJws({ header: withHeader, payload, signer });
    expect(told(await request(requestWith([proof])))).toEqual([400, error]);
  });

  it("is refused unsigned, and signed by another key", async () => {
    const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const payload = await claims();
    const unsigned = `${part({ ...header, alg: "none" })}.${part(payload)}.`;
    const stolen = await signJws({ header, payload, signer: thief.signer });
    for (const proof of [unsigned, stolen]) {
      expect(told(await request(requestWith([proof])))).toEqual([400, "invalid_proof"]);
    }
  });

  it("may be by an RSA key, and by one key once only", async () => {
    const mine = await acme.accessToken(await acme.offer());
    const jwk = { ...encodeJwk({ type: "RSA", bytes: rsaPair().publicKey }) };
    const payload = { ...(await claims()), nonce: await acme.nonce() };
    const rsa = rsaSigner("", rsaPair());
    const proof = await signJws({ header: { typ: header.typ, jwk }, payload, signer: rsa });
    expect(told(await request(requestWith([proof, proof]), mine))).toEqual([400, "invalid_proof"]);
    expect((await request(requestWith([proof]), mine)).status).toBe(200);
  });
});

describe("a c_nonce (OpenID4VCI 1.0, 7 and 13.8)", () => {
  it("works once", async () => {
    const nonce = await acme.nonce();
    const mine = await acme.accessToken(await acme.offer());
    expect((await request(requestWith([await prove({ nonce })]), mine)).status).toBe(200);
    expect(told(await request(requestWith([await prove({ nonce })])))).toEqual([400, "invalid_nonce"]);
  });

  it("is refused from another tenant, from another process, and after five minutes", async () => {
    const foreign = await other.nonce();
    const elsewhere = createNonces(issuer.context).create("acme");
    const old = await acme.nonce();
    for (const nonce of [foreign, elsewhere]) {
      expect(told(await request(requestWith([await prove({ nonce })])))).toEqual([400, "invalid_nonce"]);
    }
    const before = time;
    const made = await acme.offer();
    time = new Date(time.getTime() + 300_000);
    const fresh = await acme.accessToken(made);
    expect(told(await request(requestWith([await prove({ nonce: old })]), fresh))).toEqual([
      400,
      "invalid_nonce",
    ]);
    time = before;
  });

  it("spends none of a batch when one is bad", async () => {
    const nonce = await acme.nonce();
    const bad = [await prove({ nonce }), await acme.jwtProof(thief, { nonce: await other.nonce() })];
    expect(told(await request(requestWith(bad)))).toEqual([400, "invalid_nonce"]);
    const mine = await acme.accessToken(await acme.offer());
    expect((await request(requestWith([await prove({ nonce })]), mine)).status).toBe(200);
  });
});
