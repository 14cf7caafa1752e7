import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancelOffer, resendOffer } from "../../../issuer/completions/change-offer.ts";
import { listCompletions } from "../../../issuer/completions/completion-view.ts";
import { createCompletion } from "../../../issuer/completions/create-completion.ts";
import { issueClaim } from "../../../issuer/completions/issue-claim.ts";
import { findOffer, offerRefusal, offerState } from "../../../issuer/completions/offers.ts";
import { openWorkplace, recipients, type Workplace } from "../../support/completions.ts";
import { type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";
import { person, student, thief } from "../../support/world.ts";

const hour = 3_600_000;
let time = Date.parse("2026-11-22T12:00:00Z");
let issuer: RunningIssuer;
let acme: Workplace;

beforeAll(async () => {
  issuer = await runIssuer({ now: () => new Date(time) });
  acme = await openWorkplace(issuer, "acme");
});
afterAll(() => issuer.stop());

const claim = (offerId: string, dids = [student.did], securing: "embedded" | "jwt" = "embedded") =>
  issueClaim(issuer.context, { offerId, dids, securing });
const subjectIds = (credentials: unknown[]) =>
  credentials.map((credential) => (credential as { credentialSubject: { id: string } }).credentialSubject.id);

async function offered(terms: { transactionCode?: boolean; expiresInSeconds?: number } = {}) {
  const answer = await acme.complete({
    recipient: recipients.byMail,
    offer: { transactionCode: false, ...terms },
  });
  return { id: answer.completion.id, offerId: String(answer.offer?.id), answer };
}

const stateOf = async (id: string) => (await acme.ask("GET", `/completions/${id}`)).body;

describe("An offer", () => {
  test("lives 14 days when nothing is said, and then shows that it expired", async () => {
    const { id, offerId } = await offered();
    const offer = await findOffer(issuer.context, offerId);
    if (!offer) throw new Error("No offer");
    const end = Date.parse(offer.expiresAt);
    expect(end - time).toBe(14 * 24 * hour);
    expect(offerState(offer, new Date(end - 1))).toBe("open");
    expect(offerState(offer, new Date(end))).toBe("expired");
    time = end;
    expect(await stateOf(id)).toMatchObject({ state: "expired", offer: { state: "expired" } });
    expect(await offerRefusal(issuer.context, offer)).toBe("expired");
    await expect(claim(offerId)).rejects.toMatchObject({ code: "CONFLICT" });
    const resent = await acme.ask("POST", `/completions/${id}/offer/resend`);
    expect(resent.body).toMatchObject({ code: "CONFLICT", detail: expect.stringContaining("expired") });
  });

  test("is found by its whole identifier only", async () => {
    const { offerId } = await offered();
    for (const id of [offerId.slice(1), `${offerId}A`, "../offer", "", `${offerId}/`]) {
      expect(await findOffer(issuer.context, id)).toBeUndefined();
    }
  });

  test("resent has the same link, code and expiry, and does not show the code again", async () => {
    const { id, offerId, answer } = await offered({ transactionCode: true, expiresInSeconds: 7200 });
    const before = await findOffer(issuer.context, offerId);
    time += hour;
    const resent = await acme.ask("POST", `/completions/${id}/offer/resend`);
    const { transactionCode: _, ...handed } = answer.offer ?? {};
    expect(resent.body.offer).toEqual(handed);
    const after = await findOffer(issuer.context, offerId);
    expect(after).toEqual({
      ...before,
      sent: [...(before?.sent ?? []), { at: new Date(time).toISOString(), by: "shown" }],
    });
  });

  test("remembers the last twenty times it was handed over", async () => {
    const { id, offerId } = await offered();
    for (let times = 0; times < 25; times++) {
      await resendOffer(issuer.context, { slug: "acme", id, by: acme.apiKeyId });
    }
    expect((await findOffer(issuer.context, offerId))?.sent).toHaveLength(20);
  });

  test("cancelled cannot be claimed or resent; cancelling again changes nothing", async () => {
    const { id, offerId } = await offered();
    for (let times = 0; times < 2; times++) {
      expect((await acme.ask("POST", `/completions/${id}/offer/cancel`)).body).toMatchObject({
        completion: { state: "cancelled" },
      });
    }
    await expect(claim(offerId)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await acme.ask("POST", `/completions/${id}/offer/resend`)).body.code).toBe("CONFLICT");
    expect((await stateOf(id)).issued).toEqual([]);
  });

  test("there is none for a completion that was issued at once", async () => {
    const { completion } = await acme.complete({ recipient: recipients.known });
    expect((await acme.ask("POST", `/completions/${completion.id}/offer/cancel`)).status).toBe(404);
  });
});

