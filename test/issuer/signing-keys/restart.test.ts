import { describe, expect, test } from "vitest";
import {
  addSigningKey,
  revokeSigningKey,
  rotateSigningKey,
} from "../../../issuer/signing-keys/change-keys.ts";
import { signingKeysOf } from "../../../issuer/signing-keys/key-id.ts";
import type { IssuerStore } from "../../../issuer/store/issuer-store.ts";
import { keyOf } from "../../../issuer/store/record-keys.ts";
import type { CredentialRecord } from "../../../issuer/store/records.ts";
import { listApiKeys } from "../../../issuer/use-cases/api-keys.ts";
import type { IssuerContext } from "../../../issuer/use-cases/context.ts";
import { readRecords } from "../../../issuer/use-cases/credential-record.ts";
import { finishIntents } from "../../../issuer/use-cases/finish-issuance.ts";
import { type IssueRequest, issueCredential } from "../../../issuer/use-cases/issue-credential.ts";
import { signRecord } from "../../../issuer/use-cases/sign-record.ts";
import { createTenant } from "../../../issuer/use-cases/tenants.ts";
import { draftBy, openIssuerContext } from "../../support/running-issuer.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const slug = "acme";
const laterTypes = ["P-256", "P-384", "BLS12-381"] as const;
const by = "service";

/** Each way to sign, with every type of key that it takes. */
const ways: Pick<IssueRequest, "securing" | "signing">[] = [
  { signing: { cryptosuite: "eddsa-rdfc-2022" } },
  { signing: { cryptosuite: "eddsa-jcs-2022" } },
  { signing: { cryptosuite: "ecdsa-rdfc-2019", keyType: "P-256" } },
  { signing: { cryptosuite: "ecdsa-rdfc-2019", keyType: "P-384" } },
  { signing: { cryptosuite: "ecdsa-jcs-2019", keyType: "P-256" } },
  { signing: { cryptosuite: "ecdsa-jcs-2019", keyType: "P-384" } },
  { signing: { cryptosuite: "ecdsa-sd-2023" } },
  { signing: { cryptosuite: "bbs-2023", mandatoryPointers: ["/name"] } },
  { signing: { selectiveDisclosure: "ecdsa-sd-2023", mandatoryPointers: ["/name"] } },
  { signing: { selectiveDisclosure: "bbs-2023", keyType: "P-384" } },
  { securing: "jwt", signing: { alg: "EdDSA" } },
  { securing: "jwt", signing: { alg: "ES256" } },
  { securing: "jwt", signing: { alg: "ES384" } },
];

/** Lets intents be recorded, and ends before any proof is. */
function endingBeforeProofs(store: IssuerStore): IssuerStore {
  let commits = 0;
  return {
    condition: store.condition,
    get: (key) => store.get(key),
    list: (prefix, range) => store.list(prefix, range),
    watch: (listener) => store.watch(listener),
    commit: async (work) => {
      commits += 1;
      if (commits % 2 === 0) throw new Error("The process ended here");
      return store.commit(work);
    },
    close: () => store.close(),
  };
}

/** An issuer with keys of all types that was stopped while it issued in every way, and what it had signed when it was. */
async function stopped(): Promise<{ directory: string; signed: string[] }> {
  const directory = await temporaryFolder();
  const context = await openIssuerContext(directory);
  const { issuer } = await createTenant(context, { slug, profile: { name: "Acme" }, did: "web", by });
  for (const type of laterTypes) await addSigningKey(context, { slug, type, by });
  const [key] = await listApiKeys(context, slug);
  await context.store.close();
  const ending = await openIssuerContext(directory, {
    wrap: ({ store, keyRing }) => ({ store: endingBeforeProofs(store), keyRing }),
  });
  for (const way of ways) {
    const credential = draftBy({ did: issuer.id });
    const issuing = issueCredential(ending, { slug, apiKeyId: key?.id ?? "", credential, ...way });
    await expect(issuing).rejects.toThrow("ended here");
  }
  const signed: string[] = [];
  for (const record of await records(ending))
    signed.push(JSON.stringify(await signRecord(ending, slug, record)));
  await ending.store.close();
  return { directory, signed };
}

async function records({ store }: IssuerContext): Promise<CredentialRecord[]> {
  const { items } = await readRecords(store, slug, { limit: 100 });
  return items.reverse();
}

describe("issuances by keys of several types that were cut short (security rule 8)", () => {
  test("are finished as they were intended, to the byte, also when those keys were rotated since", async () => {
    const { directory, signed } = await stopped();
    const context = await openIssuerContext(directory);
    for (const type of ["Ed25519", ...laterTypes] as const)
      await rotateSigningKey(context, { slug, type, by });
    expect(await finishIntents(context)).toEqual({ issued: ways.length, voided: 0, left: 0 });
    const finished = await records(context);
    expect(finished.map(({ jwt, document }) => JSON.stringify({ credential: jwt ?? document }))).toEqual(
      signed,
    );
    await context.store.close();
  });

  test("are voided where the key was withdrawn since, and finished where one of another type was", async () => {
    const { directory } = await stopped();
    const context = await openIssuerContext(directory);
    await revokeSigningKey(context, { slug, id: { type: "P-256", version: 1 }, by });
    const expected = (await records(context)).map((record) =>
      signingKeysOf(record).some(({ type }) => type === "P-256") ? "voided" : "issued",
    );
    await finishIntents(context);
    expect((await records(context)).map(({ state }) => state)).toEqual(expected);
    expect(expected.filter((state) => state === "voided")).toHaveLength(5);
    await context.store.close();
  });
});

test("a sealed key does not open as one of another type (security rule 10)", async () => {
  const { directory } = await stopped();
  const context = await openIssuerContext(directory);
  const [p256, ed25519] = [
    { type: "P-256", version: 1 },
    { type: "Ed25519", version: 1 },
  ] as const;
  await context.store.commit(async (transaction) => {
    const moved = await transaction.get(keyOf.signingKey(slug, ed25519));
    const own = await transaction.get(keyOf.signingKey(slug, p256));
    if (!moved || !own) throw new Error("No keys");
    transaction.put(keyOf.signingKey(slug, p256), { ...own, sealedSeed: moved.sealedSeed });
  });
  await context.store.close();
  await expect(openIssuerContext(directory)).rejects.toMatchObject({ code: "CANNOT_OPEN" });
});
