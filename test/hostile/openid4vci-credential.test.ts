import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signJws } from "../../core/jose/sign-jws.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createKeyProofJwt } from "../../core/openid/key-proof.ts";
import { createKeyProofPresentation } from "../../core/openid/key-proof-presentation.ts";
import { approveCompletion } from "../../issuer/completions/approve-completion.ts";
import { cancelOffer } from "../../issuer/completions/change-offer.ts";
import { createNonces } from "../../issuer/openid/nonces.ts";
import { createApiKey, revokeApiKey } from "../../issuer/use-cases/api-keys.ts";
import {
  jwkOf,
  jwtConfiguration,
  ldpConfiguration,
  type OfferingTenant,
  offeringTenant,
  requestWith,
} from "../support/claiming-wallet.ts";
import { type IssuerAnswer, type RunningIssuer, runIssuer } from "../support/running-issuer.ts";
import { person, student, thief } from "../support/world.ts";

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
    expect(answer.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
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
    ["a private key", { typ: header.typ, jwk: { ...jwk, d: jwk.x } }, {}, "invalid_proof"],
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

describe("a credential request (OpenID4VCI 1.0, 8.2 and 8.3.1.2)", () => {
  it.each<[string, (jwt: string) => unknown, string]>([
    ["is not JSON", () => "{", "invalid_credential_request"],
    ["is an array", () => "[]", "invalid_credential_request"],
    ["holds a member twice", () => '{"proofs":{},"proofs":{}}', "invalid_credential_request"],
    ["names nothing", (jwt) => ({ proofs: { jwt: [jwt] } }), "invalid_credential_request"],
    [
      "names two things",
      (jwt) => ({ ...requestWith([jwt]), credential_identifier: "x" }),
      "invalid_credential_request",
    ],
    [
      "names an unknown configuration",
      (jwt) => requestWith([jwt], "Diploma"),
      "unknown_credential_configuration",
    ],
    [
      "names a member of every object",
      (jwt) => requestWith([jwt], "constructor"),
      "unknown_credential_configuration",
    ],
    [
      "names an identifier nobody gave",
      (jwt) => ({ credential_identifier: "x", proofs: { jwt: [jwt] } }),
      "unknown_credential_identifier",
    ],
    ["has no proofs", () => ({ credential_configuration_id: ldpConfiguration }), "invalid_proof"],
    ["has an empty batch", () => requestWith([]), "invalid_proof"],
    ["has a batch that is too large", (jwt) => requestWith(Array(11).fill(jwt)), "invalid_proof"],
    [
      "has two proof types",
      (jwt) => ({ ...requestWith([jwt]), proofs: { jwt: [jwt], di_vp: [{}] } }),
      "invalid_proof",
    ],
    [
      "has an unknown proof type",
      () => ({ ...requestWith([]), proofs: { attestation: ["x"] } }),
      "invalid_proof",
    ],
    ["has a proof of another kind than its type", () => requestWith([{}]), "invalid_proof"],
    ["proves one key twice", (jwt) => requestWith([jwt, jwt]), "invalid_proof"],
    [
      "wants an encrypted answer",
      (jwt) => ({ ...requestWith([jwt]), credential_response_encryption: {} }),
      "invalid_encryption_parameters",
    ],
  ])("is refused when it %s", async (_name, make, error) => {
    expect(told(await request(make(await prove())))).toEqual([400, error]);
  });

  it("is refused when one key hides behind two names", async () => {
    const nonce = await acme.nonce();
    const byKey = { signer: student.signer, jwk: jwkOf(student), issuer: acme.identifier, nonce, now: time };
    const proofs = [await prove({ nonce }), await createKeyProofJwt(byKey)];
    expect(told(await request(requestWith(proofs)))).toEqual([400, "invalid_proof"]);
  });

  it("is refused as a presentation for another tenant", async () => {
    const nonce = await acme.nonce();
    const { did: holder, signer } = student;
    const made = { holder, signer, issuer: other.identifier, nonce, now: time };
    const body = { ...requestWith([]), proofs: { di_vp: [await createKeyProofPresentation(made)] } };
    expect(told(await request(body))).toEqual([400, "invalid_proof"]);
  });

  it("gives one set of credentials, however many are sent at the same time", async () => {
    const mine = await acme.accessToken(await acme.offer());
    const people = ["one", "two", "three", "four"].map(person);
    const bodies = await Promise.all(people.map(async (who) => requestWith([await acme.jwtProof(who)])));
    const answers = await Promise.all(bodies.map((body) => request(body, mine)));
    expect(answers.map(told).filter(([status]) => status === 200)).toHaveLength(1);
    expect(answers.map(told).filter(([, error]) => error === "credential_request_denied")).toHaveLength(3);
  });

  it("is denied to another key, and in another form, once the offer was claimed", async () => {
    const mine = await acme.accessToken(await acme.offer());
    expect((await request(requestWith([await prove()]), mine)).status).toBe(200);
    const denied = [400, "credential_request_denied"];
    expect(told(await request(requestWith([await acme.jwtProof(thief)]), mine))).toEqual(denied);
    expect(told(await request(requestWith([await prove()], jwtConfiguration), mine))).toEqual(denied);
  });

  it("is denied when the offer was cancelled meanwhile", async () => {
    const made = await acme.offer();
    const mine = await acme.accessToken(made);
    await cancelOffer(issuer.context, { slug: "acme", id: made.completionId, by: acme.apiKeyId });
    expect(told(await request(requestWith([await prove()]), mine))).toEqual([
      400,
      "credential_request_denied",
    ]);
  });

  it("is denied when the API key behind the offer was revoked", async () => {
    const { slug } = await issuer.createTenant("sold-out");
    const shop = await offeringTenant(issuer, { slug, did: "", apiKey: "" });
    const mine = await shop.accessToken(await shop.offer());
    const waiting = await shop.accessToken(await shop.offer({ approval: "awaited" }));
    await createApiKey(issuer.context, { slug, role: "admin", by: "service-admin" });
    await revokeApiKey(issuer.context, { slug, id: shop.apiKeyId, by: "service-admin" });
    for (const held of [mine, waiting]) {
      const body = requestWith([await shop.jwtProof(student)]);
      expect(told(await shop.post("credential", { token: held, body }))).toEqual([
        400,
        "credential_request_denied",
      ]);
    }
  });
});

describe("a transaction id (OpenID4VCI 1.0, 9)", () => {
  it("is good for its own token only, and for no other claim", async () => {
    const waiting = async () => {
      const made = await acme.offer({ approval: "awaited" });
      const held = await acme.accessToken(made);
      const { body } = await request(requestWith([await prove()]), held);
      return { made, held, transaction_id: String(body.transaction_id) };
    };
    const [mine, another] = [await waiting(), await waiting()];
    const ask = (held: string, transaction_id: unknown) =>
      acme.post("deferred-credential", { token: held, body: { transaction_id } });
    const invalid = [400, "invalid_transaction_id"];
    expect(told(await ask(mine.held, another.transaction_id))).toEqual(invalid);
    expect(told(await ask(mine.held, undefined))).toEqual(invalid);
    expect(told(await ask(token, mine.transaction_id))).toEqual(invalid);
    const claim = requestWith([await acme.jwtProof(thief)]);
    expect(told(await request(claim, mine.held))).toEqual([400, "credential_request_denied"]);

    const { completionId: id } = another.made;
    await cancelOffer(issuer.context, { slug: "acme", id, by: acme.apiKeyId });
    await approveCompletion(issuer.context, { slug: "acme", id, by: acme.apiKeyId });
    expect(told(await ask(another.held, another.transaction_id))).toEqual([400, "credential_request_denied"]);
  });
});
