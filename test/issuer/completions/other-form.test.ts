import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jwsPayload, parseCompactJws } from "../../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createAchievement } from "../../../issuer/completions/achievements.ts";
import { changeRecipient } from "../../../issuer/completions/change-recipient.ts";
import { createCompletion } from "../../../issuer/completions/create-completion.ts";
import { issueClaim } from "../../../issuer/completions/issue-claim.ts";
import { revokeSigningKey, rotateSigningKey } from "../../../issuer/signing-keys/change-keys.ts";
import type { CredentialSecuring } from "../../../issuer/store/records.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "../../../issuer/use-cases/api-keys.ts";
import { changeStatus } from "../../../issuer/use-cases/change-status.ts";
import type { IssuerContext } from "../../../issuer/use-cases/context.ts";
import { credentialDetails, listCredentials } from "../../../issuer/use-cases/credentials.ts";
import { issueCredential } from "../../../issuer/use-cases/issue-credential.ts";
import { revokeIssuedBy, revokeSignedWith } from "../../../issuer/use-cases/revoke-since.ts";
import { createTenant } from "../../../issuer/use-cases/tenants.ts";
import { achievementContent, recipients } from "../../support/completions.ts";
import { openIssuerContext } from "../../support/running-issuer.ts";
import { person, student } from "../../support/world.ts";

const slug = "acme";
const start = new Date("2026-11-22T12:00:00Z");
let time = start;
let directory: string;
let context: IssuerContext;
let apiKeyId: string;
let achievementId: string;

const open = () => openIssuerContext(directory, { now: () => time });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "stint-issuer-"));
  context = await open();
  await createTenant(context, { slug, profile: { name: "Acme" }, did: "web", by: "service" });
  apiKeyId = String((await listApiKeys(context, slug))[0]?.id);
  achievementId = (await createAchievement(context, { slug, content: achievementContent(), by: "service" }))
    .id;
});
afterAll(async () => {
  await context.store.close();
  await rm(directory, { recursive: true, force: true });
});

async function offered(by = apiKeyId) {
  const input = { achievementId, recipient: recipients.byMail, facts: {} };
  const { completion, offer } = await createCompletion(context, { slug, apiKeyId: by, input });
  const offerId = String(offer?.id);
  const claim = (securing: CredentialSecuring, dids = [student.did]) =>
    issueClaim(context, { offerId, dids, securing });
  return { completion, claim };
}

const contentOf = (jwt: unknown) => jwsPayload(parseCompactJws(String(jwt), { maxBytes: 100_000 })).vc;
const unsecured = ({ proof: _, ...content }: JsonObject) => content;
const historyOf = async (id: string) =>
  (await credentialDetails(context, slug, id)).history.map(({ action }) => action);

/** Does something whose signatures fail, as when the process ends there. */
async function withoutKeys<Result>(act: () => Promise<Result>): Promise<Result> {
  const { keyRing } = context;
  const signer = () => {
    throw new Error("The process ended here");
  };
  context.keyRing = { ...keyRing, signer };
  return act().finally(() => {
    context.keyRing = keyRing;
  });
}

