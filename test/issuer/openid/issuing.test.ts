import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { didJwk } from "../../../core/did/did-jwk.ts";
import { jwsPayload, parseCompactJws } from "../../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { parseMultikey } from "../../../core/keys/multikey.ts";
import { createKeyProofJwt } from "../../../core/openid/key-proof.ts";
import { createKeyProofPresentation } from "../../../core/openid/key-proof-presentation.ts";
import { approveCompletion } from "../../../issuer/completions/approve-completion.ts";
import {
  jwkOf,
  jwtConfiguration,
  ldpConfiguration,
  type OfferingTenant,
  offeringTenant,
  requestWith,
  tokenForm,
} from "../../support/claiming-wallet.ts";
import { type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";
import { person, student } from "../../support/world.ts";

let issuer: RunningIssuer;
let acme: OfferingTenant;
let time = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  issuer = await runIssuer({ now: () => time });
  acme = await offeringTenant(issuer, await issuer.createTenant("acme"));
});
afterAll(() => issuer.stop());

const credentialsOf = (body: JsonObject) =>
  (body.credentials as { credential: JsonObject | string }[]).map(({ credential }) => credential);
/** What a credential says, whichever way it is secured. */
function contentOf(credential: JsonObject | string | undefined): unknown {
  if (typeof credential === "string")
    return jwsPayload(parseCompactJws(credential, { maxBytes: 100_000 })).vc;
  const { proof: _, ...content } = credential ?? {};
  return content;
}
const subjectOf = (credential: unknown) => (credential as JsonObject).credentialSubject as JsonObject;

describe("a token request (OpenID4VCI 1.0, 6)", () => {
  it("gives a bearer token for five minutes, in lower case, and is not cached", async () => {
    const { code } = await acme.offer();
    const { status, body, headers } = await acme.token(tokenForm(code));
    expect({ status, body }).toMatchObject({ status: 200, body: { token_type: "bearer", expires_in: 300 } });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("pragma")).toBe("no-cache");
    expect(body).not.toHaveProperty("c_nonce");
  });

  it("gives identifiers for what authorization_details names, and they are what is then asked for", async () => {
    const { code } = await acme.offer();
    const details = [{ type: "openid_credential", credential_configuration_id: ldpConfiguration }];
    const form = tokenForm(code, { authorization_details: JSON.stringify(details) });
    const { body } = await acme.token(form);
    const [granted] = body.authorization_details as { credential_identifiers: string[] }[];
    const token = String(body.access_token);
    const proofs = { jwt: [await acme.jwtProof(student)] };
    const byId = { credential_configuration_id: ldpConfiguration, proofs };
    expect((await acme.post("credential", { token, body: byId })).body.error).toBe(
      "invalid_credential_request",
    );
    const unknown = { credential_identifier: "another", proofs };
    expect((await acme.post("credential", { token, body: unknown })).body.error).toBe(
      "unknown_credential_identifier",
    );
    const identified = { credential_identifier: String(granted?.credential_identifiers[0]), proofs };
    expect((await acme.post("credential", { token, body: identified })).status).toBe(200);
  });

  it("may name the wallet, whose proofs then name it too", async () => {
    const { code } = await acme.offer();
    const { body } = await acme.token(tokenForm(code, { client_id: "a-wallet" }));
    const token = String(body.access_token);
    const answer = await acme.post("credential", {
      token,
      body: requestWith([await acme.jwtProof(student)]),
    });
    expect(answer.status).toBe(200);
  });
});

describe("a credential request (OpenID4VCI 1.0, 8)", () => {
  it("gives a credential bound to the key that was proven, and again the same one", async () => {
    const token = await acme.accessToken(await acme.offer());
    const { status, body, headers } = await acme.post("credential", {
      token,
      body: requestWith([await acme.jwtProof(student)]),
    });
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    const [credential] = credentialsOf(body);
    expect(subjectOf(credential).id).toBe(student.did);
    expect(credential).toHaveProperty("proof");
    const again = await acme.post("credential", { token, body: requestWith([await acme.jwtProof(student)]) });
    expect(again.body).toEqual(body);
  });

  it("gives a VC-JWT for a key by itself", async () => {
    const token = await acme.accessToken(await acme.offer());
    const { signer } = student;
    const proof = await createKeyProofJwt({
      signer,
      jwk: jwkOf(student),
      issuer: acme.identifier,
      nonce: await acme.nonce(),
      now: time,
    });
    const { body } = await acme.post("credential", { token, body: requestWith([proof], jwtConfiguration) });
    const payload = jwsPayload(parseCompactJws(String(credentialsOf(body)[0]), { maxBytes: 100_000 }));
    expect(payload.sub).toBe(didJwk(parseMultikey(student.did.slice("did:key:".length))));
  });

  it("gives the same credential in the other form when that is asked for next", async () => {
    const token = await acme.accessToken(await acme.offer());
    const ask = async (configuration: string) =>
      acme.post("credential", { token, body: requestWith([await acme.jwtProof(student)], configuration) });
    const [embedded, jwt] = [await ask(ldpConfiguration), await ask(jwtConfiguration)];
    expect([embedded.status, jwt.status]).toEqual([200, 200]);
    expect(contentOf(credentialsOf(jwt.body)[0])).toEqual(contentOf(credentialsOf(embedded.body)[0]));
    expect(await ask(ldpConfiguration)).toMatchObject({ text: embedded.text });
    expect(await ask(jwtConfiguration)).toMatchObject({ text: jwt.text });
  });

  it("gives one credential for each key, in their order", async () => {
    const token = await acme.accessToken(await acme.offer());
    const people = ["one", "two", "three"].map(person);
    const nonce = await acme.nonce();
    const proofs = await Promise.all(people.map((who) => acme.jwtProof(who, { nonce })));
    const { body } = await acme.post("credential", { token, body: requestWith(proofs) });
    const credentials = credentialsOf(body) as JsonObject[];
    expect(credentials.map((credential) => subjectOf(credential).id)).toEqual(people.map(({ did }) => did));
    expect(new Set(credentials.map(({ id }) => id)).size).toBe(3);
  });

  it("takes a presentation for a key proof", async () => {
    const token = await acme.accessToken(await acme.offer());
    const { did: holder, signer } = student;
    const nonce = await acme.nonce();
    const proof = await createKeyProofPresentation({
      holder,
      signer,
      issuer: acme.identifier,
      nonce,
      now: time,
    });
    const body = { credential_configuration_id: ldpConfiguration, proofs: { di_vp: [proof] } };
    const answer = await acme.post("credential", { token, body });
    expect(subjectOf(credentialsOf(answer.body)[0]).id).toBe(holder);
  });

  it("does not know the singular proof of older drafts", async () => {
    const token = await acme.accessToken(await acme.offer());
    const proof = { proof_type: "jwt", jwt: await acme.jwtProof(student) };
    const body = { credential_configuration_id: ldpConfiguration, proof };
    expect((await acme.post("credential", { token, body })).body.error).toBe("invalid_proof");
  });
});

