import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { disclosableBy, discloseCredential } from "../../../core/credential/disclosure/disclose.ts";
import type { DisclosureSuiteName } from "../../../core/credential/disclosure/disclosure-suites.ts";
import { parseProofs } from "../../../core/credential/proof/proof-options.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import type { KeyType } from "../../../core/keys/public-key.ts";
import { verdictOnIssued } from "../../support/issued-verdict.ts";
import {
  credentialOf,
  draftBy,
  type RunningIssuer,
  runIssuer,
  type Tenant,
} from "../../support/running-issuer.ts";
import { tenantWithKey } from "../../support/tenant-with-key.ts";

const suites: [DisclosureSuiteName, KeyType][] = [
  ["ecdsa-sd-2023", "P-256"],
  ["bbs-2023", "BLS12-381"],
];

let issuer: RunningIssuer;
/** By did:web, with an Ed25519 key and one for each suite; by did:web without the latter; by did:key. */
let acme: Tenant;
let plain: Tenant;
const keyed = new Map<KeyType, Tenant>();

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await issuer.createTenant("acme");
  plain = await issuer.createTenant("plain");
  for (const [, keyType] of suites) {
    await issuer.call("POST", "/issuers/acme/signing-keys", { token: acme.apiKey, body: { keyType } });
    keyed.set(keyType, await tenantWithKey(issuer, keyType));
  }
});
afterAll(() => issuer.stop());

function draft(tenant: Tenant): JsonObject {
  const profile = {
    id: tenant.did,
    type: ["Profile"],
    name: "Harbour Analytics",
    url: "https://harbour.example",
  };
  return draftBy(tenant, { issuer: profile });
}

const issue = (tenant: Tenant, options: JsonObject) => issuer.issue(tenant, draft(tenant), { options });
const proofsOf = ({ proof }: JsonObject) => [proof].flat() as JsonObject[];

/** What the holder shows: the name of the work, and of the rest what cannot be withheld. */
const part = (credential: JsonObject, cryptosuite: DisclosureSuiteName) =>
  discloseCredential(credential, {
    pointers: ["/credentialSubject/achievement/name"],
    cryptosuite,
    seed: new Uint8Array(32).fill(9),
  });

async function outcomes(credential: JsonObject) {
  const { verified, checks } = await verdictOnIssued(issuer, credential);
  const [validity, status] = ["validity-period", "status"].map(
    (wanted) => checks.find(({ name }) => name === wanted)?.outcome,
  );
  return { verified, validity, status };
}

const good = { verified: true, validity: "passed", status: "passed" };

describe.each(suites)("options.selectiveDisclosure: %s", (suite, keyType) => {
  test("adds a second proof to the usual one; the whole verifies, and parts do with what decides about them", async () => {
    const answer = await issue(acme, { selectiveDisclosure: suite });
    expect(answer.status).toBe(201);
    const credential = credentialOf(answer);
    expect(proofsOf(credential).map(({ cryptosuite }) => cryptosuite)).toEqual(["eddsa-rdfc-2022", suite]);
    expect(await outcomes(credential)).toEqual(good);
    const shown = await part(credential, suite);
    expect(await outcomes(shown)).toEqual(good);
    const text = JSON.stringify(shown);
    expect(text).toContain("Cargo delay dashboard");
    for (const withheld of [
      "Mika Tanaka",
      "Harbour Analytics",
      "harbour.example",
      "Strong",
      "data visualisation",
    ])
      expect(text).not.toContain(withheld);
  });

  test("lets `mandatoryPointers` name what else may not be withheld", async () => {
    const mandatoryPointers = ["/credentialSubject/role", "/validFrom"];
    const credential = credentialOf(await issue(acme, { selectiveDisclosure: suite, mandatoryPointers }));
    expect(disclosableBy(credential)[0]?.mandatoryPointers).toEqual([
      "/issuer/id",
      "/validFrom",
      "/validUntil",
      "/credentialStatus",
      "/credentialSubject/id",
      "/credentialSubject/role",
    ]);
    expect(JSON.stringify(await part(credential, suite))).toContain("Data intern");
  });

  test("is seen by the tenant, and counts as signed by both keys", async () => {
    const { id } = credentialOf(await issue(acme, { selectiveDisclosure: suite }));
    const at = `/issuers/acme/credentials/${encodeURIComponent(String(id))}`;
    const seen = async () => (await issuer.call("GET", at, { token: acme.apiKey })).body;
    expect(await seen()).toMatchObject({ signingKey: "key-1", selectiveDisclosure: suite });
    const { body } = await issuer.call("GET", "/issuers/acme/signing-keys", { token: acme.apiKey });
    const key = (body.items as JsonObject[]).findLast(({ type }) => type === keyType)?.name;
    const since = "2020-01-01T00:00:00Z";
    await issuer.call("POST", `/issuers/acme/signing-keys/${key}/revoke`, {
      token: acme.apiKey,
      body: { since },
    });
    expect(((await seen()).statuses as JsonObject[])[0]).toMatchObject({ status: true });
  });

  test("is refused with words where there is no key for it", async () => {
    const answer = await issue(plain, { selectiveDisclosure: suite });
    expect([answer.status, answer.body.detail]).toEqual([
      400,
      expect.stringContaining(`no ${keyType} key, which ${suite} needs`),
    ]);
  });
});

