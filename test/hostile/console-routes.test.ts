import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express, { type IRouter } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addConsole } from "../../issuer/console/add-console.tsx";
import { createAchievement as createBatchAchievement, settled, upload } from "../support/batches.ts";
import { openWorkplace, recipients, type Workplace } from "../support/completions.ts";
import { type ConsoleVisitor, visitConsole } from "../support/console-visitor.ts";
import { adminToken, type RunningIssuer, runIssuer } from "../support/running-issuer.ts";

let directory: string;
let issuer: RunningIssuer;
let acme: Workplace;
let admin: ConsoleVisitor;
let auditor: ConsoleVisitor;
/** Every route of the console with something real in the place of each parameter: what acts, and what only shows. */
let actions: string[];
let pages: string[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "stint-console-routes-"));
  issuer = await runIssuer({ directory });
  acme = await openWorkplace(issuer, "acme", "web");
  const { completion } = await acme.complete({ recipient: recipients.byMail, approval: "awaited" });
  await acme.complete({ recipient: recipients.known });
  const title = "Of the spreadsheet";
  await createBatchAchievement(issuer, acme.tenant, { title, summary: "One", criteria: "Done" });
  const { body } = await upload(issuer, acme.tenant, `achievement,email\n${title},a@b.example`);
  await settled(issuer, acme.tenant, body.id);
  const created = await acme.ask("POST", "/keys", { role: "auditor" });
  [admin, auditor] = [visitConsole(issuer), visitConsole(issuer)];
  await admin.signIn(acme.tenant.apiKey);
  await auditor.signIn(String(created.body.apiKey));
  const values: Record<string, string> = {
    "/achievements/:id": acme.achievementId,
    "/keys/:id": acme.apiKeyId,
    ":id": completion.id,
    ":record": "record-1",
    ":number": "1",
    ":name": "key-1",
  };
  const filled = (path: string) =>
    Object.entries(values).reduce((text, [name, value]) => {
      return text.replace(name, name.replace(/:.*/, "") + value);
    }, `/console${path}`);
  const routes = consoleRoutes();
  actions = routes.filter(({ method }) => method === "post").map(({ path }) => filled(path));
  pages = routes.filter(({ method }) => method === "get").map(({ path }) => filled(path));
});
afterAll(async () => {
  await issuer.stop();
  await rm(directory, { recursive: true });
});

function consoleRoutes(): { method: string; path: string }[] {
  const app = express();
  addConsole(app, { context: issuer.context, adminToken, wakeRunner: () => {} });
  const layers = app.router.stack.flatMap(({ handle }) => (handle as unknown as IRouter).stack);
  return layers.flatMap(({ route }) =>
    route ? route.stack.slice(-1).map(({ method }) => ({ method, path: route.path })) : [],
  );
}

const journal = () => readFile(join(directory, "journal.jsonl"), "utf8");

/** What an action says to somebody whose form has (or has not) the token of the session. */
async function act(visitor: ConsoleVisitor, path: string, csrf?: string): Promise<number> {
  if (!/\/(?:check|picture)$/.test(path))
    return (await visitor.send(path, csrf === undefined ? {} : { csrf })).status;
  const form = new FormData();
  if (path.endsWith("/check")) form.set("text", "achievement,email");
  if (csrf === undefined) return (await visitor.upload(path, form)).status;
  form.set("csrf", csrf);
  const headers = { cookie: visitor.cookie() ?? "", accept: "text/html" };
  return (await fetch(issuer.url + path, { method: "POST", body: form, headers })).status;
}

describe("every route of the console", () => {
  it("is known to this test", () => {
    expect(actions.length).toBeGreaterThanOrEqual(19);
    expect(pages.length).toBeGreaterThanOrEqual(26);
    expect([...actions, ...pages].join("\n")).not.toContain(":");
  });

  it("that acts does nothing for a form without the token of the session, whoever sent it", async () => {
    const before = await journal();
    const forms = actions.filter((path) => path !== "/console/sign-in");
    for (const path of forms) expect([path, await act(admin, path, "")]).toEqual([path, 403]);
    expect(await journal()).toBe(before);
  });

  it("that acts does nothing for an auditor", async () => {
    const before = await journal();
    await auditor.get("/console");
    for (const path of actions.filter((path) => !/sign-(?:in|out)$/.test(path))) {
      expect([path, await act(auditor, path)]).toEqual([path, 403]);
    }
    expect(await journal()).toBe(before);
  });

  it("that only shows writes nothing", async () => {
    const before = await journal();
    for (const path of pages) {
      const { status } = await admin.get(path);
      expect([path, status < 400 || path.includes("/check/")]).toEqual([path, true]);
    }
    expect(await journal()).toBe(before);
  });

  it("is closed to whoever is not signed in, and is never kept by a cache", async () => {
    const stranger = visitConsole(issuer);
    for (const path of pages.filter((path) => !path.includes("sign-in"))) {
      const { status, location, headers } = await stranger.get(path);
      expect([path, status, location?.startsWith("/console/sign-in?next=")]).toEqual([path, 303, true]);
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });
});
