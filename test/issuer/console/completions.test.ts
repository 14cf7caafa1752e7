import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { mailDelivered } from "../../../issuer/mail/deliver-mail.ts";
import { achievementForm } from "../../support/achievement-form.ts";
import { type ConsoleVisitor, visitConsole } from "../../support/console-visitor.ts";
import { type RunningIssuer, runIssuer, type Tenant } from "../../support/running-issuer.ts";
import { student } from "../../support/world.ts";

let issuer: RunningIssuer;
let tenant: Tenant;
let visitor: ConsoleVisitor;

beforeAll(async () => {
  issuer = await runIssuer();
  tenant = await issuer.createTenant("acme");
  visitor = visitConsole(issuer);
  await visitor.signIn(tenant.apiKey);
});
afterAll(() => issuer.stop());

const api = async (path: string) =>
  (await issuer.call("GET", `/issuers/acme/${path}`, { token: tenant.apiKey })).body;

async function createAchievement(): Promise<string> {
  await visitor.get("/console/achievements/new");
  const { location = "" } = await visitor.send("/console/achievements", achievementForm);
  return /achievements\/([0-9a-f-]{36})\?/.exec(location)?.[1] ?? "";
}

/** Records a completion, and gives the path of its page and what that page says first. */
async function record(
  achievement: string,
  fields: Record<string, string>,
): Promise<{ path: string; html: string }> {
  const { location = "" } = await visitor.send(`/console/completions/new?achievement=${achievement}`, fields);
  return { path: location.split("?")[0] ?? "", html: (await visitor.get(location)).html };
}

