import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { openWorkplace, recipients, type Workplace } from "../support/completions.ts";
import { type RunningIssuer, runIssuer } from "../support/running-issuer.ts";

let issuer: RunningIssuer;
let acme: Workplace;

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await openWorkplace(issuer, "acme");
});
afterAll(() => issuer.stop());

/** Somebody with a stolen key approves a completion that another key recorded. */
async function approvedByThief(recipient: JsonObject) {
  const { completion, offer } = await acme.complete({ recipient, approval: "awaited" });
  const { body } = await acme.ask("POST", "/keys", { role: "issuer" });
  const approved = await issuer.call("POST", `/issuers/acme/completions/${completion.id}/approve`, {
    token: String(body.apiKey),
  });
  expect(approved.status).toBe(200);
  const { id: key } = body.key as JsonObject;
  const revoke = (body: JsonObject) => acme.ask("POST", `/keys/${key}/revoke`, body);
  return { completion, offerId: offer?.id, revoke };
}

const stateOf = async (offerId: unknown) => (await issuer.call("GET", `/offers/${offerId}/state`)).body.state;

describe("what somebody approved with a stolen key (security rule 12)", () => {
  it("is revoked with everything else that the key issued since", async () => {
    const { completion, revoke } = await approvedByThief(recipients.known);
    const { body } = await revoke({ since: "2020-01-01T00:00:00Z" });
    expect(body.credentials).toMatchObject({ revoked: 1, notRevocable: [] });
    const issued = await acme.ask("GET", `/credentials/${encodeURIComponent(completion.credentialId)}`);
    expect(issued.body.statuses).toMatchObject([{ statusPurpose: "revocation", status: true }]);
  });

  it("cannot be claimed once the key is revoked, until somebody else answers for it", async () => {
    const { completion, offerId, revoke } = await approvedByThief(recipients.byMail);
    expect(await stateOf(offerId)).toBe("open");
    await revoke({});
    expect(await stateOf(offerId)).toBe("withdrawn");
    const { status } = await issuer.call("POST", `/exchanges/${offerId}`, { body: {} });
    expect(status).toBe(409);
    const anew = await acme.ask("PUT", `/completions/${completion.id}/recipient`, {
      recipient: recipients.byMail,
    });
    expect(await stateOf((anew.body.offer as JsonObject).id)).toBe("open");
  });
});
