import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { addSigningKey } from "../../issuer/signing-keys/change-keys.ts";
import type { Key } from "../../issuer/store/issuer-store.ts";
import { keyOf, prefixOf } from "../../issuer/store/record-keys.ts";
import { recoverStore } from "../../issuer/store/recover.ts";
import { listApiKeys } from "../../issuer/use-cases/api-keys.ts";
import { listAudit } from "../../issuer/use-cases/audit.ts";
import { changeStatus } from "../../issuer/use-cases/change-status.ts";
import type { IssuerContext } from "../../issuer/use-cases/context.ts";
import { credentialRecord, readRecords } from "../../issuer/use-cases/credential-record.ts";
import { credentialDetails, listCredentials } from "../../issuer/use-cases/credentials.ts";
import { createIdempotency } from "../../issuer/use-cases/idempotency.ts";
import { type IssueRequest, issueAsText } from "../../issuer/use-cases/issue-credential.ts";
import { recordOtherForm, signOtherForm } from "../../issuer/use-cases/other-form.ts";
import { revokeIssuedBy } from "../../issuer/use-cases/revoke-since.ts";
import { listNamedCredentials, searchCredentials } from "../../issuer/use-cases/search-credentials.ts";
import { createTenant } from "../../issuer/use-cases/tenants.ts";
import { draftBy, openIssuerContext } from "../support/running-issuer.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { issued } from "../support/world.ts";

const slug = "acme";
const by = "service";
const now = () => new Date("2026-11-22T12:00:00Z");

type Way = (did: string) => Promise<Pick<IssueRequest, "credential"> & Partial<IssueRequest>>;

const version1 = (did: string, ...others: string[]): JsonObject => ({
  "@context": ["https://www.w3.org/2018/credentials/v1", ...others],
  id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f1111",
  type: ["VerifiableCredential"],
  issuer: did,
  issuanceDate: "2026-01-01T00:00:00Z",
  credentialSubject: { id: "did:example:subject" },
});

/** Where the signature leaves the document as it was and stands behind it, or in a JWT. */
const added: Record<string, Way> = {
  "an embedded proof": async (did) => ({ credential: draftBy({ did }) }),
  "eddsa-jcs-2022": async (did) => ({
    credential: draftBy({ did }),
    signing: { cryptosuite: "eddsa-jcs-2022" },
  }),
  "a proof to withhold parts from": async (did) => ({
    credential: draftBy({ did }),
    signing: { cryptosuite: "ecdsa-sd-2023" },
  }),
  "two proofs": async (did) => ({
    credential: draftBy({ did }),
    signing: { selectiveDisclosure: "ecdsa-sd-2023" },
  }),
  "a VC-JWT": async (did) => ({ credential: draftBy({ did }), securing: "jwt" }),
  "a vc+jwt": async (did) => ({ credential: draftBy({ did }), securing: "vc+jwt" }),
  "VCDM 1.1 with a context for proofs": async (did) => ({
    credential: version1(did, "https://w3id.org/security/data-integrity/v2"),
  }),
};

/** Where it changes more than that. */
const rewritten: Record<string, Way> = {
  "VCDM 1.1, which gets a context": async (did) => ({ credential: version1(did) }),
  "a proof beside an earlier one": async (did) => {
    const { issuer: _, ...signed } = await issued();
    return { credential: { ...signed, issuer: did }, profileChecks: "none" };
  },
};

const ways = { ...added, ...rewritten };

interface Issuance {
  directory: string;
  context: IssuerContext;
  request: IssueRequest;
  answer: string;
  /** The keys and texts of each commit, since the intent. */
  commits: ReadonlyMap<string, string | null>[];
}

async function issue(way: Way): Promise<Issuance> {
  const directory = await temporaryFolder();
  const context = await openIssuerContext(directory, { now });
  const { issuer } = await createTenant(context, { slug, profile: { name: "Acme" }, did: "web", by });
  await addSigningKey(context, { slug, type: "P-256", by });
  const [key] = await listApiKeys(context, slug);
  const apiKeyId = key?.id ?? "";
  const wanted = await way(issuer.id);
  const body = wanted.credential;
  const idempotency = createIdempotency({ apiKeyId, idempotencyKey: "once", operation: "issue", body });
  const request = { slug, apiKeyId, idempotency, ...wanted };
  const commits: Issuance["commits"] = [];
  context.store.watch((changes) => void commits.push(new Map(changes)));
  const answer = await issueAsText(context, request);
  return { directory, context, request, answer, commits };
}

const credentialKey = keyOf.credential(slug, 1);
const signatureKey = keyOf.signature(slug, 1);

/** Writes the record as versions of Stint did that had one place for it: whole, with its state. */
async function writeAsEarlier({ store }: IssuerContext): Promise<void> {
  const record = await credentialRecord(store, slug, 1);
  const { number, document, ...others } = record ?? {};
  await store.commit(async (transaction) => {
    transaction.put(credentialKey as Key<unknown>, { number, ...others, document });
    transaction.remove(signatureKey);
  });
}

