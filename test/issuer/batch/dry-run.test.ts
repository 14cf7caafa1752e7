import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columns } from "../../../issuer/batch/columns.ts";
import { createAchievement, problemsOf, upload } from "../../support/batches.ts";
import { type RunningIssuer, runIssuer, type Tenant } from "../../support/running-issuer.ts";

let directory: string;
let issuer: RunningIssuer;
let tenant: Tenant;
let achievementId: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "stint-batch-"));
  issuer = await runIssuer({ directory });
  tenant = await issuer.createTenant("acme", "key");
  achievementId = await createAchievement(issuer, tenant);
  await createAchievement(issuer, tenant, { title: "Twice", summary: "One", criteria: "Done" });
  await createAchievement(issuer, tenant, { title: "Twice", summary: "Two", criteria: "Done" });
});
afterAll(async () => {
  await issuer.stop();
  await rm(directory, { recursive: true });
});

const dashboard = "Cargo delay dashboard";
const dateReason = "Write the date as year-month-day, for example 2026-09-01.";
const hiddenReason = "It holds an invisible character (a control or text direction character). Type it anew.";

describe("a dry run", () => {
  test("writes nothing: the journal of the store stays as it is, byte for byte", async () => {
    const journal = () => readFile(join(directory, "journal.jsonl"));
    const before = await journal();
    const good = await upload(issuer, tenant, `achievement,email\n${dashboard},a@b.example`, {
      query: "?dryRun=true",
    });
    expect(good).toMatchObject({ status: 200, body: { rows: 1, problems: [] } });
    await problemsOf(issuer, tenant, "achievement,email\nnothing,nobody\n");
    expect((await journal()).equals(before)).toBe(true);
  });

  test("tells every problem of every row, by row, column and reason", async () => {
    const csv = [
      "Achievement;E-Mail;Student;from;to;Hours;paid;rating;Rubric: communication;valid until",
      `${dashboard};a@b.example;Mika;2026-09-01;2026-09-30;37,5;yes;5;GOOD;2036-09-01`,
      `Nothing;not-an-address;;01.09.2026;2026-02-30;1.000;maybe;6;brilliant;`,
      "",
      `;;Noor;2026-09-30;2026-09-01;40;no;4;;2020-01-01`,
      `Twice;c@d.example;;;;;;;good;`,
      `${achievementId};e@f.example`,
      `urn:uuid:${achievementId};g@h.example;Zoë;;;0;;;;;;`,
    ].join("\r\n");
    expect(await problemsOf(issuer, tenant, csv)).toEqual([
      "3 Achievement: There is no achievement with this id or title.",
      `3 from: ${dateReason}`,
      `3 to: ${dateReason}`,
      "3 Hours: Write a number such as 40 or 37.5.",
      "3 paid: Write yes or no.",
      "3 rating: Write a whole number from 1 to 5.",
      "3 E-Mail: It must be an e-mail address.",
      "5 Achievement: It is empty.",
      "5 E-Mail: It needs a DID or an e-mail address.",
      "5 to: It is before the start.",
      "5 valid until: It is over before it can be claimed.",
      "6 Achievement: Several achievements have this title; write the id of the one you mean.",
      "7 : The row has 2 cells and the header has 10.",
      "8 Hours: It must be more than 0.",
    ]);
  });

  test.each<[string, string, string[]]>([
    ["no achievement column", "email\na@b.example", ["1 achievement: This column is missing."]],
    [
      "no column for whom it is",
      `achievement\n${dashboard}`,
      ["1 email: This column is missing; instead of it there may be a column did."],
    ],
    [
      "columns that nobody knows, and what is wrong below the others",
      `achievement,email,Salary,sha\u202ere,\n${dashboard},x,1,2,3`,
      [
        "1 Salary: There is no such column. Rename it or remove it.",
        "1 share: There is no such column. Rename it or remove it.",
        "1 : A column has no name. Name it or remove it.",
        "2 email: It must be an e-mail address.",
      ],
    ],
    [
      "columns that mean the same",
      `achievement,email,E-Mail,rubric:A,Rubric : a\n${dashboard},a@b.example,,,`,
      [
        "1 E-Mail: Another column means the same. Remove one of them.",
        "1 Rubric : a: Another column means the same. Remove one of them.",
      ],
    ],
    [
      "too many columns",
      `achievement,email${",x".repeat(60)}\n1,2`,
      ["1 : The file has more than 60 columns."],
    ],
    [
      "NUL, control and text direction characters",
      `achievement,email,name,role\n${dashboard},a@b.example,"Mi\u0000ka","\u202erole"`,
      [`2 name: ${hiddenReason}`, `2 role: ${hiddenReason}`],
    ],
    [
      "a line break in a name, and a name that is too long",
      `achievement,email,name,role\n${dashboard},a@b.example,"Mi\nka",${"x".repeat(9_000)}`,
      [
        "2 role: It is longer than 8,000 characters.",
        "2 name: It must not hold control or direction characters, and be one line.",
      ],
    ],
    [
      "a rubric and a level that are not the achievement's",
      `achievement,email,rubric:Charm,rubric:Communication\n${dashboard},a@b.example,high,brilliant`,
      [
        "2 rubric:Charm: It is no criterion of this achievement.",
        "2 rubric:Communication: It is no level of this criterion.",
      ],
    ],
    [
      "half a deliverable and half a university",
      `achievement,email,evidence_name,university\n${dashboard},a@b.example,Report,Harbour University`,
      [
        "2 evidence_digest: It is empty, and another cell describes a deliverable.",
        "2 source_id: It is empty, and another cell names a university.",
      ],
    ],
    [
      "terms of a link that do not fit",
      `achievement,email,did,code,expires_days,send_mail\n${dashboard},a@b.example,,yes,91,yes\n${dashboard},,did:example:1,yes,,`,
      [
        "2 expires_days: Write a whole number from 1 to 90.",
        "2 send_mail: No mail server is configured here.",
        "3 did: It must be a did:key, did:jwk or did:web.",
        "3 code: It has no purpose when the DID is known: the credential is issued at once.",
      ],
    ],
  ])("%s", async (_what, csv, expected) => {
    expect(await problemsOf(issuer, tenant, csv)).toEqual(expected);
  });

  test("finds rows that stand in the file twice, by reference or by all they say", async () => {
    const csv = [
      "achievement,email,name,reference",
      `${dashboard},a@b.example,Mika,r-1`,
      `${dashboard},c@d.example,Noor,r-1`,
      `${dashboard},a@b.example,Mika,`,
      `${achievementId},a@b.example, Mika ,`,
    ].join("\n");
    expect(await problemsOf(issuer, tenant, csv)).toEqual([
      "3 reference: Row 2 has the same reference.",
      "5 : Row 4 says exactly the same. If both are meant, give each a reference.",
    ]);
  });

  test("finds a reference that a completion has already", async () => {
    const body = { achievement: achievementId, recipient: { email: "a@b.example" }, reference: "taken" };
    const made = await issuer.call("POST", "/issuers/acme/completions", { token: tenant.apiKey, body });
    expect(made.status).toBe(201);
    expect(
      await problemsOf(issuer, tenant, `achievement,email,reference\n${dashboard},x@y.example,taken`),
    ).toEqual(["2 reference: There is a completion with this reference already."]);
  });
});

