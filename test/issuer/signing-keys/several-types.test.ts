import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DidDocument } from "../../../core/did/did-document.ts";
import { parseDidDocument } from "../../../core/did/parse-did-document.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { verdictOnIssued } from "../../support/issued-verdict.ts";
import {
  adminToken,
  credentialOf,
  draftBy,
  type RunningIssuer,
  runIssuer,
  type Tenant,
} from "../../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;

beforeAll(async () => {
  issuer = await runIssuer();
  tenant = await issuer.createTenant("acme");
});
afterAll(() => issuer.stop());

const path = "/issuers/acme/signing-keys";
const post = (at: string, body?: unknown, token: string = tenant.apiKey) =>
  issuer.call("POST", `${path}${at}`, { token, ...(body !== undefined && { body }) });
const didDocument = async () =>
  (await issuer.call("GET", "/issuers/acme/did.json")).body as unknown as DidDocument;
const fragments = (ids: DidDocument["assertionMethod"]) => (ids ?? []).map((id) => String(id).split("#")[1]);

/** Issues with a cryptosuite; gives the credential and the key that signed it. */
async function issue(cryptosuite?: string, draft = draftBy(tenant)) {
  const options = cryptosuite === undefined ? {} : { cryptosuite };
  const answer = await issuer.issue(tenant, draft, { options });
  expect(answer.status).toBe(201);
  const credential = credentialOf(answer);
  const [proof] = credential.proof as JsonObject[];
  return { credential, key: String(proof?.verificationMethod).split("#")[1] };
}