describe("The second commit of an issuance holds what the signature added (security rule 8)", () => {
  test.each(Object.entries(added))(
    "%s: the intent stays to the byte, and nothing is twice",
    async (_, way) => {
      const { context, commits, directory } = await issue(way);
      const [intent, proof, ...others] = commits;
      expect(others).toEqual([]);
      expect(intent?.has(signatureKey)).toBe(false);
      expect(proof?.has(credentialKey)).toBe(false);
      expect(proof?.get(signatureKey)).toEqual(expect.any(String));
      const unsigned = await context.store.get(credentialKey);
      expect(JSON.stringify(unsigned)).toBe(intent?.get(credentialKey));
      expect(JSON.stringify(unsigned?.document)).not.toContain("proofValue");
      await context.store.close();
      const journal = await readFile(join(directory, "journal.jsonl"), "utf8");
      expect(journal.match(/credentialSubject/g)).toHaveLength(1);
    },
  );

  test.each(Object.entries(rewritten))("%s: the whole record is written again", async (_, way) => {
    const { context, answer, commits } = await issue(way);
    expect(commits[1]?.has(signatureKey)).toBe(false);
    expect(await context.store.get(credentialKey)).toMatchObject({
      state: "issued",
      document: JSON.parse(answer),
    });
    await context.store.close();
  });
});

describe("Whoever asks for an issued credential gets the bytes that were answered first", () => {
  test.each(Object.entries(ways))("%s: again, after a restart, and out of the journal", async (_, way) => {
    const { directory, context, request, answer } = await issue(way);
    const expectSame = async (opened: IssuerContext) => {
      expect(await issueAsText(opened, request)).toBe(answer);
      const { verifiableCredential } = await credentialDetails(opened, slug, "record-1");
      expect(JSON.stringify(verifiableCredential)).toBe(answer);
      await opened.store.close();
    };
    await expectSame(context);
    await expectSame(await openIssuerContext(directory, { now }));
    await rm(join(directory, "store"), { recursive: true });
    await recoverStore({ directory, now, fromStore: false, forget: prefixOf.statusListsInUse() });
    await expectSame(await openIssuerContext(directory, { now }));
  });
});

/** Whatever a tenant can see of the first issuance. */
async function everyView(context: IssuerContext): Promise<unknown[]> {
  const record = await credentialRecord(context.store, slug, 1);
  return [
    record,
    JSON.stringify(record?.document),
    (await readRecords(context.store, slug, { limit: 10 })).items.at(-1),
    await listCredentials(context, slug, { limit: 10 }),
    await credentialDetails(context, slug, "record-1"),
    await listNamedCredentials(context, slug, { limit: 10 }),
    await searchCredentials(context, slug, "record-1"),
    await searchCredentials(context, slug, "e"),
    await listAudit(context, slug, { limit: 100 }),
  ];
}

/** What is done with an issuance later, one after the other. */
const events: ((context: IssuerContext, request: IssueRequest) => Promise<unknown>)[] = [
  issueAsText,
  async (context, { securing }) => {
    if (securing === "vc+jwt") return;
    await context.store.commit((transaction) => recordOtherForm(transaction, context, { slug, number: 1 }));
    const record = await credentialRecord(context.store, slug, 1);
    expect(record?.otherFormAt).toBe("2026-11-22T12:00:00.000Z");
    return signOtherForm(context, { slug, number: 1 });
  },
  (context, { idempotency: _, ...request }) =>
    issueAsText(context, { ...request, reissue: true }).then(() => 0),
  (context, { apiKeyId, credential: { id } }) =>
    changeStatus(context, {
      slug,
      apiKeyId,
      credentialId: String(id),
      purpose: "revocation",
      value: true,
    }).catch((error: Error) => error.message),
  (context, { apiKeyId }) =>
    revokeIssuedBy(context, { slug, apiKeyId, since: new Date("2026-11-01T00:00:00Z"), by }),
];

describe("A store in which an earlier version wrote the whole record once more", () => {
  test.each(Object.entries(ways))(
    "%s: opens, and is the same to whoever looks and whatever happens",
    async (_, way) => {
      const { directory, context, request, answer } = await issue(way);
      await context.store.close();
      const folder = await temporaryFolder();
      await cp(directory, folder, { recursive: true });
      const before = await openIssuerContext(folder, { now });
      await writeAsEarlier(before);
      await before.store.close();
      const [today, earlier] = [
        await openIssuerContext(directory, { now }),
        await openIssuerContext(folder, { now }),
      ];
      expect(earlier.store.condition).toEqual({ sound: true, repairs: [] });
      expect(await earlier.store.get(signatureKey)).toBeUndefined();
      expect(await everyView(earlier)).toEqual(await everyView(today));
      for (const event of events) {
        expect(await event(earlier, request)).toEqual(await event(today, request));
        expect(await everyView(earlier)).toEqual(await everyView(today));
      }
      expect(await issueAsText(earlier, request)).toBe(answer);
      expect(await earlier.store.get(signatureKey)).toBeUndefined();
      await Promise.all([today.store.close(), earlier.store.close()]);
    },
  );
});
