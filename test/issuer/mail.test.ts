import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAchievement } from "../../issuer/completions/achievements.ts";
import { createCompletion } from "../../issuer/completions/create-completion.ts";
import { findOffer } from "../../issuer/completions/offers.ts";
import { deliverMail, mailDelivered } from "../../issuer/mail/deliver-mail.ts";
import { createMailer, type Mailer } from "../../issuer/mail/smtp-mailer.ts";
import { listApiKeys } from "../../issuer/use-cases/api-keys.ts";
import { createTenant } from "../../issuer/use-cases/tenants.ts";
import { achievementContent, openWorkplace, recipients, type Workplace } from "../support/completions.ts";
import { openIssuerContext, type RunningIssuer, runIssuer } from "../support/running-issuer.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

interface Received {
  from: string;
  to: string[];
  source: string;
}

let server: SMTPServer;
let received: Received[];
/** Whom the server refuses. */
let refused: Set<string>;
let sessions: number;
let mostSessions: number;
/** How many were sent to the server, which takes them without TLS too. */
let passwords = 0;

function startServer(): Promise<string> {
  server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => {
      passwords += 1;
      done(null, { user: "somebody" });
    },
    disabledCommands: ["STARTTLS"],
    logger: false,
    onConnect: (_session, done) => {
      sessions += 1;
      mostSessions = Math.max(mostSessions, sessions);
      done();
    },
    onClose: () => {
      sessions -= 1;
    },
    onRcptTo: ({ address }, _session, done) =>
      done(refused.has(address) ? new Error("No such person") : null),
    onData: async (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      received.push({
        from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
        to: envelope.rcptTo.map(({ address }) => address),
        source: Buffer.concat(chunks).toString("utf8"),
      });
      done();
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  return once(listening, "listening").then(
    () => `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
  );
}

let smtpUrl: string;
let mailer: Mailer;
let issuer: RunningIssuer;
let acme: Workplace;

beforeAll(async () => {
  [sessions, mostSessions] = [0, 0];
  smtpUrl = await startServer();
  mailer = createMailer({ smtpUrl, from: "Stint <stint@issuer.example>" });
  issuer = await runIssuer({ sendMail: mailer.sendMail });
  acme = await openWorkplace(issuer, "acme");
});
beforeEach(() => {
  [received, refused] = [[], new Set()];
});
afterEach(() => mailDelivered(issuer.context));
afterAll(async () => {
  await issuer.stop();
  mailer.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** The text as a person reads it: quoted-printable and base64 undone. */
function textOf({ source }: Received): string {
  const [head = "", ...body] = source.split("\r\n\r\n");
  const text = body.join("\r\n\r\n");
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(text, "base64").toString("utf8");
  const bytes = text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

const sentOf = async (id: string) =>
  ((await acme.ask("GET", `/completions/${id}`)).body as { offer: { sent: object[] } }).offer.sent;

describe("Mail through SMTP", () => {
  test("brings the link to the student, and not the code", async () => {
    const { completion, offer } = await acme.complete({
      recipient: recipients.byMail,
      offer: { transactionCode: true },
    });
    await mailDelivered(issuer.context);
    expect(received).toMatchObject([{ from: "stint@issuer.example", to: [recipients.byMail.email] }]);
    const [mail] = received as [Received];
    expect(mail.source).toMatch(/^Subject: Employer acme: your micro-internship credential\r$/m);
    expect(mail.source).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
    expect(textOf(mail)).toContain(`\r\n${offer?.link}\r\n`);
    expect(textOf(mail)).toContain("Hello Mika Tanaka,");
    expect(textOf(mail)).toContain("a code of 6 digits");
    expect(textOf(mail)).not.toContain(String(offer?.transactionCode));
    expect(await sentOf(completion.id)).toEqual([{ at: expect.any(String), by: "mail" }]);
  });

  test("a refused one fails no request, is recorded, and can be resent", async () => {
    refused.add(recipients.byMail.email);
    const { completion } = await acme.complete({ recipient: recipients.byMail });
    await mailDelivered(issuer.context);
    expect(received).toEqual([]);
    expect(await sentOf(completion.id)).toEqual([{ at: expect.any(String), by: "mail", failed: true }]);
    expect(issuer.log()).not.toContain("mika.tanaka");
    refused.clear();
    await acme.ask("POST", `/completions/${completion.id}/offer/resend`);
    await mailDelivered(issuer.context);
    expect(received).toHaveLength(1);
    expect(await sentOf(completion.id)).toMatchObject([{ failed: true }, { by: "mail" }]);
  });

  test("is not sent when that is not wanted", async () => {
    const offer = { transactionCode: false, sendMail: false };
    const { completion } = await acme.complete({ recipient: recipients.byMail, offer });
    await mailDelivered(issuer.context);
    expect(received).toEqual([]);
    expect(await sentOf(completion.id)).toEqual([{ at: expect.any(String), by: "shown" }]);
  });

  test("floods nobody: twenty a day to one address, then the links are shown", async () => {
    const recipient = { email: "Victim@students.example" };
    const input = { achievementId: acme.achievementId, recipient, facts: {} };
    const all = Array.from({ length: 22 }, () =>
      createCompletion(issuer.context, { slug: "acme", apiKeyId: acme.apiKeyId, input }),
    );
    const [first] = await Promise.all(all);
    await mailDelivered(issuer.context);
    expect(received).toHaveLength(20);
    const resent = await acme.ask("POST", `/completions/${first?.completion.id}/offer/resend`);
    expect(resent.body).toMatchObject({ completion: { offer: { sent: [{ by: "mail" }, { by: "shown" }] } } });
    await mailDelivered(issuer.context);
    expect(received).toHaveLength(20);
  });

  test("goes over few connections, however much is due", async () => {
    const facts = { achievementId: acme.achievementId, facts: {} };
    const all = Array.from({ length: 20 }, (_, index) => {
      const input = { ...facts, recipient: { email: `student-${index}@students.example` } };
      return createCompletion(issuer.context, { slug: "acme", apiKeyId: acme.apiKeyId, input });
    });
    await Promise.all(all);
    await mailDelivered(issuer.context);
    expect(received).toHaveLength(20);
    expect(mostSessions).toBeLessThanOrEqual(2);
  });

  test("no text becomes a header, another recipient or another line of the letter", async () => {
    const hostile = "Eve\u{1f600} <eve@evil.example>, Bcc: x@evil.example; =?utf-8?q?=0d=0aBcc:x?=";
    const evil = await openWorkplace(issuer, "evil", "key", {
      name: "Acme\r\nBcc: spy@evil.example\r\n\r\nhttps://evil.example/",
    });
    const email = "o'hara+x@students.example";
    const { offer } = await evil.complete({ recipient: { email, name: hostile } });
    await mailer.sendMail({ to: "a@b.example", subject: `x\r\nBcc: ${email}\r\n\r\nbody`, text: "." });
    await mailDelivered(issuer.context);
    expect(received.map(({ to }) => to).sort()).toEqual([["a@b.example"], [email]]);
    for (const { source } of received) {
      const [head = ""] = source.split("\r\n\r\n");
      expect(head).not.toMatch(/^bcc:/im);
      expect(head.match(/^to:/gim)).toHaveLength(1);
    }
    const letter = received.find(({ to }) => to[0] === email) as Received;
    expect(
      textOf(letter)
        .split("\r\n")
        .filter((line) => line.startsWith("http")),
    ).toEqual([offer?.link]);
  });
});

test("A password is never sent without TLS, and a host that does not answer is a failure", async () => {
  const from = "stint@issuer.example";
  const mail = { to: "a@b.example", subject: "x", text: "." };
  for (const url of [smtpUrl.replace("//", "//user:secret@"), "smtp://127.0.0.1:1"]) {
    const other = createMailer({ smtpUrl: url, from });
    await expect(other.sendMail(mail)).rejects.toThrow();
    other.close();
  }
  expect(passwords).toBe(0);
  expect(received).toEqual([]);
});

const slug = "acme";

test("Mail that was due when the service ended is sent after the next start", async () => {
  const directory = await temporaryFolder();
  const before = await openIssuerContext(directory, { sendMail: () => new Promise(() => {}) });
  await createTenant(before, { slug, profile: { name: "Acme" }, did: "key", by: "service" });
  const [key] = await listApiKeys(before, slug);
  const { id: achievementId } = await createAchievement(before, {
    slug,
    content: achievementContent(),
    by: "service",
  });
  const input = { achievementId, recipient: recipients.byMail, facts: {} };
  const { offer } = await createCompletion(before, { slug, apiKeyId: String(key?.id), input });
  await before.store.close();

  const context = await openIssuerContext(directory, { sendMail: mailer.sendMail });
  deliverMail(context);
  await mailDelivered(context);
  expect(received).toHaveLength(1);
  expect((await findOffer(context, String(offer?.id)))?.sent).toMatchObject([{ by: "mail" }]);
  deliverMail(context);
  await mailDelivered(context);
  expect(received).toHaveLength(1);
  await context.store.close();
});
