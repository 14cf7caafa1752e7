import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { keyPair, signerFor } from "../../../core/keys/key-pair.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { finishCompletions } from "../../../issuer/completions/finish-completions.ts";
import { issueClaim } from "../../../issuer/completions/issue-claim.ts";
import { completionKeys, completionPrefixes, type Recipient } from "../../../issuer/completions/records.ts";
import { endorse } from "../../../issuer/endorsements/endorse.ts";
import { addSigningKey, revokeSigningKey } from "../../../issuer/signing-keys/change-keys.ts";
import { closedKeyRing } from "../../../issuer/signing-keys/key-ring.ts";
import type { SigningThreads } from "../../../issuer/signing-threads/signing-threads.ts";
import { keyOf, prefixOf } from "../../../issuer/store/record-keys.ts";
import type { CredentialRecord } from "../../../issuer/store/records.ts";
import { listApiKeys } from "../../../issuer/use-cases/api-keys.ts";
import type { IssuerContext } from "../../../issuer/use-cases/context.ts";
import { readRecords } from "../../../issuer/use-cases/credential-record.ts";
import { finishIntents } from "../../../issuer/use-cases/finish-issuance.ts";
import { createIdempotency } from "../../../issuer/use-cases/idempotency.ts";
import { type IssueRequest, issueCredential } from "../../../issuer/use-cases/issue-credential.ts";
import { createStatusListPublisher } from "../../../issuer/use-cases/status-lists.ts";
import { createTenant } from "../../../issuer/use-cases/tenants.ts";
import { recipients } from "../../support/completions.ts";
import { completeWith, type Disclosure } from "../../support/disclosing-completions.ts";
import { whileFull } from "../../support/full-room.ts";
import { draftBy, openIssuerContext, startSigningThreads } from "../../support/running-issuer.ts";
import { student } from "../../support/world.ts";

const by = "service";
/** Threads that die of whatever they are given. */
const dying = startSigningThreads({
  workerFile: new URL("../../support/workers/misbehaving-signer.mjs", import.meta.url),
});
let directory: string;
/** With real threads. */
let context: IssuerContext;
/** An employer with keys for both suites, and one whose did:key is a BLS12-381 key. */
const [acme, keyed] = ["acme", "keyed"] as const;
const employers = new Map<string, { slug: string; did: string; apiKeyId: string }>();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "stint-issuer-"));
  context = await openIssuerContext(directory);
  await createEmployer({ slug: acme, did: "web" });
  for (const type of ["P-256", "BLS12-381"] as const) await addSigningKey(context, { slug: acme, type, by });
  await createEmployer({ slug: keyed, did: "key", keyType: "BLS12-381" });
});
afterAll(async () => {
  await dying.close();
  await context.store.close();
  await rm(directory, { recursive: true });
});

async function createEmployer(options: { slug: string; did: "web" | "key"; keyType?: "BLS12-381" }) {
  const { slug } = options;
  const { issuer } = await createTenant(context, { ...options, profile: { name: "Acme" }, by });
  const [key] = await listApiKeys(context, slug);
  employers.set(slug, { slug, did: issuer.id, apiKeyId: String(key?.id) });
}

const employer = (slug: string) => employers.get(slug) as { slug: string; did: string; apiKeyId: string };
const withThreads = (signingThreads: SigningThreads): IssuerContext => ({ ...context, signingThreads });

/** A request to issue that can be repeated. */
function request(slug: string, signing: IssueRequest["signing"] = {}): IssueRequest {
  const { did, apiKeyId } = employer(slug);
  const credential = draftBy({ did });
  const idempotencyKey = String(credential.id);
  const idempotency = createIdempotency({ apiKeyId, idempotencyKey, operation: "issue", body: credential });
  return { slug, apiKeyId, credential, signing, idempotency };
}

async function records(slug: string): Promise<CredentialRecord[]> {
  const { items } = await readRecords(context.store, slug, { limit: 100 });
  return items.reverse();
}

const complete = (disclosure: Disclosure, under: IssuerContext, recipient?: Recipient) =>
  completeWith(under, { ...employer(acme), disclosure, ...(recipient && { recipient }) });

