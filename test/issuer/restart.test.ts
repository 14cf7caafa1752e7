import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { revokeSigningKey } from "../../issuer/signing-keys/change-keys.ts";
import type { KeyRing } from "../../issuer/signing-keys/key-ring.ts";
import type { IssuerStore } from "../../issuer/store/issuer-store.ts";
import { keyOf } from "../../issuer/store/record-keys.ts";
import type { CredentialRecord } from "../../issuer/store/records.ts";
import { listApiKeys } from "../../issuer/use-cases/api-keys.ts";
import type { IssuerContext } from "../../issuer/use-cases/context.ts";
import { readRecords } from "../../issuer/use-cases/credential-record.ts";
import { finishIntents } from "../../issuer/use-cases/finish-issuance.ts";
import { createIdempotency } from "../../issuer/use-cases/idempotency.ts";
import { issueCredential } from "../../issuer/use-cases/issue-credential.ts";
import type { IssuedCredential } from "../../issuer/use-cases/sign-record.ts";
import { createTenant } from "../../issuer/use-cases/tenants.ts";
import { quickSealingKey } from "../support/quick-sealing-key.ts";
import { draftBy, openIssuerContext } from "../support/running-issuer.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const firstKey = { type: "Ed25519", version: 1 } as const;

/** Lets so many commits through and fails the next one, as a process does that ends there. */
function failingAfter(commits: number, parts: { store: IssuerStore; keyRing: KeyRing }) {
  let left = commits;
  const { store } = parts;
  const failing: IssuerStore = {
    condition: store.condition,
    get: (key) => store.get(key),
    list: (prefix, range) => store.list(prefix, range),
    watch: (listener) => store.watch(listener),
    commit: async (work) => {
      if (left-- <= 0) throw new Error("The process ended here");
      return store.commit(work);
    },
    close: () => store.close(),
  };
  return { ...parts, store: failing };
}

interface Started {
  directory: string;
  draft: JsonObject;
  apiKeyId: string;
}

/** An issuer with one tenant, in a folder, closed again. */
async function prepare(did: "key" | "web" = "web", changes: JsonObject = {}): Promise<Started> {
  const directory = await temporaryFolder();
  const context = await openIssuerContext(directory);
  const { issuer } = await createTenant(context, {
    slug: "acme",
    profile: { name: "Acme" },
    did,
    by: "service",
  });
  const [key] = await listApiKeys(context, "acme");
  await context.store.close();
  return { directory, draft: draftBy({ did: issuer.id }, changes), apiKeyId: key?.id ?? "" };
}

function issueIn(context: IssuerContext, { draft, apiKeyId }: Started): Promise<IssuedCredential> {
  const idempotency = createIdempotency({
    apiKeyId,
    idempotencyKey: "once",
    operation: "issue",
    body: draft,
  });
  return issueCredential(context, { slug: "acme", apiKeyId, credential: draft, idempotency });
}

async function onlyRecord({ store }: IssuerContext): Promise<CredentialRecord> {
  const { items } = await readRecords(store, "acme", { limit: 10 });
  expect(items).toHaveLength(1);
  return items[0] as CredentialRecord;
}

