import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKeyProofPresentation } from "../../core/openid/key-proof-presentation.ts";
import { cancelOffer } from "../../issuer/completions/change-offer.ts";
import { changeRecipient } from "../../issuer/completions/change-recipient.ts";
import { completionDetails } from "../../issuer/completions/completion-view.ts";
import { createCompletion } from "../../issuer/completions/create-completion.ts";
import { credentialDetails, listCredentials } from "../../issuer/use-cases/credentials.ts";
import {
  codeIn,
  type OfferingTenant,
  offeringTenant,
  requestWith,
  tokenForm,
} from "../support/claiming-wallet.ts";
import { type RunningIssuer, runIssuer, type Tenant } from "../support/running-issuer.ts";
import { employer, type Person, student, thief } from "../support/world.ts";

const slug = "acme";
let issuer: RunningIssuer;
let tenant: Tenant;
let acme: OfferingTenant;

beforeAll(async () => {
  issuer = await runIssuer();
  tenant = await issuer.createTenant(slug);
  acme = await offeringTenant(issuer, tenant);
});
afterAll(() => issuer.stop());

async function claim(code: string, person: Person): Promise<number> {
  const { status, body } = await acme.token(tokenForm(code));
  if (status !== 200) return status;
  const request = requestWith([await acme.jwtProof(person)]);
  return (await acme.post("credential", { token: String(body.access_token), body: request })).status;
}

async function exchange(offerId: string, { did, signer }: Person): Promise<number> {
  const proof = { holder: did, signer, issuer: acme.identifier, nonce: await acme.nonce(), now: new Date() };
  const body = { verifiablePresentation: await createKeyProofPresentation(proof) };
  return (await issuer.call("POST", `/exchanges/${offerId}`, { body })).status;
}

/** Who holds a credential of a completion that is not revoked. */
async function holdersOf(credentialId: string): Promise<string[]> {
  const { items } = await listCredentials(issuer.context, slug, { limit: 200 });
  const valid = items.filter(
    (item) =>
      item.credentialId === credentialId &&
      item.state === "issued" &&
      item.statuses.every(({ status }) => !status),
  );
  const details = await Promise.all(
    valid.map(({ record }) => credentialDetails(issuer.context, slug, record)),
  );
  return details.map(({ verifiableCredential }) => {
    const { credentialSubject } = verifiableCredential as { credentialSubject: { id: string } };
    return credentialSubject.id;
  });
}

describe("an offer that everybody grasps at once", () => {
  it.each([1, 2, 3])("has one outcome: one valid credential, or none (round %i)", async (round) => {
    const made = await acme.offer();
    const id = made.completionId;
    const change = { slug, id, by: acme.apiKeyId };
    const attempts = [
      () => claim(made.code, student),
      () => exchange(made.id, thief),
      () => cancelOffer(issuer.context, change).catch(() => {}),
      () => changeRecipient(issuer.context, { ...change, recipient: { did: employer.did } }).catch(() => {}),
    ];
    const order = [...attempts.slice(round), ...attempts.slice(0, round)];
    await Promise.all(order.map((attempt) => attempt()));
    const { credentialId, issued, recipient, offer } = await completionDetails(issuer.context, slug, id);
    const holders = await holdersOf(credentialId);
    expect(holders).toEqual(issued.map(({ did }) => did));
    expect(holders.length).toBeLessThanOrEqual(1);
    if (recipient.did !== undefined) expect(holders).toEqual([recipient.did]);
    else if (offer?.state === "cancelled") expect(holders).toEqual([]);
  });
});

describe("an offer to bind a DID to what was issued for an e-mail address", () => {
  const recipient = { email: "mika@student.example", name: "Mika Tanaka" };
  const change = (id: string) =>
    changeRecipient(issuer.context, {
      ...{ slug, id, recipient, by: acme.apiKeyId },
      offer: { transactionCode: false },
    });

  it("is worth nothing once that was revoked, and the next one is, which the employer makes after", async () => {
    const input = { achievementId: acme.achievementId, recipient, facts: {}, issueNow: true as const };
    const request = { slug, apiKeyId: acme.apiKeyId, input };
    const { completion } = await createCompletion(issuer.context, request);
    const { credentialId, id } = completion;
    const offered = async () => {
      const { offer } = await change(id);
      const { body } = await issuer.call("GET", `/offers/${offer?.id}/credential-offer`);
      return { offerId: String(offer?.id), code: codeIn(body) };
    };
    const { offerId, code } = await offered();
    expect((await issuer.setStatus(tenant, credentialId, "revocation", true)).status).toBe(200);
    expect(await claim(code, student)).toBe(400);
    expect(await exchange(offerId, student)).toBe(409);
    expect((await issuer.call("GET", `/offers/${offerId}/state`)).body.state).toBe("withdrawn");
    expect(await holdersOf(credentialId)).toEqual([]);

    expect(await claim((await offered()).code, student)).toBe(200);
    expect(await holdersOf(credentialId)).toEqual([student.did]);
  });
});