/** An offer that nobody has claimed. */
async function offered(selectiveDisclosure: Disclosure): Promise<string> {
  const { offer } = await complete(selectiveDisclosure, context, recipients.byMail);
  return String(offer?.id);
}

describe("signatures for selective disclosure", () => {
  test.each<[string, (under: IssuerContext) => Promise<unknown>]>([
    ["ecdsa-sd-2023", (under) => issueCredential(under, request(acme, { cryptosuite: "ecdsa-sd-2023" }))],
    ["bbs-2023", (under) => issueCredential(under, request(acme, { cryptosuite: "bbs-2023" }))],
    ["a second proof", (under) => issueCredential(under, request(acme, { selectiveDisclosure: "bbs-2023" }))],
    ["a did:key that is a BLS12-381 key", (under) => issueCredential(under, request(keyed))],
    ["a completion", (under) => complete("ecdsa-sd-2023", under)],
    [
      "an endorsement",
      (under) => endorse(under, { ...employer(keyed), input: { subject: employer(acme).did } }),
    ],
    [
      "a status list",
      async (under) => {
        await issueCredential(context, request(keyed));
        const [{ statuses } = { statuses: [] }] = await records(keyed);
        return createStatusListPublisher(under).publish(String(statuses[0]?.listId));
      },
    ],
  ])("are made in threads and nowhere else: without threads there is none for %s", async (_name, issue) => {
    await expect(issue(withThreads(dying))).rejects.toMatchObject({ code: "OVERLOADED" });
  });

  test("take the main thread's signatures no thread", async () => {
    await issueCredential(withThreads(dying), request(acme));
    await issueCredential(withThreads(dying), { ...request(acme), securing: "jwt" });
    await complete(undefined, withThreads(dying));
  });
});

describe("an issuance whose thread ends in the middle (security rule 8)", () => {
  test.each([
    { cryptosuite: "ecdsa-sd-2023" as const, type: "P-256" as const },
    { cryptosuite: "bbs-2023" as const, type: "BLS12-381" as const },
  ])(
    "stays intended, and the same request again gives what would have come of it: $cryptosuite",
    async (suite) => {
      const { cryptosuite, type } = suite;
      const wanted = request(acme, { cryptosuite });
      await expect(issueCredential(withThreads(dying), wanted)).rejects.toMatchObject({ code: "OVERLOADED" });
      const intended = (await records(acme)).at(-1) as CredentialRecord;
      expect(intended.state).toBe("intended");
      const issued = await issueCredential(context, wanted);
      const { secret, seed, verificationMethod } = context.keyRing.disclosureKey(acme, { type, version: 1 });
      const expected = await signCredential(intended.document, {
        cryptosuite,
        created: new Date(intended.created),
        signer: signerFor(verificationMethod, keyPair(type, secret)),
        seed,
      });
      expect(JSON.stringify(issued)).toBe(JSON.stringify(expected));
      expect((await records(acme)).at(-1)).toMatchObject({ state: "issued", statuses: intended.statuses });
    },
  );

  test("is left by a start that cannot make it either, and finished by one that can", async () => {
    const wanted = request(keyed);
    await expect(issueCredential(withThreads(dying), wanted)).rejects.toMatchObject({ code: "OVERLOADED" });
    const { left } = await finishIntents(withThreads(dying));
    expect(left).toBeGreaterThan(0);
    expect(await finishIntents(context)).toEqual({ issued: left, voided: 0, left: 0 });
    expect(await issueCredential(context, wanted)).toMatchObject({ proof: [{ cryptosuite: "bbs-2023" }] });
  });

  test("is voided when its key was withdrawn while it waited for a thread", async () => {
    const slug = "withdrawing";
    await createEmployer({ slug, did: "web" });
    await addSigningKey(context, { slug, type: "P-256", by });
    const { signingThreads } = context;
    const withdrawing = withThreads({
      ...signingThreads,
      sign: async (task) => {
        await revokeSigningKey(context, { slug, id: { type: "P-256", version: 1 }, by });
        return signingThreads.sign(task);
      },
    });
    const issuing = issueCredential(withdrawing, request(slug, { selectiveDisclosure: "ecdsa-sd-2023" }));
    await expect(issuing).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await records(slug)).toMatchObject([{ state: "voided", failure: { code: "CONFLICT" } }]);
  });

  test("gives the problem of a key that is not there as it is, and voids nothing", async () => {
    const keyRing = closedKeyRing(new Problem("STORE_DAMAGED"));
    const issuing = issueCredential({ ...context, keyRing }, request(keyed));
    await expect(issuing).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    expect((await records(keyed)).at(-1)).toMatchObject({ state: "intended" });
  });
});