describe("The other form of a claimed credential", () => {
  test.each([
    ["embedded", "jwt"],
    ["jwt", "embedded"],
  ] as const)("is the same credential, after %s as %s, and is noted once", async (one, other) => {
    const { completion, claim } = await offered();
    const { items: before } = await listCredentials(context, slug, { limit: 100 });
    const first = await claim(one);
    time = new Date(time.getTime() + 90_000);
    const [second] = await Promise.all([claim(other), claim(other)]);
    const [embedded, jwt] = one === "embedded" ? [first[0], second[0]] : [second[0], first[0]];
    expect(contentOf(jwt)).toEqual(unsecured(embedded as JsonObject));
    expect((embedded as JsonObject).id).toBe(completion.credentialId);
    expect([await claim(one), await claim(other)]).toEqual([first, second]);

    const { items: after } = await listCredentials(context, slug, { limit: 100 });
    expect(after).toHaveLength(before.length + 1);
    expect(after[0]).toMatchObject({ state: "issued", statuses: [{ status: false }] });
    expect(await historyOf(completion.credentialId)).toEqual([
      "credential.intended",
      "credential.issued",
      "credential.other-form",
    ]);
  });

  test("has the same bytes after a restart, and after the signing key was replaced", async () => {
    const { claim } = await offered();
    const forms = [await claim("embedded"), await claim("jwt")];
    await rotateSigningKey(context, { slug, by: "service", type: "Ed25519" });
    await context.store.close();
    context = await open();
    expect([await claim("embedded"), await claim("jwt")]).toEqual(forms);
  });

  test("is there for each key of a batch, and for no other choice or order of them", async () => {
    const { claim } = await offered();
    const dids = ["one", "two", "three"].map((name) => person(name).did);
    const embedded = (await claim("embedded", dids)) as JsonObject[];
    for (const others of [dids.toReversed(), dids.slice(1), [...dids, student.did]])
      await expect(claim("jwt", others)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await claim("jwt", dids)).map(contentOf)).toEqual(embedded.map(unsecured));
  });

  test("asked for at the same time as the first leads to one credential", async () => {
    const { claim } = await offered();
    const [[embedded], [jwt]] = await Promise.all([claim("embedded"), claim("jwt")]);
    expect(contentOf(jwt)).toEqual(unsecured(embedded as JsonObject));
  });

  test("is recorded before it is signed (security rule 8)", async () => {
    const { completion, claim } = await offered();
    const [embedded] = await claim("embedded");
    await expect(withoutKeys(() => claim("jwt"))).rejects.toThrow("The process ended here");
    expect(await historyOf(completion.credentialId)).toContain("credential.other-form");
    expect(contentOf((await claim("jwt"))[0])).toEqual(unsecured(embedded as JsonObject));
  });
});

interface Made {
  completionId: string;
  keyId: string;
  /** The second of its two credentials. */
  credential: JsonObject;
}

describe("No other form is given of a credential", () => {
  const by = "service";
  const dids = [student.did, person("a second key").did];
  const replace = ({ credential, keyId }: Made) => {
    const { credentialStatus: _, ...content } = unsecured(credential);
    return issueCredential(context, { slug, apiKeyId: keyId, credential: content, reissue: true });
  };

  test.each<[string, RegExp, (made: Made) => unknown]>([
    [
      "that was revoked",
      /revoked or suspended/,
      ({ credential: { id } }) =>
        changeStatus(context, {
          slug,
          apiKeyId,
          credentialId: String(id),
          purpose: "revocation",
          value: true,
        }),
    ],
    ["that was replaced under its id", /replaced by a newer/, replace],
    [
      "that is being replaced",
      /is being replaced/,
      (made) => expect(withoutKeys(() => replace(made))).rejects.toThrow(),
    ],
    [
      "whose recipient was changed to a DID",
      /cancelled/,
      ({ completionId: id }) =>
        changeRecipient(context, { slug, id, by: apiKeyId, recipient: recipients.known }),
    ],
    [
      "whose recipient was changed to an e-mail address",
      /cancelled/,
      ({ completionId: id }) =>
        changeRecipient(context, { slug, id, by: apiKeyId, recipient: { email: "mika@new.example" } }),
    ],
    [
      "whose API key was revoked",
      /key has been revoked/,
      ({ keyId: id }) => revokeApiKey(context, { slug, id, by }),
    ],
    [
      "that its API key issued since everything of it is revoked",
      /revoked or suspended/,
      ({ keyId }) => revokeIssuedBy(context, { slug, apiKeyId: keyId, since: start, by }),
    ],
    [
      "that its signing key signed since everything of it is revoked",
      /revoked or suspended/,
      () => revokeSignedWith(context, { slug, id: { type: "Ed25519", version: 2 }, since: start, by }),
    ],
    [
      "whose signing key was withdrawn",
      /signing key/,
      () => revokeSigningKey(context, { slug, id: { type: "Ed25519", version: 2 }, by }),
    ],
  ])("%s", async (_name, words, end) => {
    const { key } = await createApiKey(context, { slug, role: "issuer", by });
    const { completion, claim } = await offered(key.id);
    const [, credential] = (await claim("embedded", dids)) as JsonObject[];
    if (!credential) throw new Error("No second credential");
    await end({ completionId: completion.id, keyId: key.id, credential });
    await expect(claim("jwt", dids)).rejects.toThrow(words);
    expect(await historyOf(completion.credentialId)).not.toContain("credential.other-form");
  });
});