describe("A claim", () => {
  test("is issued once: the same again gives the same credential, anybody else gets nothing", async () => {
    const { id, offerId, answer } = await offered();
    const [one, other] = await Promise.all([claim(offerId), claim(offerId)]);
    expect(subjectIds(one)).toEqual([student.did]);
    expect(one[0]).toMatchObject({ id: answer.completion.credentialId });
    expect(other).toEqual(one);
    expect(await claim(offerId)).toEqual(one);
    await expect(claim(offerId, [thief.did])).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(claim(offerId, [thief.did], "jwt")).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(claim(offerId, [student.did, thief.did])).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await stateOf(id)).toMatchObject({
      state: "issued",
      issued: [{ did: student.did }],
      offer: { state: "claimed", claimedAt: new Date(time).toISOString() },
    });
    await expect(cancelOffer(issuer.context, { slug: "acme", id, by: acme.apiKeyId })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("of several that come together for different keys wins one", async () => {
    const { offerId } = await offered();
    const results = await Promise.allSettled([claim(offerId), claim(offerId, [thief.did])]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("for several keys gives one credential each, with different ids; a VC-JWT when asked for", async () => {
    const { offerId, answer } = await offered();
    const dids = ["one", "two", "three"].map((name) => person(name).did);
    const credentials = (await claim(offerId, dids)) as { id: string }[];
    expect(subjectIds(credentials)).toEqual(dids);
    expect(new Set(credentials.map(({ id }) => id)).size).toBe(3);
    expect(credentials[0]?.id).toBe(answer.completion.credentialId);
    const [jwt] = await claim((await offered()).offerId, [student.did], "jwt");
    expect(jwt).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  test("binds to no key that cannot be believed", async () => {
    const { offerId } = await offered();
    await expect(claim(offerId, ["did:key:z6Mkbroken"])).rejects.toMatchObject({ code: "INVALID_DID" });
    await expect(claim("A".repeat(22))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(claim(offerId)).resolves.toHaveLength(1);
  });

  test("waits for approval", async () => {
    const { completion, offer } = await acme.complete({ recipient: recipients.byMail, approval: "awaited" });
    expect(completion.state).toBe("awaiting-approval");
    await expect(claim(String(offer?.id))).rejects.toMatchObject({ code: "CONFLICT" });
    await acme.ask("POST", `/completions/${completion.id}/approve`);
    await expect(claim(String(offer?.id))).resolves.toHaveLength(1);
  });
});

describe("A revoked API key (security rule 12)", () => {
  test("ends what it offered: `since` cancels it, and nothing can be claimed without `since` either", async () => {
    const made = await acme.ask("POST", "/keys", { role: "issuer" });
    const { id: keyId } = made.body.key as { id: string };
    const input = { achievementId: acme.achievementId, recipient: recipients.byMail, facts: {} };
    const record = async () => {
      const answer = await createCompletion(issuer.context, { slug: "acme", apiKeyId: keyId, input });
      time += hour;
      return { id: answer.completion.id, offerId: String(answer.offer?.id) };
    };
    const early = await record();
    const since = new Date(time).toISOString();
    const [claimed, open] = [await record(), await record()];
    await claim(claimed.offerId);

    const revoked = await acme.ask("POST", `/keys/${keyId}/revoke`, { since });
    expect(revoked.body.credentials).toMatchObject({ revoked: 1, offersCancelled: 1 });
    expect(await stateOf(open.id)).toMatchObject({ state: "cancelled" });
    expect(await stateOf(early.id)).toMatchObject({ state: "offered" });
    const offer = await findOffer(issuer.context, early.offerId);
    expect(offer && (await offerRefusal(issuer.context, offer))).toBe("key-revoked");
    await expect(claim(early.offerId)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect((await findOffer(issuer.context, early.offerId))?.state).toBe("open");
    await expect(
      createCompletion(issuer.context, { slug: "acme", apiKeyId: keyId, input }),
    ).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

test("Completions are listed page by page, newest first", async () => {
  const first = await listCompletions(issuer.context, "acme", { limit: 2 });
  const second = await listCompletions(issuer.context, "acme", { limit: 2, cursor: first.next });
  expect(first.items).toHaveLength(2);
  const times = [...first.items, ...second.items].map(({ createdAt }) => createdAt);
  expect(times).toEqual([...times].sort().reverse());
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
});
