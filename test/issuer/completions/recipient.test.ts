import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { changeRecipient } from "../../../issuer/completions/change-recipient.ts";
import type { CompletionAnswer } from "../../../issuer/completions/completion-answer.ts";
import { issueClaim } from "../../../issuer/completions/issue-claim.ts";
import { openWorkplace, recipients, type Workplace } from "../../support/completions.ts";
import { type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";
import { person, student } from "../../support/world.ts";

let issuer: RunningIssuer;
let acme: Workplace;
const newKey = person("a new wallet").did;

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await openWorkplace(issuer, "acme");
});
afterAll(() => issuer.stop());

async function change(id: string, body: JsonObject): Promise<CompletionAnswer> {
  const answer = await acme.ask("PUT", `/completions/${id}/recipient`, body);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as unknown as CompletionAnswer;
}

/** Our names of the issuances, with whether each is revoked and by which it was superseded. */
async function issuances(names: string[]) {
  const records = names.map((name) => acme.ask("GET", `/credentials/${name}`));
  return (await Promise.all(records)).map(({ body }) => ({
    revoked: (body.statuses as { status: boolean }[])[0]?.status,
    supersededBy: body.supersededBy,
  }));
}

const recordOf = ({ completion }: CompletionAnswer) => String(completion.issued[0]?.record);
const claim = (answer: CompletionAnswer, dids: string[]) =>
  issueClaim(issuer.context, { offerId: String(answer.offer?.id), dids, securing: "embedded" });

