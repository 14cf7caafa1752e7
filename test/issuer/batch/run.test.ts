import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { didKey } from "../../../core/did/did-key.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import type { Mail } from "../../../issuer/mail/mail.ts";
import { createAchievement, problemsOf, resultsOf, settled, upload } from "../../support/batches.ts";
import { adminToken, type RunningIssuer, runIssuer, type Tenant } from "../../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;
let other: Tenant;
let auditor: string;
const mails: Mail[] = [];

const did = didKey({ type: "Ed25519", bytes: ed25519KeyPair(new Uint8Array(32).fill(3)).publicKey });
const dashboard = "Cargo delay dashboard";

beforeAll(async () => {
  issuer = await runIssuer({ sendMail: async (mail) => void mails.push(mail) });
  tenant = await issuer.createTenant("acme", "key");
  other = await issuer.createTenant("other", "key");
  await createAchievement(issuer, tenant);
  const body = { role: "auditor" };
  const key = await issuer.call("POST", "/issuers/acme/keys", { token: tenant.apiKey, body });
  auditor = String(key.body.apiKey);
});
afterAll(() => issuer.stop());

/** Uploads rows under a header, waits for the end, and gives the batch's number. */
async function run(lines: string[]): Promise<number> {
  const answer = await upload(issuer, tenant, lines.join("\r\n"));
  if (answer.status !== 202) throw new Error(answer.text);
  await settled(issuer, tenant, answer.body.id);
  return Number(answer.body.id);
}

async function get(path: string, token: string | undefined) {
  return issuer.call("GET", path, { token });
}

describe("a batch", () => {
  test("offers by e-mail, issues by DID, and tells what became of each row", async () => {
    const answer = await upload(
      issuer,
      tenant,
      [
        "Achievement;E-Mail;DID;Student;Start date;hours;rubric:communication;ref;transaction code;issue now;approved",
        `${dashboard};mika@student.example;;Mika;2026-09-01;37,5;Good;r-1;yes;;`,
        "",
        `${dashboard};;${did};Noor;2026-09-01;40;;r-2;;;`,
        `${dashboard};zoe@student.example;;Zoe;;;;r-3;;yes;`,
        `${dashboard};ada@student.example;;Ada;;;;r-4;;;no`,
      ].join("\r\n"),
    );
    expect(answer.status).toBe(202);
    expect(answer.headers.get("location")).toBe(`/issuers/acme/batches/${answer.body.id}`);
    const batch = await settled(issuer, tenant, answer.body.id);
    expect(batch).toMatchObject({ state: "finished", rows: 4, done: 4, failed: 0 });
    const csv = await resultsOf(issuer, tenant, batch.id);
    const link = "https://issuer\\.example/offers/[\\w-]{22}";
    const lines = [
      "row,reference,state,credential_id,claim_link,transaction_code,claim_until,problem",
      `2,r-1,offered,,${link},\\d{6},\\d{4}-\\S+Z,`,
      "4,r-2,issued,urn:uuid:[0-9a-f-]{36},,,,",
      "5,r-3,issued,urn:uuid:[0-9a-f-]{36},,,,",
      `6,r-4,awaiting-approval,,${link},,\\d{4}-\\S+Z,`,
      "",
    ];
    expect(csv).toMatch(new RegExp(`^${lines.join("\r\n")}$`));
    const list = await get("/issuers/acme/completions", tenant.apiKey);
    expect((list.body.items as { facts: unknown }[]).at(-1)?.facts).toEqual({
      start: "2026-09-01T00:00:00Z",
      estimatedHours: 37.5,
      rubrics: [{ name: "Communication", achieved: "good" }],
    });
    expect(mails).toEqual([]);
  });

  test("writes to students only where the table says so", async () => {
    await run([
      "achievement,email,send_mail,reference",
      `${dashboard},asked@student.example,yes,mail-1`,
      `${dashboard},not-asked@student.example,no,mail-2`,
      `${dashboard},silent@student.example,,mail-3`,
    ]);
    await expect.poll(() => mails.map(({ to }) => to)).toEqual(["asked@student.example"]);
  });

  test("gives results that no spreadsheet runs (security rule 11)", async () => {
    const id = await run([
      "achievement,email,name,reference",
      `${dashboard},a@b.example,=cmd|x,"=HYPERLINK(""http://evil.example"")"`,
      `${dashboard},a@b.example,@x,+41 79`,
    ]);
    const csv = await resultsOf(issuer, tenant, id);
    expect(csv).toContain(`2,"'=HYPERLINK(""http://evil.example"")",offered`);
    expect(csv).toContain("3,'+41 79,offered");
  });

  test("is not run twice: what was uploaded before is found by reference and by content", async () => {
    const lines = [
      "achievement,email,reference",
      `${dashboard},once@b.example,once-1`,
      `${dashboard},once@b.example,`,
    ];
    const id = await run(lines);
    const before = (await get("/issuers/acme/batches", tenant.apiKey)).text;
    expect(await problemsOf(issuer, tenant, lines.join("\n"))).toEqual([
      `2 reference: Row 2 of batch ${id} has the same reference.`,
      `3 : Row 3 of batch ${id} says exactly the same. If both are meant, give each a reference.`,
    ]);
    expect((await upload(issuer, tenant, lines.join("\n"))).status).toBe(422);
    expect((await get("/issuers/acme/batches", tenant.apiKey)).text).toBe(before);
  });

  test("two uploads of one table at the same time are one batch", async () => {
    const csv = `achievement,email\n${dashboard},twins@b.example`;
    const answers = await Promise.all([upload(issuer, tenant, csv), upload(issuer, tenant, csv)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 422]);
  });

  test("names each row that fails and goes on; that row may be uploaded again", async () => {
    const csv = [
      "achievement,email,reference",
      `${dashboard},a@b.example,before`,
      `${dashboard},a@b.example,raced`,
      `${dashboard},a@b.example,after`,
    ].join("\n");
    // A completion with the same reference comes between the check and the run.
    const { commit } = issuer.context.store;
    const [achievementId] = await achievementIds();
    let isTaken = false;
    issuer.context.store.commit = async (work) => {
      const result = await commit(work);
      const made = result as { state?: string } | undefined;
      if (!isTaken && made?.state === "running") {
        isTaken = true;
        const body = { achievement: achievementId, recipient: { email: "x@y.example" }, reference: "raced" };
        await issuer.call("POST", "/issuers/acme/completions", { token: tenant.apiKey, body });
      }
      return result;
    };
    const { body } = await upload(issuer, tenant, csv);
    const batch = await settled(issuer, tenant, body.id).finally(() => {
      issuer.context.store.commit = commit;
    });
    expect(batch).toMatchObject({ state: "finished", done: 2, failed: 1 });
    expect(await resultsOf(issuer, tenant, batch.id)).toContain(
      "3,raced,failed,,,,,There is a completion with this reference already.",
    );
    expect(await problemsOf(issuer, tenant, csv)).toEqual([
      `2 reference: Row 2 of batch ${batch.id} has the same reference.`,
      "3 reference: There is a completion with this reference already.",
      `4 reference: Row 4 of batch ${batch.id} has the same reference.`,
    ]);
  });

  async function achievementIds(): Promise<string[]> {
    const { body } = await get("/issuers/acme/achievements", tenant.apiKey);
    return (body.items as { id: string }[]).map(({ id }) => id);
  }
});

