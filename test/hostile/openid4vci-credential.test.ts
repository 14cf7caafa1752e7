import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKeyProofJwt } from "../../core/openid/key-proof.ts";
import { createKeyProofPresentation } from "../../core/openid/key-proof-presentation.ts";
import { approveCompletion } from "../../issuer/completions/approve-completion.ts";
import { cancelOffer } from "../../issuer/completions/change-offer.ts";
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
const time = new Date("2026-11-22T12:00:00Z");
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

  it("is refused when its batch is too large", async () => {
    const nonce = await acme.nonce();
    const people = Array.from({ length: 11 }, (_, index) => person(`batch-${index}`));
    const proofs = await Promise.all(people.map((who) => acme.jwtProof(who, { nonce })));
    const answer = await request(requestWith(proofs));
    expect(told(answer)).toEqual([400, "invalid_proof"]);
    expect(answer.body.error_description).toContain("1 to 10 proofs");
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

  it("is denied to another key, in whatever form, once the offer was claimed", async () => {
    const mine = await acme.accessToken(await acme.offer());
    expect((await request(requestWith([await prove()]), mine)).status).toBe(200);
    for (const configuration of [ldpConfiguration, jwtConfiguration]) {
      const stolen = requestWith([await acme.jwtProof(thief)], configuration);
      expect(told(await request(stolen, mine))).toEqual([400, "credential_request_denied"]);
    }
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