describe("A restart finishes what was intended, or voids it (security rule 8)", () => {
  test("ended before the intent was recorded: nothing happened, and the retry issues", async () => {
    const started = await prepare();
    const broken = await openIssuerContext(started.directory, { wrap: (parts) => failingAfter(0, parts) });
    await expect(issueIn(broken, started)).rejects.toThrow("ended here");
    await broken.store.close();
    const context = await openIssuerContext(started.directory);
    expect(await finishIntents(context)).toEqual({ issued: 0, voided: 0, left: 0 });
    await issueIn(context, started);
    expect((await onlyRecord(context)).state).toBe("issued");
    await context.store.close();
  });

  test("ended between intent and signature: the restart signs what was recorded, and the retry gets those bytes", async () => {
    const started = await prepare();
    const broken = await openIssuerContext(started.directory, {
      wrap: ({ store, keyRing }) => ({
        store,
        keyRing: {
          ...keyRing,
          signer: (slug, version) => ({
            ...keyRing.signer(slug, version),
            sign: () => Promise.reject(new Error("The process ended here")),
          }),
        },
      }),
    });
    await expect(issueIn(broken, started)).rejects.toThrow("ended here");
    const intended = await onlyRecord(broken);
    expect(intended.state).toBe("intended");
    await broken.store.close();

    const context = await openIssuerContext(started.directory);
    expect(await finishIntents(context)).toEqual({ issued: 1, voided: 0, left: 0 });
    const issued = await onlyRecord(context);
    expect(issued).toMatchObject({ state: "issued", created: intended.created, statuses: intended.statuses });
    const signer = context.keyRing.signer("acme", firstKey);
    const expected = await signCredential(intended.document, { signer, created: new Date(intended.created) });
    expect(JSON.stringify(issued.document)).toBe(JSON.stringify(expected));
    expect(JSON.stringify(await issueIn(context, started))).toBe(JSON.stringify(expected));
    expect(await context.store.get(keyOf.intent("acme", 1))).toBeUndefined();
    await context.store.close();
  });

  test("ended after the signature and before the proof was recorded: the same bytes again", async () => {
    const started = await prepare();
    const signatures: string[] = [];
    const watch = (keyRing: KeyRing): KeyRing => ({
      ...keyRing,
      signer: (slug, version) => {
        const signer = keyRing.signer(slug, version);
        return {
          ...signer,
          sign: async (options) => {
            const signature = await signer.sign(options);
            signatures.push(Buffer.from(signature).toString("hex"));
            return signature;
          },
        };
      },
    });
    const broken = await openIssuerContext(started.directory, {
      wrap: (parts) => failingAfter(1, { ...parts, keyRing: watch(parts.keyRing) }),
    });
    await expect(issueIn(broken, started)).rejects.toThrow("ended here");
    await broken.store.close();
    const context = await openIssuerContext(started.directory, {
      wrap: ({ store, keyRing }) => ({ store, keyRing: watch(keyRing) }),
    });
    expect(await finishIntents(context)).toEqual({ issued: 1, voided: 0, left: 0 });
    expect(signatures).toHaveLength(2);
    expect(signatures[0]).toBe(signatures[1]);
    await context.store.close();
  });

  test("what cannot be signed is voided, keeps its index, and frees its id", async () => {
    const started = await prepare("web", { salary: "a lot" });
    const broken = await openIssuerContext(started.directory, { wrap: (parts) => failingAfter(1, parts) });
    await expect(issueIn(broken, started)).rejects.toThrow("ended here");
    await broken.store.close();
    const context = await openIssuerContext(started.directory);
    expect(await finishIntents(context)).toEqual({ issued: 0, voided: 1, left: 0 });
    const voided = await onlyRecord(context);
    expect(voided).toMatchObject({ state: "voided", failure: { code: expect.any(String) } });
    const list = await context.store.get(keyOf.statusList(voided.statuses[0]?.listId ?? ""));
    expect(list?.used).toBe(1);
    await expect(issueIn(context, started)).rejects.toMatchObject({ code: voided.failure?.code });
    expect(
      await context.store.get(keyOf.credentialPointer("acme", String(started.draft.id))),
    ).toBeUndefined();
    await context.store.close();
  });

  test("an intent whose signing key was withdrawn meanwhile is voided", async () => {
    const started = await prepare();
    const broken = await openIssuerContext(started.directory, { wrap: (parts) => failingAfter(1, parts) });
    await expect(issueIn(broken, started)).rejects.toThrow("ended here");
    await broken.store.close();
    const context = await openIssuerContext(started.directory);
    await revokeSigningKey(context, { slug: "acme", id: firstKey, by: "service" });
    expect(await finishIntents(context)).toEqual({ issued: 0, voided: 1, left: 0 });
    await context.store.close();
  });
});

describe("Keys at rest (security rule 10)", () => {
  test("the files hold no seed in the clear, and another passphrase does not open them", async () => {
    const { directory } = await prepare("key");
    const seeds: string[] = [];
    const { openKeyRing } = await import("../../issuer/signing-keys/key-ring.ts");
    const { openLevelStore } = await import("../../issuer/store/level-store.ts");
    const store = await openLevelStore({ directory, now: () => new Date() });
    const random = (size: number) => new Uint8Array(size);
    const sealing = { random, deriveSealingKey: quickSealingKey };
    await expect(openKeyRing({ store, passphrase: "another passphrase", ...sealing })).rejects.toMatchObject({
      code: "CANNOT_OPEN",
    });
    const record = await store.get(keyOf.signingKey("acme", firstKey));
    seeds.push(record?.sealedSeed ?? "");
    expect(record).not.toHaveProperty("seed");
    await store.close();
    expect(await readFile(join(directory, "journal.jsonl"), "utf8")).toContain(seeds[0]);
  });

  test("a sealed key that was moved to another issuer does not open", async () => {
    const { directory } = await prepare("web");
    const context = await openIssuerContext(directory);
    await createTenant(context, { slug: "other", profile: { name: "Other" }, did: "web", by: "service" });
    await context.store.commit(async (transaction) => {
      const stolen = await transaction.get(keyOf.signingKey("acme", firstKey));
      const own = await transaction.get(keyOf.signingKey("other", firstKey));
      if (stolen && own)
        transaction.put(keyOf.signingKey("other", firstKey), { ...own, sealedSeed: stolen.sealedSeed });
    });
    await context.store.close();
    await expect(openIssuerContext(directory)).rejects.toMatchObject({ code: "CANNOT_OPEN" });
  });
});