describe("Another recipient", () => {
  test("a DID bound later is a re-issue under the same id, newer, and the earlier one is revoked", async () => {
    const first = await acme.complete({ recipient: recipients.byMail, issueNow: true });
    const bound = await change(first.completion.id, { recipient: recipients.known });
    const [before, after] = [first.verifiableCredential, bound.verifiableCredential] as JsonObject[];
    expect(after).toMatchObject({ id: before?.id, credentialSubject: { id: student.did } });
    expect(Date.parse(String(after?.validFrom))).toBeGreaterThan(Date.parse(String(before?.validFrom)));
    expect(after?.awardedDate).toBe(before?.awardedDate);
    expect(await issuances([recordOf(first), recordOf(bound)])).toEqual([
      { revoked: true, supersededBy: recordOf(bound) },
      { revoked: false, supersededBy: undefined },
    ]);
    expect(bound.completion.issued).toHaveLength(1);
  });

  test("a changed e-mail address of a credential for that address is a re-issue too", async () => {
    const first = await acme.complete({ recipient: recipients.byMail, issueNow: true });
    const changed = await change(first.completion.id, { recipient: { email: "mika@new.example" } });
    expect((changed.verifiableCredential as JsonObject).id).toBe(first.completion.credentialId);
    expect(await issuances([recordOf(first)])).toMatchObject([{ revoked: true }]);
  });

  test("while an offer is open: it ends, and a new one begins on the same terms", async () => {
    const first = await acme.complete({
      recipient: recipients.byMail,
      offer: { transactionCode: true, expiresInSeconds: 7200 },
    });
    const changed = await change(first.completion.id, { recipient: { email: "mika@new.example" } });
    expect(changed.offer?.id).not.toBe(first.offer?.id);
    expect(changed.offer?.transactionCode).toMatch(/^[0-9]{6}$/);
    expect(changed.completion.offer).toMatchObject({ state: "open", transactionCode: { triesLeft: 5 } });
    const { createdAt, expiresAt } = changed.completion.offer ?? {};
    expect(Date.parse(String(expiresAt)) - Date.parse(String(createdAt))).toBe(7_200_000);
    await expect(claim(first, [student.did])).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(claim(changed, [student.did])).resolves.toHaveLength(1);
  });

  test("a DID while an offer is open: issued at once, and the link is worth nothing", async () => {
    const first = await acme.complete({ recipient: recipients.byMail });
    const changed = await change(first.completion.id, { recipient: recipients.known });
    expect(changed).toMatchObject({
      completion: { state: "issued" },
      verifiableCredential: expect.anything(),
    });
    await expect(claim(first, [newKey])).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("for a lost wallet: a new offer, and what was issued holds until that is claimed", async () => {
    const first = await acme.complete({ recipient: recipients.byMail });
    await claim(first, [student.did, person("second key").did]);
    const issued = (await acme.ask("GET", `/completions/${first.completion.id}`)).body.issued as {
      record: string;
    }[];
    const names = issued.map(({ record }) => record);
    const again = await change(first.completion.id, { recipient: recipients.byMail });
    expect(again.completion).toMatchObject({ state: "issued", offer: { state: "open" } });
    expect(await issuances(names)).toMatchObject([{ revoked: false }, { revoked: false }]);
    const [credential] = await claim(again, [newKey]);
    expect(credential).toMatchObject({ id: first.completion.credentialId });
    expect(await issuances(names)).toMatchObject([{ revoked: true }, { revoked: true }]);
    await expect(claim(first, [student.did])).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("after a cancelled offer the same recipient gets a new one", async () => {
    const first = await acme.complete({ recipient: recipients.byMail });
    await acme.ask("POST", `/completions/${first.completion.id}/offer/cancel`);
    const again = await change(first.completion.id, { recipient: recipients.byMail });
    await expect(claim(again, [student.did])).resolves.toHaveLength(1);
  });

  test("keeps the version of the achievement that the work was done under", async () => {
    const { achievementId } = acme;
    const first = await acme.complete({ recipient: recipients.known });
    const content = ((await acme.ask("GET", `/achievements/${achievementId}`)).body.content ??
      {}) as JsonObject;
    const revised = await acme.ask("PUT", `/achievements/${achievementId}`, {
      ...content,
      title: "Another title",
    });
    expect(revised.body.version).toBe(2);
    const changed = await change(first.completion.id, { recipient: { did: newKey } });
    expect((changed.verifiableCredential as JsonObject).credentialSubject).toMatchObject({
      achievement: { version: "1", name: "Cargo delay dashboard" },
    });
    const later = await acme.complete({ recipient: recipients.known });
    expect((later.verifiableCredential as JsonObject).credentialSubject).toMatchObject({
      achievement: { version: "2", name: "Another title" },
    });
  });

  test("set by another key makes that key answer for it, when the one that recorded it was revoked", async () => {
    const { body } = await acme.ask("POST", "/keys", { role: "issuer" });
    const { key, apiKey } = body as { key: { id: string }; apiKey: string };
    const made = await issuer.call("POST", "/issuers/acme/completions", {
      token: apiKey,
      body: { achievement: acme.achievementId, recipient: recipients.known, approval: "awaited" },
    });
    const { id } = made.body.completion as { id: string };
    await acme.ask("POST", `/keys/${key.id}/revoke`, {});
    expect((await acme.ask("POST", `/completions/${id}/approve`)).body.code).toBe("CONFLICT");
    await change(id, { recipient: recipients.known });
    expect((await acme.ask("POST", `/completions/${id}/approve`)).body).toMatchObject({
      completion: { state: "issued", apiKey: acme.apiKeyId },
    });
  });

  test("refused: nobody, a DID that holds no key, an offer for a DID", async () => {
    const { completion } = await acme.complete({ recipient: recipients.byMail });
    const bodies = [
      { recipient: {} },
      { recipient: { name: "Mika" } },
      { recipient: { did: "did:key:z6Mkbroken" } },
      { recipient: { did: student.did }, offer: { transactionCode: false } },
      {},
    ];
    for (const body of bodies) {
      const answer = await acme.ask("PUT", `/completions/${completion.id}/recipient`, body);
      expect([body, answer.body.code]).toEqual([body, "INVALID_REQUEST"]);
    }
    expect((await acme.ask("GET", `/completions/${completion.id}`)).body).toMatchObject({ state: "offered" });
  });

  test("a claim repeated at the very moment of the change is refused: it never gets what the new recipient gets", async () => {
    const offered = await acme.complete({ recipient: recipients.byMail });
    const [first] = await claim(offered, [student.did]);
    const { slug } = acme.tenant;
    // Both are committed together, the claim first: it then finds the plan for the new recipient.
    const [repeated, changed] = await Promise.allSettled([
      claim(offered, [student.did]),
      changeRecipient(issuer.context, {
        slug,
        id: offered.completion.id,
        recipient: { did: newKey },
        by: acme.apiKeyId,
      }),
    ]);
    expect(changed.status).toBe("fulfilled");
    expect(first).toMatchObject({ credentialSubject: { id: student.did } });
    expect(repeated).toMatchObject({ status: "rejected", reason: { code: "CONFLICT" } });
  });
});
