import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchLimits } from "../../../issuer/batch/limits.ts";
import { type ConsoleVisitor, visitConsole } from "../../support/console-visitor.ts";
import { type RunningIssuer, runIssuer, type Tenant } from "../../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;
let visitor: ConsoleVisitor;
let time = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  issuer = await runIssuer({ now: () => time });
  tenant = await issuer.createTenant("acme");
  visitor = visitConsole(issuer);
  await visitor.signIn(tenant.apiKey);
  const body = { title: "Cargo", summary: "Dashboard.", criteria: "Done." };
  await issuer.call("POST", "/issuers/acme/achievements", { token: tenant.apiKey, body });
});
afterAll(() => issuer.stop());

const good = "achievement,email,reference\nCargo,a@student.example,R-1\nCargo,b@student.example,R-2\n";
const bad = "achievement,email\nCargo,a@student.example\nCargo,not an address\nNone,=cmd()\n";

function form(content: { file?: string; text?: string }): FormData {
  const data = new FormData();
  if (content.text !== undefined) data.set("text", content.text);
  if (content.file !== undefined) data.set("file", new File([content.file], "students.csv"));
  return data;
}

async function progress(
  path: string,
): Promise<{ state: string; worked: number; rows: number; words: string }> {
  for (;;) {
    const answer = await fetch(`${issuer.url}${path}/progress.json`, {
      headers: { cookie: visitor.cookie() ?? "", accept: "application/json" },
    });
    const told = (await answer.json()) as { state: string; worked: number; rows: number; words: string };
    if (told.state !== "running") return told;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe("a spreadsheet in the console", () => {
  it("with bad rows names each by row, column and reason, and records nothing", async () => {
    for (const content of [{ file: bad }, { text: bad }]) {
      const { status, html } = await visitor.upload("/console/batches/check", form(content));
      expect([status, html.includes("2 rows need another look, of 3")]).toEqual([422, true]);
      const rows = [
        ...html.matchAll(
          /<td data-head="Row"><div>(\d+)<\/div><\/td><td data-head="Column"><div><bdi>([^<]*)/g,
        ),
      ];
      expect(rows.map(([, row, column]) => `${row} ${column}`)).toEqual(
        expect.arrayContaining(["3 email", "4 achievement", "4 email"]),
      );
      if ("text" in content) expect(html).toContain("Cargo,not an address");
    }
    expect((await visitor.get("/console/batches")).html).toContain("Nothing was uploaded yet");
  });

  it("without a problem runs once somebody said yes, and its progress and results can be followed", async () => {
    const checked = await visitor.upload("/console/batches/check", form({ file: good }));
    expect(checked.status).toBe(303);
    const page = await visitor.get(checked.location ?? "");
    for (const words of ["students.csv", "2 rows"]) expect(page.html).toContain(words);
    expect((await visitor.get("/console/batches")).html).toContain("Nothing was uploaded yet");

    const run = await visitor.send(`${checked.location}/run`, {});
    const path = (run.location ?? "").split("?")[0] ?? "";
    expect(await progress(path)).toEqual({ state: "finished", worked: 2, rows: 2, words: "2 of 2 rows" });
    const { html } = await visitor.get(path);
    expect(html).toMatch(/<progress id="progress" max="2" value="2"/);
    expect(html).toContain("Finished");
    const results = await visitor.get(`${path}/results.csv`);
    expect(results.headers.get("content-type")).toContain("text/csv");
    expect(results.html).toMatch(/R-2,offered,.*https:\/\/issuer\.example\/offers\//);
    expect((await visitor.send(`${checked.location}/run`, {})).status).toBe(404);
    expect((await visitor.send(`${path}/stop`, {})).status).toBe(422);
  });

  it.each([
    ["nothing", {}, 422],
    ["more than is taken", { text: "x".repeat(batchLimits.bytes + 5000) }, 413],
  ])("is refused when it holds %s", async (_name, content, status) => {
    expect((await visitor.upload("/console/batches/check", form(content))).status).toBe(status);
  });

  it("is not taken from a foreign page, nor from those who may only look", async () => {
    const foreign = form({ file: good });
    foreign.set("csrf", "A".repeat(43));
    const answer = await fetch(`${issuer.url}/console/batches/check`, {
      method: "POST",
      body: foreign,
      headers: { cookie: visitor.cookie() ?? "" },
    });
    expect(answer.status).toBe(403);
    const { body } = await issuer.call("POST", "/issuers/acme/keys", {
      token: tenant.apiKey,
      body: { role: "auditor" },
    });
    const auditor = visitConsole(issuer);
    await auditor.signIn(String(body.apiKey));
    expect((await auditor.upload("/console/batches/check", form({ file: good }))).status).toBe(403);
    expect((await auditor.get("/console/batches/1/results.csv")).status).toBe(403);
  });

  it("waits for a yes beside one other, and not for ever", async () => {
    const check = async () =>
      (await visitor.upload("/console/batches/check", form({ text: good.replaceAll("R-", "W-") })))
        .location ?? "";
    const [first, second, third] = [await check(), await check(), await check()];
    const statuses = async () => [
      (await visitor.get(first)).status,
      (await visitor.get(second)).status,
      (await visitor.get(third)).status,
    ];
    expect(await statuses()).toEqual([404, 200, 200]);
    time = new Date(time.getTime() + 31 * 60_000);
    expect(await statuses()).toEqual([404, 404, 404]);
  });

  it("of another employer is nowhere to be seen", async () => {
    const waiting = await visitor.upload(
      "/console/batches/check",
      form({ text: good.replaceAll("R-", "Q-") }),
    );
    const rival = visitConsole(issuer);
    await rival.signIn((await issuer.createTenant("rival")).apiKey);
    for (const path of [waiting.location ?? "", "/console/batches/1", "/console/batches/1/results.csv"]) {
      expect((await rival.get(path)).status, path).toBe(404);
    }
    expect((await rival.send(`${waiting.location}/run`, {})).status).toBe(404);
  });
});