describe.each(suites)("options.cryptosuite: %s", (suite, keyType) => {
  test.each(["did:web", "did:key"])("makes the one proof of a credential by a %s", async (method) => {
    const tenant = method === "did:web" ? acme : (keyed.get(keyType) as Tenant);
    const credential = credentialOf(await issue(tenant, { cryptosuite: suite }));
    expect(proofsOf(credential).map(({ cryptosuite }) => cryptosuite)).toEqual([suite]);
    expect(await outcomes(await part(credential, suite))).toEqual(good);
  });

  test("labels no two credentials alike, and shares no key between them", async () => {
    const credential = draft(acme);
    const secrets: string[] = [];
    for (const name of ["One", "Another"]) {
      const options = { cryptosuite: suite, reissue: true };
      const answer = await issuer.issue(acme, { ...credential, name }, { options });
      const [base] = parseProofs(credentialOf(answer)).map(({ disclosure }) => disclosure);
      if (base?.kind !== "base") throw new Error("Not a base proof");
      secrets.push(Buffer.from(base.hmacKey).toString("hex"));
      if (base.suite === "ecdsa-sd-2023") secrets.push(Buffer.from(base.ephemeralKey).toString("hex"));
    }
    expect(new Set(secrets).size).toBe(secrets.length);
  });
});

describe("an issuer whose did:key is a BLS12-381 key", () => {
  const own = () => keyed.get("BLS12-381") as Tenant;

  test("signs with bbs-2023 when nothing else is asked for, and publishes a whole status list", async () => {
    const credential = credentialOf(await issue(own(), {}));
    expect(proofsOf(credential).map(({ cryptosuite }) => cryptosuite)).toEqual(["bbs-2023"]);
    expect(await outcomes(await part(credential, "bbs-2023"))).toEqual(good);
  });

  test("signs no JWT, and makes no achievements: wallets and most verifiers could not take what it signs", async () => {
    const jwt = await issue(own(), { securing: "jwt" });
    expect([jwt.status, jwt.body.detail]).toEqual([400, "Keys of the type BLS12-381 sign no JWT."]);
    const body = { title: "T", summary: "S", criteria: "C" };
    const path = `/issuers/${own().slug}/achievements`;
    expect((await issuer.call("POST", path, { token: own().apiKey, body })).status).toBe(409);
  });
});

test.each<[JsonObject, number, RegExp]>([
  [{ selectiveDisclosure: "eddsa-rdfc-2022" }, 400, /selectiveDisclosure/],
  [{ selectiveDisclosure: "__proto__" }, 400, /selectiveDisclosure/],
  [{ selectiveDisclosure: true }, 400, /selectiveDisclosure/],
  [{ selectiveDisclosure: "ecdsa-sd-2023", securing: "jwt" }, 400, /not for a JWT/],
  [{ cryptosuite: "ecdsa-sd-2023", selectiveDisclosure: "ecdsa-sd-2023" }, 400, /twice/],
  [{ cryptosuite: "bbs-2023", keyType: "P-256" }, 400, /takes no P-256 key/],
  [{ cryptosuite: "bbs-2023", previousProof: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0001" }, 400, /whole/],
  [{ cryptosuite: "bbs-2023", mandatoryPointers: "/issuer" }, 400, /mandatoryPointers/],
  [{ cryptosuite: "bbs-2023", mandatoryPointers: Array(101).fill("/issuer") }, 400, /mandatoryPointers/],
  [{ cryptosuite: "bbs-2023", mandatoryPointers: ["/nothing"] }, 400, /points at nothing/],
  [
    { cryptosuite: "ecdsa-sd-2023", mandatoryPointers: ["/credentialSubject/nothing"] },
    400,
    /points at nothing/,
  ],
  [{ selectiveDisclosure: "bbs-2023", mandatoryPointers: ["issuer"] }, 400, /Not a JSON Pointer/],
  [{ selectiveDisclosure: "bbs-2023", mandatoryPointers: ["/~2"] }, 400, /Not a JSON Pointer/],
  [{ selectiveDisclosure: "bbs-2023", mandatoryPointers: ["/name", "/name"] }, 400, /twice/],
  [{ selectiveDisclosure: "bbs-2023", mandatoryPointers: ["/__proto__"] }, 400, /points at nothing/],
])("%j is refused", async (options, status, words) => {
  const answer = await issue(acme, options);
  expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(words)]);
});