describe("an upload", () => {
  test("with a problem in any row is refused whole, with all of them", async () => {
    const csv = `achievement,email\n${dashboard},a@b.example\n${dashboard},nobody`;
    const answer = await upload(issuer, tenant, csv);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: "ROWS_REFUSED",
        problems: [{ row: 3, column: "email", reason: "It must be an e-mail address." }],
      },
    });
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    const list = await issuer.call("GET", "/issuers/acme/batches", { token: tenant.apiKey });
    expect(list.body.items).toEqual([]);
  });

  test("in which everything is wrong is answered with what somebody can read, not with half a million reasons", async () => {
    const header = ["achievement", "email", ...Array.from({ length: 58 }, (_, index) => `rubric:r${index}`)];
    const row = header.map(() => "\u0001").join(",");
    const csv = [header.join(","), ...Array.from({ length: 500 }, () => row)].join("\n");
    const problems = await problemsOf(issuer, tenant, csv);
    expect(problems.length).toBeLessThan(2_100);
    expect(problems.at(-1)).toBe(
      "36 : There are too many problems already: this row and those after it were not looked at.",
    );
  });

  test("is one of few at once, so that they do not fill the memory: refused before it is read", async () => {
    const { hostname, port } = new URL(issuer.url);
    const held = Array.from({ length: 4 }, () => connect(Number(port), hostname));
    for (const socket of held) {
      socket.write(
        "POST /issuers/acme/batches HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 9\r\n" +
          `Authorization: Bearer ${tenant.apiKey}\r\n\r\n`,
      );
    }
    const [answer] = await Promise.race(held.map((socket) => once(socket, "data")));
    expect(String(answer)).toContain("HTTP/1.1 503");
    const attempt = async () => (await upload(issuer, tenant, "x")).status;
    expect(await attempt()).toBe(503);
    for (const socket of held) socket.destroy();
    let status = await attempt();
    while (status === 503) status = await attempt();
    expect(status).toBe(422);
  });

  test("is bounded and must be CSV", async () => {
    const csv = "x".repeat(8 * 1024 * 1024 + 1);
    expect((await upload(issuer, tenant, csv)).body.code).toBe("CONTENT_TOO_LARGE");
    const json = await issuer.call("POST", "/issuers/acme/batches", { token: tenant.apiKey, body: {} });
    expect(json).toMatchObject({ status: 415, body: { code: "UNSUPPORTED_MEDIA_TYPE" } });
    const query = await upload(issuer, tenant, "a", { query: "?dryRun=perhaps" });
    expect(query.body.code).toBe("INVALID_REQUEST");
  });

  test("is described in the API's own description, column by column", async () => {
    const { body } = await issuer.call("GET", "/openapi.json");
    const { paths } = body as { paths: Record<string, Record<string, { description: string }>> };
    const { description, ...route } = paths["/issuers/{slug}/batches"]?.post ?? { description: "" };
    expect(route).toMatchObject({
      requestBody: { content: { "text/csv": { schema: { type: "string", format: "binary" } } } },
    });
    for (const name of Object.keys(columns)) expect(description).toContain(`${name} (`);
  });
});