describe("keys of several types beside one another", () => {
  test("are made one of each type, by name, and each says what it signs with", async () => {
    const made = await post("", { keyType: "P-256" });
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: "p256-1",
        type: "P-256",
        version: 1,
        verificationMethod: `${tenant.did}#p256-1`,
        signsWith: expect.arrayContaining(["ecdsa-rdfc-2019", "ecdsa-jcs-2019", "ES256"]),
      },
    });
    expect(made.text).not.toMatch(/secret|seed/i);
    for (const keyType of ["P-384", "BLS12-381"]) expect((await post("", { keyType })).status).toBe(201);
    const { body } = await issuer.call("GET", path, { token: tenant.apiKey });
    const names = (body.items as JsonObject[]).map(({ name }) => name);
    expect(names).toEqual(["key-1", "bls12381-1", "p256-1", "p384-1"]);
    expect((body.items as JsonObject[]).every(({ inUse }) => inUse)).toBe(true);
  });

  test("are all in the DID document, as JsonWebKey too where a JWK exists, and only the Ed25519 key authenticates", async () => {
    const { verificationMethod = [], assertionMethod, authentication } = await didDocument();
    expect(verificationMethod.map(({ id, type }) => [id.split("#")[1], type])).toEqual([
      ["key-1", "Multikey"],
      ["key-1-jwk", "JsonWebKey"],
      ["bls12381-1", "Multikey"],
      ["p256-1", "Multikey"],
      ["p256-1-jwk", "JsonWebKey"],
      ["p384-1", "Multikey"],
      ["p384-1-jwk", "JsonWebKey"],
    ]);
    expect(fragments(assertionMethod)).toEqual(verificationMethod.map(({ id }) => id.split("#")[1]));
    expect(fragments(authentication)).toEqual(["key-1", "key-1-jwk"]);
  });

  test("rotate by themselves: the keys of other types stay in use, and what was signed keeps verifying", async () => {
    const before = await issue("ecdsa-rdfc-2019");
    expect(before.key).toBe("p256-1");
    expect((await post("/rotate", { keyType: "P-256" })).body).toMatchObject({ name: "p256-2", inUse: true });
    const after = [await issue("ecdsa-rdfc-2019"), await issue("eddsa-rdfc-2022"), await issue()];
    expect(after.map(({ key }) => key)).toEqual(["p256-2", "key-1", "key-1"]);
    for (const { credential } of [before, ...after]) {
      expect((await verdictOnIssued(issuer, credential)).verified).toBe(true);
    }
  });

  test("without a body the Ed25519 key rotates, as it did before there were others", async () => {
    expect((await post("/rotate")).body).toMatchObject({ name: "key-2", type: "Ed25519" });
    expect((await issue("ecdsa-jcs-2019")).key).toBe("p256-2");
  });

  test("are withdrawn by themselves; with `since`, what that one signed is revoked and nothing else", async () => {
    const drafts = [draftBy(tenant), draftBy(tenant)] as const;
    const [stolen, other] = [await issue("ecdsa-rdfc-2019", drafts[0]), await issue(undefined, drafts[1])];
    const { body } = await post("/p256-2/revoke", { since: "2020-01-01T00:00:00Z" });
    expect(body).toMatchObject({
      signingKey: { name: "p256-2", revokedAt: expect.any(String) },
      // One when it was rotated, one after, one now.
      credentials: { revoked: 3 },
    });
    const document = await didDocument();
    expect(fragments(document.assertionMethod)).not.toContain("p256-2");
    expect(fragments(document.assertionMethod)).toEqual(
      expect.arrayContaining(["key-2", "key-2-jwk", "p256-1", "p256-3", "p256-3-jwk", "p384-1"]),
    );
    expect(document.verificationMethod?.find(({ id }) => id.endsWith("#p256-2"))?.revoked).toBeDefined();
    expect((await verdictOnIssued(issuer, stolen.credential)).verified).toBe(false);
    expect((await verdictOnIssued(issuer, other.credential)).verified).toBe(true);
    expect((await issue("ecdsa-rdfc-2019")).key).toBe("p256-3");
    const statusOf = async ({ id }: JsonObject) => {
      const at = `/issuers/acme/credentials/${encodeURIComponent(String(id))}`;
      const { body: shown } = await issuer.call("GET", at, { token: tenant.apiKey });
      return (shown.statuses as JsonObject[])[0]?.status;
    };
    expect(await Promise.all(drafts.map(statusOf))).toEqual([true, false]);
  });

  test("leave their trace in the audit trail, by name", async () => {
    const { body } = await issuer.call("GET", "/issuers/acme/audit?limit=200", { token: tenant.apiKey });
    const lines = (body.items as JsonObject[])
      .filter(({ action }) => String(action).startsWith("signing-key."))
      .map(({ action, target }) => `${action} ${target}`)
      .reverse();
    expect(lines).toEqual([
      "signing-key.created signing-key/p256-1",
      "signing-key.created signing-key/p384-1",
      "signing-key.created signing-key/bls12381-1",
      "signing-key.rotated signing-key/p256-2",
      "signing-key.rotated signing-key/2",
      "signing-key.rotated signing-key/p256-3",
      "signing-key.revoked signing-key/p256-2",
    ]);
  });

  test.each<[string, string, unknown, number, RegExp]>([
    ["a second first key of a type", "", { keyType: "P-256" }, 409, /has its P-256 key already/],
    ["a first Ed25519 key, which there is from the beginning", "", { keyType: "Ed25519" }, 409, /already/],
    ["an unknown type", "", { keyType: "secp256k1" }, 400, /keyType/],
    ["a type that is none", "", { keyType: "__proto__" }, 400, /keyType/],
    ["no type", "", {}, 400, /keyType/],
    ["a member that is not known", "", { keyType: "P-384", secret: "mine" }, 400, /not known/],
    ["a type twice over", "/rotate", { keyType: ["P-256", "P-384"] }, 400, /keyType/],
    ["a name that is none", "/p256-x/revoke", {}, 400, /name of a key/],
    ["a version that never was", "/p256-9/revoke", {}, 404, /no such signing key/],
  ])("are not made or withdrawn for %s", async (_name, at, body, status, words) => {
    const answer = await post(at, body);
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(words)]);
  });

  test("are changed by an administrator alone, also the service's", async () => {
    const { body } = await issuer.call("POST", "/issuers/acme/keys", {
      token: tenant.apiKey,
      body: { role: "issuer" },
    });
    expect((await post("", { keyType: "P-384" }, String(body.apiKey))).status).toBe(403);
    await issuer.createTenant("other");
    const made = await issuer.call("POST", "/issuers/other/signing-keys", {
      token: adminToken,
      body: { keyType: "P-384" },
    });
    expect(made.status).toBe(201);
    expect((await post("", { keyType: "P-384" }, "stint_not-a-key")).status).toBe(401);
  });

  test("cannot be rotated before there is one", async () => {
    await issuer.createTenant("plain");
    const answer = await issuer.call("POST", "/issuers/plain/signing-keys/rotate", {
      token: adminToken,
      body: { keyType: "P-256" },
    });
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining("make a first") } });
  });
});

test("keys are as many as a DID document that is read can list; one that was stolen is replaced beyond that", async () => {
  const { apiKey: token, did } = await issuer.createTenant("many");
  const call = (at: string) => issuer.call("POST", `/issuers/many/signing-keys/${at}`, { token, body: {} });
  for (let made = 1; made < 80; made += 1) expect((await call("rotate")).status).toBe(201);
  expect(await call("rotate")).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining("too many") },
  });
  for (let version = 80; version < 100; version += 1)
    expect((await call(`${version}/revoke`)).status).toBe(200);
  expect((await call("100/revoke")).status).toBe(409);
  const { text } = await issuer.call("GET", "/issuers/many/did.json");
  const document = parseDidDocument(JSON.parse(text), did);
  expect(document.verificationMethod).toHaveLength(200);
  expect(document.authentication).toEqual([`${did}#key-100`, `${did}#key-100-jwk`]);
});
