import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type ConsoleVisitor, type PageAnswer, visitConsole } from "../../support/console-visitor.ts";
import { adminToken, draftBy, type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";

/** Markup, a terminal sequence, a change of direction, a null character, and quotes. */
const hostile = `</textarea>"'><script>alert(1)</script><img src=x onerror=alert(2)>\u001b[31m\u202e\u0000&lt;`;
const markup = `"'><script>alert(1)</script>`;

let issuer: RunningIssuer;
let visitor: ConsoleVisitor;
const paths: string[] = [];

beforeAll(async () => {
  issuer = await runIssuer();
  const created = await issuer.call("POST", "/issuers", {
    token: adminToken,
    body: { slug: "acme", did: "web", profile: { name: hostile } },
  });
  const tenant = {
    slug: "acme",
    did: String((created.body.issuer as JsonObject).id),
    apiKey: String(created.body.apiKey),
  };
  const post = (path: string, body: object) =>
    issuer.call("POST", `/issuers/acme/${path}`, { token: tenant.apiKey, body });
  const { body: achievement } = await post("achievements", {
    title: `T ${markup}`,
    summary: `S ${markup}`,
    criteria: `C ${markup}`,
    tags: [markup],
    skills: [
      {
        targetType: "CTDL",
        targetFramework: markup,
        targetName: markup,
        targetUrl: "https://x.example/\"'><script>",
      },
    ],
    rubrics: [{ name: markup, levels: [markup, "b"] }],
  });
  const { body: completed } = await post("completions", {
    achievement: achievement.id,
    recipient: { name: `N ${markup}`, email: "a@student.example" },
    reference: markup,
    role: markup,
    supervisor: markup,
    source: { id: "https://x.example", name: markup },
    rubrics: [{ name: markup, achieved: markup }],
  });
  const draft = draftBy(tenant, { id: `https://x.example/${encodeURIComponent(markup)}`, name: hostile });
  (draft.credentialSubject as JsonObject).achievement = {
    ...((draft.credentialSubject as JsonObject).achievement as JsonObject),
    name: hostile,
  };
  const issued = await issuer.issue(tenant, draft);
  expect(issued.status).toBe(201);
  await post("keys", { role: "auditor", label: hostile });
  visitor = visitConsole(issuer);
  await visitor.signIn(tenant.apiKey);
  await visitor.send("/console/credentials/record-1/status", { change: "revoke", reason: hostile });
  const { body: keys } = await issuer.call("GET", "/issuers/acme/keys", { token: tenant.apiKey });
  const key = (keys.items as JsonObject[])[0]?.id;
  const completion = (completed.completion as JsonObject).id;
  paths.push(
    "/console",
    "/console/achievements",
    `/console/achievements/${achievement.id}`,
    `/console/achievements/${achievement.id}/edit`,
    "/console/completions",
    `/console/completions?q=${encodeURIComponent(hostile)}&state=${encodeURIComponent(hostile)}`,
    "/console/completions/new",
    `/console/completions/new?achievement=${achievement.id}`,
    `/console/completions/${completion}`,
    `/console/completions/${completion}/recipient`,
    "/console/offers",
    "/console/credentials",
    "/console/credentials/record-1",
    "/console/credentials/revoke?record=record-1",
    `/console/credentials?q=${encodeURIComponent(hostile)}`,
    `/console/credentials/${encodeURIComponent(markup)}`,
    "/console/batches",
    "/console/batches/new",
    "/console/audit",
    "/console/keys",
    `/console/keys/${key}/revoke`,
    "/console/signing-keys",
    "/console/signing-keys/1/revoke",
    `/console/sign-in?next=${encodeURIComponent(hostile)}`,
  );
});
afterAll(() => issuer.stop());

/** What no page may hold: foreign markup, inline scripts and styles, and characters that nobody sees. */
function expectHarmless({ headers, html }: PageAnswer, path: string): void {
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy, path).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/);
  expect(policy, path).not.toContain("unsafe");
  expect(headers.get("cache-control"), path).toBe("no-store");
  for (const [tag, attributes] of html.matchAll(/<([a-z][^>]*)>/gi)) {
    expect(tag, path).not.toMatch(/^<(img src=x|iframe|object|embed|base|style)/i);
    // What stands between quotes is text, whatever it looks like.
    expect(attributes?.replace(/"[^"]*"/g, '""'), path).not.toMatch(/\s(style|on\w+|srcdoc)\s*=|=[^"]/i);
  }
  expect(html.match(/<script(?! type="module" src="\/assets\/[a-z-]+\.js")/g), path).toBeNull();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  expect(html, path).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(html.match(/<h1/g), path).toHaveLength(1);
}

describe("hostile text in the console (security rule 11)", () => {
  it("is only text on every page, under a policy without exceptions", async () => {
    const stranger = visitConsole(issuer);
    for (const path of paths) {
      const page = await (path.includes("/sign-in") ? stranger : visitor).get(path);
      expect(page.status, path).toBeLessThan(500);
      expect(page.html, path).toContain("<main");
      expectHarmless(page, path);
    }
  });

  it("is kept in the fields of every form that is shown again, and harms nothing there", async () => {
    const achievement = paths.find((path) => path.endsWith("/edit")) ?? "";
    const names = [
      ...["title", "summary", "criteria", "tags", "estimatedHours", "paidFairly", "skills.0.targetName"],
      ...["skills.0.targetUrl", "skills.0.targetType", "rubrics.0.name", "rubrics.0.levels", "label", "role"],
      ...["since", "recipient.name", "recipient.email", "recipient.did", "reference", "handover", "days"],
      ...["facts.role", "facts.start", "facts.end", "facts.rating", "facts.supervisor", "facts.validUntil"],
      ...[
        "facts.evidence.0.name",
        "facts.evidence.0.digestMultibase",
        "facts.source.name",
        "facts.source.id",
      ],
      ...["facts.source.url", "facts.estimatedHours", "facts.rubrics.0.achieved", "approval", "reason"],
    ];
    const fields = Object.fromEntries(names.map((name) => [name, `${hostile} ${name}`]));
    const forms = [
      "/console/achievements",
      achievement,
      paths.find((path) => path.includes("new?achievement=")) ?? "",
      paths.find((path) => path.endsWith("/recipient")) ?? "",
      "/console/keys",
      paths.find((path) => path.startsWith("/console/keys/")) ?? "",
      "/console/signing-keys/1/revoke",
    ];
    for (const path of forms) {
      await visitor.get("/console");
      const page = await visitor.send(path, fields);
      expect(page.status, path).toBe(422);
      expectHarmless(page, path);
      expect(page.html, path).toContain("alert(1)");
    }
  });
});