describe("a batch is its tenant's own", () => {
  const csv = `achievement,email\n${dashboard},mine@b.example`;

  test("another tenant's key sees, stops and uploads nothing", async () => {
    const stranger = { ...tenant, apiKey: other.apiKey };
    expect((await upload(issuer, stranger, csv)).status).toBe(403);
    for (const path of ["", "/1", "/1/results.csv"]) {
      expect((await get(`/issuers/acme/batches${path}`, other.apiKey)).status).toBe(403);
    }
    for (const verb of ["stop", "resume"]) {
      const answer = await issuer.call("POST", `/issuers/acme/batches/1/${verb}`, { token: other.apiKey });
      expect(answer.status).toBe(403);
    }
    expect((await get("/issuers/other/batches/1", other.apiKey)).status).toBe(404);
    expect((await get("/issuers/other/batches/1/results.csv", other.apiKey)).status).toBe(404);
  });

  test("an achievement of another tenant is not found", async () => {
    expect(await problemsOf(issuer, other, csv)).toEqual([
      "2 achievement: There is no achievement with this id or title.",
    ]);
  });

  test("an auditor sees how far it is, and no claim links; without a key nobody sees anything", async () => {
    expect((await get("/issuers/acme/batches/1", auditor)).status).toBe(200);
    expect((await get("/issuers/acme/batches/1/results.csv", auditor)).status).toBe(403);
    expect((await upload(issuer, { ...tenant, apiKey: auditor }, csv)).status).toBe(403);
    expect((await upload(issuer, { ...tenant, apiKey: adminToken }, csv)).status).toBe(403);
    expect((await get("/issuers/acme/batches/1", undefined)).status).toBe(401);
  });

  test("the log holds no person, link or code of it", async () => {
    const log = issuer.log();
    for (const secret of ["mika", "Mika", "student.example", "/offers/"]) expect(log).not.toContain(secret);
    expect(log).not.toContain("unexpected error");
  });
});
