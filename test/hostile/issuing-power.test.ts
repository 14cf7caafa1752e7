import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import {
  adminToken,
  draftBy,
  type RunningIssuer,
  runIssuer,
  type Tenant,
} from "../support/running-issuer.ts";

let issuer: RunningIssuer;
let acme: Tenant;
let other: Tenant;
let credentialId: string;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await issuer.createTenant("acme");
  other = await issuer.createTenant("other");
  tokens.admin = acme.apiKey;
  for (const role of ["issuer", "auditor"]) {
    const { body } = await issuer.call("POST", "/issuers/acme/keys", { token: acme.apiKey, body: { role } });
    tokens[role] = String(body.apiKey);
  }
  tokens["service-admin"] = adminToken;
  tokens.foreign = other.apiKey;
  const draft = draftBy(acme);
  credentialId = String(draft.id);
  await issuer.issue(acme, draft);
});
afterAll(() => issuer.stop());

type Make = () => { method: string; path: string; body?: unknown };

const status = { type: "BitstringStatusListEntry", statusPurpose: "revocation" };
const newKey = async () => {
  const { body } = await issuer.call("POST", "/issuers/acme/keys", {
    token: acme.apiKey,
    body: { role: "auditor" },
  });
  return String((body.key as JsonObject).id);
};

/** Every protected route, and the roles that may use it. */
/** Types of signing keys, one for each who tries to make one. */
const untried = ["P-256", "P-256", "P-256", "P-384", "P-521"];

const table: [string, Make, string[]][] = [
  [
    "issue",
    () => ({ method: "POST", path: "/credentials/issue", body: { credential: draftBy(acme) } }),
    ["admin", "issuer"],
  ],
  [
    "change a status",
    () => ({
      method: "POST",
      path: "/credentials/status",
      body: { credentialId, credentialStatus: status, status: true },
    }),
    ["admin", "issuer"],
  ],
  ["list credentials", () => ({ method: "GET", path: "/credentials" }), ["admin", "issuer", "auditor"]],
  [
    "read a credential",
    () => ({ method: "GET", path: `/credentials/${encodeURIComponent(credentialId)}` }),
    ["admin", "issuer", "auditor"],
  ],
  ["list keys", () => ({ method: "GET", path: "/keys" }), ["admin", "auditor", "service-admin"]],
  [
    "create a key",
    () => ({ method: "POST", path: "/keys", body: { role: "auditor" } }),
    ["admin", "service-admin"],
  ],
  [
    "list signing keys",
    () => ({ method: "GET", path: "/signing-keys" }),
    ["admin", "auditor", "service-admin"],
  ],
  [
    "make a key of another type",
    // Each type is made once.
    () => ({ method: "POST", path: "/signing-keys", body: { keyType: untried.shift() ?? "P-384" } }),
    ["admin", "service-admin"],
  ],
  ["rotate", () => ({ method: "POST", path: "/signing-keys/rotate" }), ["admin", "service-admin"]],
  [
    "withdraw",
    () => ({ method: "POST", path: "/signing-keys/1/revoke", body: {} }),
    ["admin", "service-admin"],
  ],
  ["read the audit trail", () => ({ method: "GET", path: "/audit" }), ["admin", "auditor", "service-admin"]],
];

describe("Issuing power is scoped to one issuer and role (security rule 12)", () => {
  for (const [name, make, allowed] of table) {
    test.each(["admin", "issuer", "auditor", "service-admin", "foreign"])(`${name}: %s`, async (who) => {
      const { method, path, body } = make();
      const answer = await issuer.call(method, `/issuers/acme${path}`, { token: tokens[who], body });
      if (allowed.includes(who)) expect(answer.status).toBeLessThan(300);
      else expect(answer).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
    });
  }

  test("revoking a key takes the role admin", async () => {
    for (const who of ["issuer", "auditor", "foreign"]) {
      const path = `/issuers/acme/keys/${await newKey()}/revoke`;
      expect((await issuer.call("POST", path, { token: tokens[who], body: {} })).status).toBe(403);
    }
    const path = `/issuers/acme/keys/${await newKey()}/revoke`;
    expect((await issuer.call("POST", path, { token: tokens["service-admin"], body: {} })).status).toBe(200);
  });

  test("only the admin token creates issuers", async () => {
    const body = { slug: "new", did: "key", profile: { name: "New" } };
    for (const who of ["admin", "issuer", "auditor", "foreign"]) {
      expect((await issuer.call("POST", "/issuers", { token: tokens[who], body })).status).toBe(403);
    }
  });

  test("a foreign key cannot tell an issuer that exists from one that does not", async () => {
    const answers = await Promise.all(
      ["/issuers/acme/credentials", "/issuers/nobody/credentials"].map((path) =>
        issuer.call("GET", path, { token: other.apiKey }),
      ),
    );
    expect(answers[0]?.text).toBe(answers[1]?.text);
  });

  test("a tenant's key cannot reach another tenant's credential by its id", async () => {
    const path = `/issuers/other/credentials/${encodeURIComponent(credentialId)}`;
    expect((await issuer.call("GET", path, { token: other.apiKey })).status).toBe(404);
    expect((await issuer.setStatus(other, credentialId, "revocation", true)).status).toBe(404);
    expect((await issuer.issue(other, draftBy(acme))).status).toBe(400);
  });

  test.each([
    ["no header", undefined],
    ["an empty token", "Bearer "],
    ["another scheme", "Basic abc"],
    ["a made-up key", `Bearer stint_${"A".repeat(43)}`],
    ["a key with something behind", "Bearer KEY.x"],
    ["a key cut short", "Bearer CUT"],
    ["two keys", "Bearer KEY KEY"],
    ["a very long token", `Bearer ${"x".repeat(4000)}`],
    ["a key in another case", "Bearer UPPER"],
  ])("%s is 401, and the body is not read", async (_name, header) => {
    const authorization = header
      ?.replaceAll("KEY", acme.apiKey)
      .replace("CUT", acme.apiKey.slice(0, -1))
      .replace("UPPER", acme.apiKey.toUpperCase());
    const answer = await issuer.call("POST", "/issuers/acme/credentials/issue", {
      body: "not even JSON",
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(answer).toMatchObject({ status: 401, body: { code: "UNAUTHORIZED" } });
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("each issuance is attributed to the key that asked for it", async () => {
    const draft = draftBy(acme);
    await issuer.issue({ ...acme, apiKey: String(tokens.issuer) }, draft);
    const keys = await issuer.call("GET", "/issuers/acme/keys", { token: acme.apiKey });
    const issuerKey = (keys.body.items as JsonObject[]).find(({ role }) => role === "issuer");
    const path = `/issuers/acme/credentials/${encodeURIComponent(String(draft.id))}`;
    expect((await issuer.call("GET", path, { token: acme.apiKey })).body.apiKey).toBe(issuerKey?.id);
  });
});
