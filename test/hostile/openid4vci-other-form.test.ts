import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createKeyProofJwt } from "../../core/openid/key-proof.ts";
import { approveCompletion } from "../../issuer/completions/approve-completion.ts";
import { changeStatus } from "../../issuer/use-cases/change-status.ts";
import { listCredentials } from "../../issuer/use-cases/credentials.ts";
import {
  jwkOf,
  jwtConfiguration,
  ldpConfiguration,
  type OfferingTenant,
  offeringTenant,
  requestWith,
  tokenForm,
} from "../support/claiming-wallet.ts";
import { type IssuerAnswer, type RunningIssuer, runIssuer } from "../support/running-issuer.ts";
import { type Person, person, student, thief } from "../support/world.ts";

let issuer: RunningIssuer;
let acme: OfferingTenant;
let time = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  issuer = await runIssuer({ now: () => time });
  acme = await offeringTenant(issuer, await issuer.createTenant("acme"));
});
afterAll(() => issuer.stop());

const denied = [400, "credential_request_denied"];
const told = ({ status, body }: IssuerAnswer) => [status, body.error];

async function ask(
  token: string,
  configuration: string,
  people: Person[] = [student],
): Promise<IssuerAnswer> {
  const nonce = await acme.nonce();
  const proofs = await Promise.all(people.map((who) => acme.jwtProof(who, { nonce })));
  return acme.post("credential", { token, body: requestWith(proofs, configuration) });
}

/** Revokes the first credential of an answer. */
async function revokeFirst({ body }: IssuerAnswer): Promise<void> {
  const [first] = body.credentials as { credential: JsonObject }[];
  await changeStatus(issuer.context, {
    slug: "acme",
    apiKeyId: acme.apiKeyId,
    credentialId: String(first?.credential.id),
    purpose: "revocation",
    value: true,
  });
}

describe("the other form of a credential that was claimed (OpenID4VCI 1.0, 8)", () => {
  it("is for the same keys in the same order, under the same names, of a batch too", async () => {
    const token = await acme.accessToken(await acme.offer());
    const people = ["one", "two", "three"].map(person);
    const first = await ask(token, jwtConfiguration, people);
    expect(first.body.credentials).toHaveLength(3);
    for (const others of [people.toReversed(), people.slice(0, 2), [...people, thief], [thief]])
      expect(told(await ask(token, ldpConfiguration, others))).toEqual(denied);
    const { items: before } = await listCredentials(issuer.context, "acme", { limit: 100 });
    const second = await ask(token, ldpConfiguration, people);
    const credentials = second.body.credentials as { credential: JsonObject }[];
    expect(credentials.map(({ credential }) => credential.credentialSubject)).toEqual(
      people.map(({ did }) => expect.objectContaining({ id: did })),
    );
    expect(await ask(token, jwtConfiguration, people)).toMatchObject({ text: first.text });
    const { items: after } = await listCredentials(issuer.context, "acme", { limit: 100 });
    expect(after).toEqual(before);
  });

  it("is not for the same key under another DID", async () => {
    const token = await acme.accessToken(await acme.offer());
    expect((await ask(token, ldpConfiguration)).status).toBe(200);
    const nonce = await acme.nonce();
    const { signer } = student;
    const proof = await createKeyProofJwt({
      signer,
      jwk: jwkOf(student),
      issuer: acme.identifier,
      nonce,
      now: time,
    });
    const answer = await acme.post("credential", { token, body: requestWith([proof], jwtConfiguration) });
    expect(told(answer)).toEqual(denied);
  });

  it("is not given once the token has expired", async () => {
    const token = await acme.accessToken(await acme.offer());
    expect((await ask(token, ldpConfiguration)).status).toBe(200);
    time = new Date(time.getTime() + 300_000);
    expect(told(await ask(token, jwtConfiguration))).toEqual([401, "invalid_token"]);
  });

  it("is not for a token that was given for one configuration", async () => {
    const { code } = await acme.offer();
    const details = [{ type: "openid_credential", credential_configuration_id: ldpConfiguration }];
    const { body } = await acme.token(tokenForm(code, { authorization_details: JSON.stringify(details) }));
    const proofs = { jwt: [await acme.jwtProof(student)] };
    const asks: [JsonObject, number, string | undefined][] = [
      [{ credential_identifier: `${ldpConfiguration}.completion` }, 200, undefined],
      [{ credential_identifier: `${jwtConfiguration}.completion` }, 400, "unknown_credential_identifier"],
      [{ credential_configuration_id: jwtConfiguration }, 400, "invalid_credential_request"],
    ];
    for (const [what, status, error] of asks) {
      const answer = await acme.post("credential", {
        token: String(body.access_token),
        body: { ...what, proofs },
      });
      expect(told(answer)).toEqual([status, error]);
    }
  });

  it("is denied after a revocation, also when it was given before; the revocation is that of both", async () => {
    const tokens = [];
    for (const isGiven of [false, true]) {
      const token = await acme.accessToken(await acme.offer());
      const first = await ask(token, ldpConfiguration);
      if (isGiven) expect((await ask(token, jwtConfiguration)).status).toBe(200);
      await revokeFirst(first);
      tokens.push(token);
    }
    for (const token of tokens) expect(told(await ask(token, jwtConfiguration))).toEqual(denied);
  });

  it("is denied at the deferred endpoint too, and to no other keys while it waits", async () => {
    const made = await acme.offer({ approval: "awaited" });
    const token = await acme.accessToken(made);
    const fetches: (() => Promise<IssuerAnswer>)[] = [];
    for (const configuration of [ldpConfiguration, jwtConfiguration]) {
      const { status, body } = await ask(token, configuration);
      expect(status).toBe(202);
      expect(told(await ask(token, configuration, [thief]))).toEqual(denied);
      const { transaction_id } = body;
      fetches.push(() => acme.post("deferred-credential", { token, body: { transaction_id } }));
    }
    await approveCompletion(issuer.context, { slug: "acme", id: made.completionId, by: acme.apiKeyId });
    const outcomes: unknown[] = [];
    for (const fetchOne of fetches) {
      const answer = await fetchOne();
      outcomes.push(told(answer));
      if (answer.status === 200) await revokeFirst(answer);
    }
    expect(outcomes).toEqual([[200, undefined], denied]);
  });
});
