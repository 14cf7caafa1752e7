import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { encodeMultikey } from "../../../core/keys/multikey.ts";
import { sealRecord } from "../../../core/keys/seal.ts";
import { ed25519Signer } from "../../../core/keys/signer.ts";
import {
  addSigningKey,
  revokeSigningKey,
  rotateSigningKey,
} from "../../../issuer/signing-keys/change-keys.ts";
import { listSigningKeys } from "../../../issuer/signing-keys/signing-key-view.ts";
import type { Key } from "../../../issuer/store/issuer-store.ts";
import type { IssuerContext } from "../../../issuer/use-cases/context.ts";
import { credentialRecord } from "../../../issuer/use-cases/credential-record.ts";
import { credentialDetails } from "../../../issuer/use-cases/credentials.ts";
import { finishIntents } from "../../../issuer/use-cases/finish-issuance.ts";
import { issueCredential } from "../../../issuer/use-cases/issue-credential.ts";
import { revokeSignedWith } from "../../../issuer/use-cases/revoke-since.ts";
import { tenant, tenantDidDocument } from "../../../issuer/use-cases/tenants.ts";
import { quickSealingKey } from "../../support/quick-sealing-key.ts";
import { openIssuerContext } from "../../support/running-issuer.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { unsigned } from "../../support/world.ts";

const slug = "acme";
const by = "service";
const did = "did:web:issuer.example:issuers:acme";
const at = "2026-11-20T10:00:00.000Z";
const apiKeyId = "key_0123456789abcdef";
const id = "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0042";
const seeds = [1, 2].map((byte) => new Uint8Array(32).fill(byte));
const document = unsigned({ id, issuer: did });

/**
 * The records of a store from before there were keys of several types, to the letter: one tenant whose key was rotated once, one
 * issuance that version 1 finished and one that version 2 had only intended.
 */
async function earlierRecords({ store }: IssuerContext): Promise<Record<string, unknown>> {
  const salt = await store.get("sealing/salt" as Key<string>);
  const sealingKey = await quickSealingKey(
    "a passphrase for tests",
    Uint8Array.from(Buffer.from(salt ?? "", "base64url")),
  );
  const keys = seeds.map((seed, index) => {
    const version = index + 1;
    const sealed = sealRecord(sealingKey, {
      id: `signing-key/acme/${version}`,
      plaintext: seed,
      nonce: randomBytes(12),
    });
    return {
      version,
      verificationMethod: `${did}#key-${version}`,
      publicKeyMultibase: encodeMultikey({ type: "Ed25519", bytes: ed25519KeyPair(seed).publicKey }),
      sealedSeed: Buffer.from(sealed).toString("base64url"),
      createdAt: at,
    };
  });
  const shared = { created: at, apiKeyId, statuses: [] };
  const signed = await signCredential(document, { signer: signerOf(1), created: new Date(at) });
  return {
    "issuer/acme": {
      slug,
      did,
      method: "web",
      profile: { name: "Acme" },
      createdAt: at,
      signingKeyVersion: 2,
    },
    "signing-key/acme/000000000001": keys[0],
    "signing-key/acme/000000000002": keys[1],
    "api-key/acme/key_0123456789abcdef": {
      id: apiKeyId,
      slug,
      role: "admin",
      hash: "0".repeat(64),
      createdAt: at,
    },
    "counter/acme/credential": 2,
    "credential/acme/000000000001": {
      number: 1,
      state: "issued",
      credentialId: id,
      signingKeyVersion: 1,
      ...shared,
      document: signed,
    },
    "credential-id/acme/b": { current: 1 },
    "signed-with/acme/000000000001/2026-11-20T10:00:00.000Z/000000000001": 1,
    "credential/acme/000000000002": {
      number: 2,
      state: "intended",
      signingKeyVersion: 2,
      ...shared,
      document,
    },
    "intent/acme/000000000002": { slug, number: 2 },
    "signed-with/acme/000000000002/2026-11-20T10:00:00.000Z/000000000002": 2,
  };
}

function signerOf(version: number) {
  return ed25519Signer(`${did}#key-${version}`, ed25519KeyPair(seeds[version - 1] as Uint8Array));
}

let context: IssuerContext;

beforeEach(async () => {
  const directory = await temporaryFolder();
  const first = await openIssuerContext(directory);
  const records = await earlierRecords(first);
  await first.store.commit(async (transaction) => {
    for (const [key, value] of Object.entries(records)) transaction.put(key as Key<unknown>, value);
  });
  await first.store.close();
  context = await openIssuerContext(directory);
  return () => context.store.close();
});

describe("a store from before there were keys of several types", () => {
  test("opens, and its keys are Ed25519 keys under the names they had", async () => {
    expect(context.store.condition).toEqual({ sound: true, repairs: [] });
    const keys = await listSigningKeys(context, await tenant(context, slug));
    expect(keys.map(({ name, type, inUse }) => [name, type, inUse])).toEqual([
      ["key-1", "Ed25519", false],
      ["key-2", "Ed25519", true],
    ]);
    const published = await tenantDidDocument(context, slug);
    expect(published.authentication).toEqual([`${did}#key-2`, `${did}#key-2-jwk`]);
    expect(published.assertionMethod).toEqual(
      ["key-2", "key-2-jwk", "key-1", "key-1-jwk"].map((fragment) => `${did}#${fragment}`),
    );
  });

  test("finishes what it had intended, with the bytes that the earlier program would have signed", async () => {
    expect(await finishIntents(context)).toEqual({ issued: 1, voided: 0, left: 0 });
    const expected = await signCredential(document, { signer: signerOf(2), created: new Date(at) });
    const record = await credentialRecord(context.store, slug, 2);
    expect(JSON.stringify(record?.document)).toBe(JSON.stringify(expected));
  });

  test("shows what it issued as signed with an Ed25519 key, and finds it when that key is withdrawn", async () => {
    expect(await credentialDetails(context, slug, "record-1")).toMatchObject({
      signingKey: "key-1",
      signingKeyVersion: 1,
      state: "issued",
    });
    const key = { type: "Ed25519", version: 1 } as const;
    const since = new Date("2026-11-20T00:00:00Z");
    const sum = await revokeSignedWith(context, { slug, id: key, since, by });
    expect(sum).toMatchObject({ revoked: 0, notRevocable: ["record-1"] });
    expect(await revokeSigningKey(context, { slug, id: key, by })).toMatchObject({
      revokedAt: expect.any(String),
    });
  });

  test("goes on where it was: version 3 is next, and keys of other types begin at 1", async () => {
    expect(await rotateSigningKey(context, { slug, type: "Ed25519", by })).toMatchObject({ name: "key-3" });
    expect(await addSigningKey(context, { slug, type: "P-256", by })).toMatchObject({ name: "p256-1" });
    const credential = unsigned({ id: `${id.slice(0, -1)}3`, issuer: did });
    const issue = (changes: object) =>
      issueCredential(context, { slug, apiKeyId, credential, reissue: true, ...changes });
    const [usual, other] = [await issue({}), await issue({ signing: { cryptosuite: "ecdsa-rdfc-2019" } })];
    const keys = [usual, other].map((signed) => ((signed as JsonObject).proof as JsonObject[])[0]);
    expect(keys.map((proof) => proof?.verificationMethod)).toEqual([`${did}#key-3`, `${did}#p256-1`]);
  });
});