describe("completions in the console", () => {
  it("are issued at once for a known wallet, with every fact", async () => {
    const achievement = await createAchievement();
    const digest = createHash("sha256").update("the report").digest();
    const { path, html } = await record(achievement, {
      "recipient.name": "Mika Tanaka",
      "recipient.did": student.did,
      "facts.role": "Data intern",
      "facts.supervisor": "Ada",
      "facts.start": "2026-09-01",
      "facts.end": "2026-09-30",
      "facts.estimatedHours": "37,5",
      "facts.paidFairly": "yes",
      "facts.rating": "5",
      "facts.rubrics.0.achieved": "good",
      "facts.validUntil": "2036-09-30",
      "facts.evidence.1.name": "Report",
      "facts.evidence.1.digestMultibase": digest.toString("hex"),
      "facts.source.name": "TU Example",
      "facts.source.url": "https://tu.example",
      reference: "MI-1",
      handover: "code",
    });
    expect(html).toContain("The credential is issued.");
    const completion = await api(path.replace("/console/", ""));
    expect(completion).toMatchObject({
      state: "issued",
      reference: "MI-1",
      facts: {
        role: "Data intern",
        start: "2026-09-01T00:00:00Z",
        end: "2026-09-30T00:00:00Z",
        validUntil: "2036-09-30T23:59:59Z",
        estimatedHours: 37.5,
        paidFairly: true,
        rating: 5,
        rubrics: [{ name: "Communication", achieved: "good" }],
        evidence: [
          { digestMultibase: `u${Buffer.concat([Buffer.of(0x12, 0x20), digest]).toString("base64url")}` },
        ],
        source: { id: "https://tu.example", name: "TU Example" },
        supervisor: "Ada",
      },
    });
    const again = await visitor.send(`/console/completions/new?achievement=${achievement}`, {
      "recipient.email": "a@student.example",
      reference: "MI-1",
    });
    expect([again.status, again.html.includes("reference already")]).toEqual([422, true]);
  });

  it("are shown with every trouble at its field, and with what was typed", async () => {
    const achievement = await createAchievement();
    const { status, html } = await visitor.send(`/console/completions/new?achievement=${achievement}`, {
      "recipient.email": "not an address",
      "facts.start": "2026-09-30",
      "facts.end": "2026-09-01",
      "facts.rubrics.0.achieved": "superb",
      "facts.evidence.1.name": "Report",
      "facts.evidence.1.digestMultibase": "abc",
      "facts.rating": "9",
      days: "1000",
    });
    expect(status).toBe(422);
    for (const field of ["recipient.email", "facts.evidence.1.digestMultibase", "facts.rating"]) {
      expect(html).toContain(`href="#${field}"`);
    }
    expect(html).toContain('value="not an address"');
    expect(html).toContain('value="2026-09-30"');
  });

  it("are offered with a code that is shown once, and a link that can be resent and cancelled", async () => {
    const { path, html } = await record(await createAchievement(), {
      "recipient.email": "mika@student.example",
      handover: "code",
      days: "7",
    });
    const [, code] = /id="secret" value="(\d{6})"/.exec(html) ?? [];
    const [, link] =
      /id="claim-link" value="(https:\/\/issuer\.example\/offers\/[\w-]{22})"/.exec(html) ?? [];
    expect([code?.length, link === undefined]).toEqual([6, false]);
    const resent = await visitor.perform(`${path}/resend`, {});
    expect([resent.html.includes(link ?? ""), resent.html.includes(`value="${code}"`)]).toEqual([
      true,
      false,
    ]);
    const cancelled = await visitor.perform(`${path}/cancel`, {});
    expect([cancelled.html.includes("Offer it anew"), cancelled.html.includes(link ?? "")]).toEqual([
      true,
      false,
    ]);
    const refused = await visitor.send(`${path}/resend`, {});
    expect([refused.status, refused.html.includes("was cancelled")]).toEqual([422, true]);
    expect((await visitor.get("/console/offers")).html).toContain("Cancelled");
  });

  it("are mailed where there is a mail server and somebody chose so", async () => {
    const mails: string[] = [];
    const mailing = await runIssuer({ sendMail: async ({ to }) => void mails.push(to) });
    const visitor = visitConsole(mailing);
    await visitor.signIn((await mailing.createTenant("mailing")).apiKey);
    const { location = "" } = await visitor.send("/console/achievements", achievementForm);
    const [, id] = /achievements\/([0-9a-f-]{36})/.exec(location) ?? [];
    for (const sendMail of ["yes", "no"]) {
      const fields = { "recipient.email": `${sendMail}@student.example`, handover: "link", sendMail };
      const { html } = await visitor.perform(`/console/completions/new?achievement=${id}`, fields);
      expect(html).toContain(sendMail === "yes" ? "the link is mailed" : "Copy the link below");
    }
    await mailDelivered(mailing.context);
    expect(mails).toEqual(["yes@student.example"]);
    await mailing.stop();
  });

  it("do not show their claim link to those who may only look", async () => {
    const { path, html } = await record(await createAchievement(), {
      "recipient.email": "x@student.example",
    });
    expect(html).toContain("/offers/");
    const { body } = await issuer.call("POST", "/issuers/acme/keys", {
      token: tenant.apiKey,
      body: { role: "auditor" },
    });
    const auditor = visitConsole(issuer);
    await auditor.signIn(String(body.apiKey));
    expect((await auditor.get(path)).html).not.toContain("/offers/");
    for (const action of ["approve", "resend", "cancel", "recipient"]) {
      expect((await auditor.send(`${path}/${action}`, { "recipient.did": student.did })).status).toBe(403);
    }
    for (const form of ["/console/achievements", "/console/completions/new", "/console/batches/1/stop"]) {
      expect((await auditor.send(form, achievementForm)).status).toBe(403);
    }
  });

  it("wait for approval when that was asked for, and stand on the first page until then", async () => {
    const { path } = await record(await createAchievement(), {
      "recipient.name": "Awaited",
      "recipient.email": "y@student.example",
      handover: "now",
      approval: "yes",
    });
    expect((await visitor.get("/console")).html).toContain("One completion waits for your approval");
    expect((await visitor.get("/console/completions?state=awaiting-approval")).html).toContain("Awaited");
    expect((await visitor.perform(`${path}/approve`, {})).html).toContain("the credential is issued");
    expect((await visitor.get("/console")).html).not.toContain("waits for your approval");
  });

  it("are issued again under the same id when the wallet becomes known", async () => {
    const { path } = await record(await createAchievement(), {
      "recipient.email": "z@student.example",
      handover: "now",
    });
    const before = await api(path.replace("/console/", ""));
    const bad = await visitor.send(`${path}/recipient`, { "recipient.did": "did:example:1" });
    expect([bad.status, bad.html.includes('href="#recipient.did"')]).toEqual([422, true]);
    await visitor.perform(`${path}/recipient`, { "recipient.did": student.did });
    const after = await api(path.replace("/console/", ""));
    const numbers = [before, after].map(({ issued }) => (issued as JsonObject[])[0]);
    expect(numbers[1]).toMatchObject({ credentialId: numbers[0]?.credentialId, did: student.did });
    expect(numbers[1]?.record).not.toBe(numbers[0]?.record);
    expect((await visitor.get(`/console/credentials/${numbers[0]?.record}`)).html).toContain(
      "It was replaced by",
    );
  });

  it("and achievements of another employer are nowhere to be seen", async () => {
    const achievement = await createAchievement();
    const { path } = await record(achievement, { "recipient.email": "w@student.example" });
    const rival = visitConsole(issuer);
    await rival.signIn((await issuer.createTenant("rival")).apiKey);
    for (const place of [
      path,
      `/console/achievements/${achievement}`,
      `/console/completions/completion-1`,
      `/console/completions/new?achievement=${achievement}`,
    ]) {
      expect((await rival.get(place)).status, place).toBe(404);
    }
    expect((await rival.get("/console/completions")).html).toContain("Nothing is recorded yet");
    expect((await rival.send(`${path}/cancel`, {})).status).toBe(404);
  });
});