describe("while as many wait as there is room for", () => {
  async function whenFull(work: (full: IssuerContext) => Promise<void>): Promise<void> {
    const full = withThreads(startSigningThreads());
    const { room } = full.signingThreads;
    expect(await whileFull(room, () => work(full))).toBe(64);
    expect(() => room.assertAny()).not.toThrow();
    await full.signingThreads.close();
  }

  test.each<[string, IssueRequest["signing"], string]>([
    ["ecdsa-sd-2023", { cryptosuite: "ecdsa-sd-2023" }, acme],
    ["a second proof", { selectiveDisclosure: "ecdsa-sd-2023" }, acme],
    ["the usual key", {}, keyed],
    ["a type of keys", { keyType: "BLS12-381" }, acme],
  ])("another is refused before anything of it is recorded: by %s", async (_name, signing, slug) => {
    const before = await context.store.list(prefixOf.credentials(slug), { limit: 100 });
    const wanted = request(slug, signing);
    await whenFull(async (full) => {
      await expect(issueCredential(full, wanted)).rejects.toMatchObject({ code: "OVERLOADED" });
    });
    expect(await context.store.list(prefixOf.credentials(slug), { limit: 100 })).toEqual(before);
    const keyHash = String(wanted.idempotency?.keyHash);
    expect(await context.store.get(keyOf.idempotency(slug, keyHash))).toBeUndefined();
    const issued = (await issueCredential(context, wanted)) as JsonObject;
    expect(issued.id).toBe(wanted.credential.id);
  });

  test("a completion is refused before it is recorded, and what is planned already is issued", async () => {
    await expect(complete("ecdsa-sd-2023", withThreads(dying))).rejects.toMatchObject({ code: "OVERLOADED" });
    const before = await context.store.list(completionPrefixes.due(), { limit: 100 });
    await whenFull(async (full) => {
      await expect(complete("ecdsa-sd-2023", full)).rejects.toMatchObject({ code: "OVERLOADED" });
      expect(await finishCompletions(full)).toEqual({ issued: before.length, left: 0 });
    });
    expect(before.length).toBeGreaterThan(0);
  });

  test("a claim spends neither the offer nor, in its other form, what it may still be given in", async () => {
    const offerId = await offered("ecdsa-sd-2023");
    const claim = (under: IssuerContext, securing: "embedded" | "jwt") =>
      issueClaim(under, { offerId, dids: [student.did], securing });
    const offer = () => context.store.get(completionKeys.offer(offerId));
    await whenFull(async (full) => {
      await expect(claim(full, "embedded")).rejects.toMatchObject({ code: "OVERLOADED" });
      expect((await offer())?.state).toBe("open");
      await claim(full, "jwt");
      await expect(claim(full, "embedded")).rejects.toMatchObject({ code: "OVERLOADED" });
      expect((await records(acme)).at(-1)).not.toHaveProperty("otherFormAt");
    });
    let others = 0;
    const counting = withThreads({
      ...context.signingThreads,
      sign: async (task) => {
        others = await whileFull(context.signingThreads.room, async () => {});
        return context.signingThreads.sign(task);
      },
    });
    const [embedded] = await claim(counting, "embedded");
    expect(others).toBe(63);
    const suites = [{ cryptosuite: "eddsa-rdfc-2022" }, { cryptosuite: "ecdsa-sd-2023" }];
    expect(embedded).toMatchObject({ proof: suites });
  });

  test("what is signed in the main thread is issued", async () => {
    await whenFull(async (full) => {
      await issueCredential(full, request(acme));
      await complete(undefined, full);
    });
  });
});
