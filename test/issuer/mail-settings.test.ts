import { expect, test } from "vitest";
import { readConfig } from "../../issuer/config.ts";

const from = "Acme Credentials <no-reply@acme.example>";

test.each([
  "smtp://mail.example",
  "smtp://mail.example:2525/",
  "smtps://user:p%40ss@mail.example:465",
  "smtp://[::1]:25",
])("STINT_SMTP_URL may be %s", (smtpUrl) => {
  expect(readConfig({ STINT_SMTP_URL: smtpUrl, STINT_MAIL_FROM: from }).mail).toEqual({ smtpUrl, from });
});

test.each([
  "mail.example:25",
  "https://mail.example",
  "smtp://",
  "smtp:///etc/passwd",
  "smtp://mail.example/path",
  "smtp://mail.example?secure=false",
  "smtp://:password@mail.example",
  "smtp://us%zzer:x@mail.example",
])("STINT_SMTP_URL may not be %s, and is not repeated in the message", (smtpUrl) => {
  const read = () => readConfig({ STINT_SMTP_URL: smtpUrl, STINT_MAIL_FROM: from });
  expect(read).toThrow(/^Not usable: STINT_SMTP_URL must be [^%]*$/);
});

test.each([
  "no-reply",
  "a@b.example, c@d.example",
  "Acme <a@b.example>\r\nBcc: c@d.example",
  "Acme\u202e <a@b.example>",
  '"Acme" <a@b.example>',
])("STINT_MAIL_FROM may not be %s", (value) => {
  const read = () => readConfig({ STINT_SMTP_URL: "smtp://mail.example", STINT_MAIL_FROM: value });
  expect(read).toThrow("STINT_MAIL_FROM");
});

test("Both are set, or neither", () => {
  expect(readConfig({}).mail).toBeUndefined();
  expect(readConfig({ STINT_SMTP_URL: "smtp://m.example", STINT_MAIL_FROM: "a@b.example" }).mail?.from).toBe(
    "a@b.example",
  );
  for (const env of [{ STINT_SMTP_URL: "smtp://m.example" }, { STINT_MAIL_FROM: from }]) {
    expect(() => readConfig(env)).toThrow("both, or neither");
  }
});

test("STINT_WALLET_URL is a web address", () => {
  expect(readConfig({ STINT_WALLET_URL: "https://w.example/stint" }).walletUrl).toBe(
    "https://w.example/stint",
  );
  expect(() => readConfig({ STINT_WALLET_URL: "javascript:alert(1)" })).toThrow("STINT_WALLET_URL");
});