describe("a claim that awaits approval (OpenID4VCI 1.0, 9)", () => {
  it("is kept, waits for days, and is answered once", async () => {
    const made = await acme.offer({ approval: "awaited" });
    const token = await acme.accessToken(made);
    const ask = async () => ({ token, body: requestWith([await acme.jwtProof(student)]) });
    const first = await acme.post("credential", await ask());
    expect(first).toMatchObject({ status: 202, body: { interval: expect.any(Number) } });
    expect((await acme.post("credential", await ask())).body).toEqual(first.body);
    const { transaction_id } = first.body;
    time = new Date(time.getTime() + 15 * 24 * 60 * 60 * 1000);
    const deferred = { token, body: { transaction_id } as JsonObject };
    expect(await acme.post("deferred-credential", deferred)).toMatchObject({ status: 202, body: first.body });
    expect((await issuer.call("GET", `/offers/${made.id}/state`)).body).toEqual({ state: "waiting" });

    await approveCompletion(issuer.context, { slug: "acme", id: made.completionId, by: acme.apiKeyId });
    const { status, body } = await acme.post("deferred-credential", deferred);
    expect(status).toBe(200);
    expect(subjectOf(credentialsOf(body)[0]).id).toBe(student.did);
    expect((await acme.post("deferred-credential", deferred)).body.error).toBe("invalid_transaction_id");
    const again = await acme.post("credential", await ask());
    expect(again.body.credentials).toEqual(body.credentials);
    const { notification_id } = again.body;
    const notified = { token, body: { notification_id, event: "credential_accepted" } as JsonObject };
    expect((await acme.post("notification", notified)).status).toBe(204);
  });
});

describe("a claim in both forms that awaits approval (OpenID4VCI 1.0, 9)", () => {
  it.each([
    [0, 1],
    [1, 0],
  ] as const)("is answered in the form that each transaction asked for", async (one, other) => {
    const made = await acme.offer({ approval: "awaited" });
    const token = await acme.accessToken(made);
    const ids: unknown[] = [];
    for (const configuration of [ldpConfiguration, jwtConfiguration]) {
      const body = requestWith([await acme.jwtProof(student)], configuration);
      const { status, body: answer } = await acme.post("credential", { token, body });
      expect(status).toBe(202);
      expect((await fetchById(token, answer.transaction_id)).body).toEqual(answer);
      ids.push(answer.transaction_id);
    }
    expect(ids[0]).not.toBe(ids[1]);
    await approveCompletion(issuer.context, { slug: "acme", id: made.completionId, by: acme.apiKeyId });

    const answers = [];
    for (const turn of [one, other]) {
      // Long after the token of the first answer has ended: this claim still waits.
      time = new Date(time.getTime() + 24 * 60 * 60 * 1000);
      const { body } = await fetchById(token, ids[turn]);
      answers[turn] = credentialsOf(body)[0];
      expect((await fetchById(token, ids[turn])).body.error).toBe("invalid_transaction_id");
    }
    const [embedded, jwt] = answers;
    expect(embedded).toHaveProperty("proof");
    expect(contentOf(jwt)).toEqual(contentOf(embedded));
  });

  const fetchById = (token: string, transaction_id: unknown) =>
    acme.post("deferred-credential", { token, body: { transaction_id } });
});

describe("a notification (OpenID4VCI 1.0, 11)", () => {
  it("is noted as often as it is said", async () => {
    const token = await acme.accessToken(await acme.offer());
    const { body } = await acme.post("credential", {
      token,
      body: requestWith([await acme.jwtProof(student)]),
    });
    const notify = (event: unknown, id = body.notification_id) =>
      acme.post("notification", { token, body: { notification_id: id, event } });
    expect((await notify("credential_accepted")).status).toBe(204);
    expect((await notify("credential_accepted")).status).toBe(204);
    expect((await notify("credential_deleted")).status).toBe(204);
    expect((await notify("credential_eaten")).body.error).toBe("invalid_notification_request");
    expect((await notify("credential_accepted", "another")).body.error).toBe("invalid_notification_id");
    expect((await notify("credential_accepted", undefined)).status).toBe(204);
  });
});
