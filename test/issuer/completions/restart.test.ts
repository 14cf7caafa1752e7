import { expect, test } from "vitest";
import { createAchievement } from "../../../issuer/completions/achievements.ts";
import { completionDetails } from "../../../issuer/completions/completion-view.ts";
import { createCompletion } from "../../../issuer/completions/create-completion.ts";
import { finishCompletions } from "../../../issuer/completions/finish-completions.ts";
import { issueClaim } from "../../../issuer/completions/issue-claim.ts";
import { findOffer } from "../../../issuer/completions/offers.ts";
import type { Recipient } from "../../../issuer/completions/records.ts";
import type { IssuerStore } from "../../../issuer/store/issuer-store.ts";
import { listApiKeys } from "../../../issuer/use-cases/api-keys.ts";
import type { IssuerContext } from "../../../issuer/use-cases/context.ts";
import { readRecords } from "../../../issuer/use-cases/credential-record.ts";
import { finishIntents } from "../../../issuer/use-cases/finish-issuance.ts";
import { createIdempotency } from "../../../issuer/use-cases/idempotency.ts";
import { createTenant } from "../../../issuer/use-cases/tenants.ts";
import { achievementContent, recipients } from "../../support/completions.ts";
import { openIssuerContext } from "../../support/running-issuer.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { student } from "../../support/world.ts";

const slug = "acme";

interface Started {
  directory: string;
  apiKeyId: string;
  achievementId: string;
}

async function prepare(): Promise<Started> {
  const directory = await temporaryFolder();
  const context = await openIssuerContext(directory);
  await createTenant(context, { slug, profile: { name: "Acme" }, did: "web", by: "service" });
  const [key] = await listApiKeys(context, slug);
  const { id } = await createAchievement(context, { slug, content: achievementContent(), by: "service" });
  await context.store.close();
  return { directory, apiKeyId: String(key?.id), achievementId: id };
}

/** Opens the issuer in this folder so that only so many commits work, as when the process ends at the next one. */
function openFor(commits: number, { directory }: Started): Promise<IssuerContext> {
  let left = commits;
  const fail = (store: IssuerStore): IssuerStore => ({
    condition: store.condition,
    get: (key) => store.get(key),
    list: (prefix, range) => store.list(prefix, range),
    watch: (listener) => store.watch(listener),
    commit: async (work) => {
      if (left-- <= 0) throw new Error("The process ended here");
      return store.commit(work);
    },
    close: () => store.close(),
  });
  return openIssuerContext(directory, { wrap: ({ store, keyRing }) => ({ store: fail(store), keyRing }) });
}

function record(context: IssuerContext, { apiKeyId, achievementId }: Started, recipient: Recipient) {
  const input = { achievementId, recipient, facts: {}, reference: "once" };
  const operation = "completion";
  const idempotency = createIdempotency({ apiKeyId, idempotencyKey: "once", operation, body: "the same" });
  return createCompletion(context, { slug, apiKeyId, input, idempotency });
}

async function credentialsIn({ store }: IssuerContext): Promise<string[]> {
  const { items } = await readRecords(store, slug, { limit: 10 });
  return items.map(({ state }) => state);
}

test("offers and completions survive a restart", async () => {
  const started = await prepare();
  const before = await openIssuerContext(started.directory);
  const { completion, offer } = await record(before, started, recipients.byMail);
  await before.store.close();
  const context = await openIssuerContext(started.directory);
  expect(await completionDetails(context, slug, completion.id)).toEqual(completion);
  expect(await findOffer(context, String(offer?.id))).toMatchObject({ state: "open", completionNumber: 1 });
  const again = await record(context, started, recipients.byMail);
  expect(again.offer).toEqual(offer);
  await context.store.close();
});

test.each([1, 2, 3])(
  "ended after %i of 4 commits, the next start issues once, and the request repeated gets it",
  async (commits) => {
    const started = await prepare();
    const broken = await openFor(commits, started);
    await expect(record(broken, started, recipients.known)).rejects.toThrow("The process ended here");
    await broken.store.close();

    const context = await openIssuerContext(started.directory);
    await finishIntents(context);
    expect(await finishCompletions(context)).toEqual({ issued: 1, left: 0 });
    expect(await credentialsIn(context)).toEqual(["issued"]);
    const { completion, verifiableCredential } = await record(context, started, recipients.known);
    expect(completion).toMatchObject({ state: "issued", issued: [{ did: student.did, record: "record-1" }] });
    expect(verifiableCredential).toMatchObject({ id: completion.credentialId });
    expect(await credentialsIn(context)).toEqual(["issued"]);
    expect(await finishCompletions(context)).toEqual({ issued: 0, left: 0 });
    await context.store.close();
  },
);

test("ended before the first commit, nothing happened", async () => {
  const started = await prepare();
  const broken = await openFor(0, started);
  await expect(record(broken, started, recipients.byMail)).rejects.toThrow("The process ended here");
  await broken.store.close();
  const context = await openIssuerContext(started.directory);
  expect((await record(context, started, recipients.byMail)).completion).toMatchObject({ state: "offered" });
  await context.store.close();
});

test("a claim that was cut short is finished, for the same wallet", async () => {
  const started = await prepare();
  const broken = await openFor(2, started);
  const { offer } = await record(broken, started, recipients.byMail);
  const claim = { offerId: String(offer?.id), dids: [student.did], securing: "embedded" as const };
  await expect(issueClaim(broken, claim)).rejects.toThrow("The process ended here");
  await broken.store.close();

  const context = await openIssuerContext(started.directory);
  const [credential] = await issueClaim(context, claim);
  expect(credential).toMatchObject({ credentialSubject: { id: student.did } });
  expect(await credentialsIn(context)).toEqual(["issued"]);
  await context.store.close();
});
