import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancelOffer } from "../../issuer/completions/change-offer.ts";
import {
  codeIn,
  type OfferingTenant,
  offeringTenant,
  requestWith,
  tokenForm,
} from "../support/claiming-wallet.ts";
import { type IssuerAnswer, type RunningIssuer, runIssuer } from "../support/running-issuer.ts";
import { student } from "../support/world.ts";

const minutes = 60_000;

let issuer: RunningIssuer;
let acme: OfferingTenant;
let other: OfferingTenant;
let time = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  issuer = await runIssuer({ now: () => time });
  acme = await offeringTenant(issuer, await issuer.createTenant("acme"));
  other = await offeringTenant(issuer, await issuer.createTenant("other"));
});
afterAll(() => issuer.stop());

function later(milliseconds: number): void {
  time = new Date(time.getTime() + milliseconds);
}

const told = ({ status, body }: IssuerAnswer) => [status, body.error];
const withCode = { offer: { transactionCode: true } };
/** Another six digits. */
const wrong = (code = "") => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

describe("a pre-authorized code (OpenID4VCI 1.0, 13.6.1)", () => {
  it("works once", async () => {
    const { code } = await acme.offer();
    expect((await acme.token(tokenForm(code))).status).toBe(200);
    expect(told(await acme.token(tokenForm(code)))).toEqual([400, "invalid_grant"]);
  });

  it("works for exactly one of many who redeem it at the same time", async () => {
    const { code } = await acme.offer();
    const answers = await Promise.all(Array.from({ length: 8 }, () => acme.token(tokenForm(code))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(400)]);
  });

  it("works only for the tenant that gave it", async () => {
    const { code } = await acme.offer();
    expect(told(await other.token(tokenForm(code)))).toEqual([400, "invalid_grant"]);
    expect((await acme.token(tokenForm(code))).status).toBe(200);
  });

  it.each<[string, (code: string) => string]>([
    [
      "with one character changed",
      (code) => code.slice(0, -2) + (code.at(-2) === "A" ? "B" : "A") + code.at(-1),
    ],
    ["made to live longer", (code) => code.replace(/\.\d+\./, ".9999999999.")],
    ["without its tag", (code) => code.split(".")[0] ?? ""],
    ["of an offer that does not exist", (code) => `${"A".repeat(22)}${code.slice(22)}`],
    ["of a path", () => "../offer"],
  ])("is refused %s", async (_name, change) => {
    const { code } = await acme.offer();
    expect(told(await acme.token(tokenForm(change(code))))).toEqual([400, "invalid_grant"]);
  });

  it("works for 15 minutes, and the link then gives another one: it must be short-lived (4.1.1)", async () => {
    const { id, code } = await acme.offer();
    later(15 * minutes);
    const refused = await acme.token(tokenForm(code));
    expect(told(refused)).toEqual([400, "invalid_grant"]);
    expect(refused.body.error_description).toBe("The pre-authorized code has expired. Open the offer again.");
    const again = codeIn((await issuer.call("GET", `/offers/${id}/credential-offer`)).body);
    expect((await acme.token(tokenForm(again))).status).toBe(200);
    expect((await acme.token(tokenForm(code))).status).toBe(400);
  });

  it("dies with its offer: cancelled or expired", async () => {
    const cancelled = await acme.offer();
    await cancelOffer(issuer.context, { slug: "acme", id: cancelled.completionId, by: acme.apiKeyId });
    const refused = await acme.token(tokenForm(cancelled.code));
    expect(told(refused)).toEqual([400, "invalid_grant"]);
    expect(refused.body.error_description).toBe("This offer was cancelled by the employer.");
    expect((await issuer.call("GET", `/offers/${cancelled.id}/credential-offer`)).status).toBe(409);

    const expired = await acme.offer({ offer: { transactionCode: false, expiresInSeconds: 3_600 } });
    later(60 * minutes);
    const late = await acme.token(tokenForm(expired.code));
    expect(told(late)).toEqual([400, "invalid_grant"]);
    expect(late.body.error_description).toBe("This offer has expired.");
  });

  it("is replaced when nothing came of it, and never while its token lives", async () => {
    const made = await acme.offer();
    await acme.accessToken(made);
    const read = async () => codeIn((await issuer.call("GET", `/offers/${made.id}/credential-offer`)).body);
    expect(await read()).toBe(made.code);
    later(6 * minutes);
    const renewed = await read();
    expect(renewed).not.toBe(made.code);
    expect(told(await acme.token(tokenForm(made.code)))).toEqual([400, "invalid_grant"]);
    expect((await acme.token(tokenForm(renewed))).status).toBe(200);
  });

  it("is worth nothing once the offer was claimed, and no new one is given", async () => {
    const made = await acme.offer();
    const token = await acme.accessToken(made);
    await acme.post("credential", { token, body: requestWith([await acme.jwtProof(student)]) });
    expect(told(await acme.token(tokenForm(made.code)))).toEqual([400, "invalid_grant"]);
    later(6 * minutes);
    expect((await issuer.call("GET", `/offers/${made.id}/credential-offer`)).status).toBe(409);
  });
});

