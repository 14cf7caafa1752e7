import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Prefix } from "../../../issuer/store/issuer-store.ts";
import { openWorkplace, recipients, type Workplace } from "../../support/completions.ts";
import { type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";
import { student } from "../../support/world.ts";

let issuer: RunningIssuer;
let acme: Workplace;

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await openWorkplace(issuer, "acme");
});
afterAll(() => issuer.stop());

describe("Who may see and do what", () => {
  test("a reference is given once", async () => {
    await acme.complete({ recipient: recipients.byMail, reference: "2026/17" });
    const body = { achievement: acme.achievementId, recipient: recipients.byMail, reference: " 2026/17 " };
    expect((await acme.ask("POST", "/completions", body)).body.code).toBe("ALREADY_EXISTS");
  });

  test("another employer's key sees and changes nothing", async () => {
    const other = await openWorkplace(issuer, "other");
    const { completion } = await acme.complete({ recipient: recipients.byMail });
    const calls: [string, string, unknown?][] = [
      ["GET", "/completions"],
      ["GET", `/completions/${completion.id}`],
      ["POST", "/completions", { achievement: acme.achievementId, recipient: recipients.byMail }],
      ["POST", `/completions/${completion.id}/approve`],
      ["POST", `/completions/${completion.id}/offer/cancel`],
      ["POST", `/completions/${completion.id}/offer/resend`],
      ["PUT", `/completions/${completion.id}/recipient`, { recipient: recipients.known }],
      ["PUT", `/achievements/${acme.achievementId}`, {}],
    ];
    for (const [method, path, body] of calls) {
      const answer = await issuer.call(method, `/issuers/acme${path}`, { token: other.tenant.apiKey, body });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect((await other.ask("GET", `/completions/${completion.id}`)).status).toBe(404);
    const foreign = { achievement: acme.achievementId, recipient: recipients.byMail };
    expect((await other.ask("POST", "/completions", foreign)).body).toMatchObject({
      code: "INVALID_REQUEST",
      detail: expect.stringContaining("achievement"),
    });
  });

  test("an auditor reads, and neither records nor learns a link", async () => {
    const { body } = await acme.ask("POST", "/keys", { role: "auditor" });
    const token = String(body.apiKey);
    const { completion } = await acme.complete({ recipient: recipients.byMail });
    const path = `/issuers/acme/completions/${completion.id}`;
    expect((await issuer.call("GET", path, { token })).status).toBe(200);
    expect((await issuer.call("POST", `${path}/offer/resend`, { token })).status).toBe(403);
    expect((await issuer.call("GET", path)).status).toBe(401);
  });

  test("audit trail and log name no person, link or code", async () => {
    const { offer } = await acme.complete({ recipient: recipients.byMail, offer: { transactionCode: true } });
    const trail = (await acme.ask("GET", "/audit?limit=200")).text;
    expect(trail).toContain("completion.created");
    expect(trail).toContain("offer.created");
    for (const secret of ["mika", "Mika", student.did, String(offer?.id), String(offer?.transactionCode)]) {
      expect(trail).not.toContain(secret);
      expect(issuer.log()).not.toContain(secret);
    }
  });

  test("neither the code nor anything that opens it without the service's secret is in the store", async () => {
    const { offer } = await acme.complete({ recipient: recipients.byMail, offer: { transactionCode: true } });
    const all = "" as Prefix<unknown>;
    const everything = JSON.stringify(await issuer.context.store.list(all, { limit: 10_000 }));
    expect(everything).toContain(String(offer?.id));
    expect(everything).not.toContain(`"${offer?.transactionCode}"`);
  });
});