describe("a transaction code (OpenID4VCI 1.0, 6.1 and 13.6.3)", () => {
  it("must be there when the offer has one, and not be there when it has none", async () => {
    const guarded = await acme.offer(withCode);
    expect(told(await acme.token(tokenForm(guarded.code)))).toEqual([400, "invalid_request"]);
    expect(told(await acme.token(tokenForm(guarded.code, { tx_code: "" })))).toEqual([
      400,
      "invalid_request",
    ]);
    const { code } = await acme.offer();
    expect(told(await acme.token(tokenForm(code, { tx_code: "123456" })))).toEqual([400, "invalid_request"]);
    // Neither spent the code.
    expect((await acme.token(tokenForm(code))).status).toBe(200);
    expect(await acme.accessToken(guarded)).toBeTruthy();
  });

  it("may be wrong five times; then the right one comes too late, also with a new link", async () => {
    const { id, code, transactionCode } = await acme.offer(withCode);
    const words: unknown[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await acme.token(tokenForm(code, { tx_code: wrong(transactionCode) }));
      expect(told(answer)).toEqual([400, "invalid_grant"]);
      words.push(answer.body.error_description);
    }
    expect(words).toEqual([
      "The transaction code is wrong. 4 tries are left.",
      "The transaction code is wrong. 3 tries are left.",
      "The transaction code is wrong. 2 tries are left.",
      "The transaction code is wrong. 1 try is left.",
      "The transaction code is wrong. No tries are left.",
    ]);
    const right = { tx_code: transactionCode ?? "" };
    const { status, body } = await acme.token(tokenForm(code, right));
    expect([status, body.error]).toEqual([400, "invalid_grant"]);
    expect(body.error_description).toBe("Too many wrong transaction codes were given.");
    later(6 * minutes);
    const again = codeIn((await issuer.call("GET", `/offers/${id}/credential-offer`)).body);
    expect(told(await acme.token(tokenForm(again, right)))).toEqual([400, "invalid_grant"]);
  });

  it("cannot be tried more often by trying at the same time", async () => {
    const { code, transactionCode } = await acme.offer(withCode);
    const guess = () => acme.token(tokenForm(code, { tx_code: wrong(transactionCode) }));
    const answers = await Promise.all(Array.from({ length: 12 }, guess));
    const counted = answers.filter(({ body }) => String(body.error_description).includes("is wrong"));
    expect(counted).toHaveLength(5);
    expect((await acme.token(tokenForm(code, { tx_code: transactionCode ?? "" }))).status).toBe(400);
  });

  it("keeps its count of tries when the pre-authorized code is renewed", async () => {
    const made = await acme.offer(withCode);
    await acme.token(tokenForm(made.code, { tx_code: wrong(made.transactionCode) }));
    await acme.accessToken(made);
    later(6 * minutes);
    const code = codeIn((await issuer.call("GET", `/offers/${made.id}/credential-offer`)).body);
    const { body } = await acme.token(tokenForm(code, { tx_code: wrong(made.transactionCode) }));
    expect(body.error_description).toContain("3 tries are left");
  });
});

describe("a token request (RFC 6749, 3.2 and 5.2)", () => {
  const details = (value: unknown) => ({ authorization_details: JSON.stringify(value) });

  it.each<[string, (code: string) => Record<string, string> | URLSearchParams, string]>([
    ["without a grant", () => ({}), "invalid_request"],
    ["with another grant", () => ({ grant_type: "authorization_code", code: "x" }), "unsupported_grant_type"],
    ["without a code", (code) => ({ ...tokenForm(code), "pre-authorized_code": "" }), "invalid_request"],
    [
      "with two codes",
      (code) => new URLSearchParams([...Object.entries(tokenForm(code)), ["pre-authorized_code", code]]),
      "invalid_request",
    ],
    ["with an endless code", () => tokenForm("x".repeat(600)), "invalid_request"],
    [
      "with details that are not JSON",
      (code) => tokenForm(code, { authorization_details: "[" }),
      "invalid_authorization_details",
    ],
    [
      "with details of another type",
      (code) => tokenForm(code, details([{ type: "payment" }])),
      "invalid_authorization_details",
    ],
    [
      "with details of an unknown configuration",
      (code) =>
        tokenForm(code, details([{ type: "openid_credential", credential_configuration_id: "constructor" }])),
      "invalid_authorization_details",
    ],
  ])("is refused %s, and the code stays good", async (_name, form, error) => {
    const { code } = await acme.offer();
    expect(told(await acme.token(form(code)))).toEqual([400, error]);
    expect((await acme.token(tokenForm(code))).status).toBe(200);
  });

  it("is refused as JSON, and when it is endless", async () => {
    const { code } = await acme.offer();
    expect(told(await acme.post("token", { body: tokenForm(code) }))).toEqual([400, "invalid_request"]);
    expect(told(await acme.token(tokenForm(code, { x: "x".repeat(20_000) })))).toEqual([
      400,
      "invalid_request",
    ]);
  });

  it("leaves no code and no token in the log", async () => {
    const made = await acme.offer(withCode);
    const token = await acme.accessToken(made);
    for (const secret of [made.code, made.transactionCode ?? "", token]) {
      expect(issuer.log()).not.toContain(secret);
    }
  });
});
