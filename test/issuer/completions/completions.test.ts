import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashedEmail } from "../../../core/credential/micro-internship/hashed-email.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { allFacts, openWorkplace, recipients, type Workplace } from "../../support/completions.ts";
import { type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";
import { student, webOf, world } from "../../support/world.ts";

let issuer: RunningIssuer;
let acme: Workplace;

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await openWorkplace(issuer, "acme");
});
afterAll(() => issuer.stop());

const subjectOf = (credential: unknown) => (credential as JsonObject).credentialSubject as JsonObject;

describe("A completion with a DID", () => {
  test("is issued at once, by the profile, and verifies", async () => {
    const answer = await acme.complete({ recipient: recipients.known, ...allFacts });
    const credential = answer.verifiableCredential as JsonObject;
    expect(answer.offer).toBeUndefined();
    expect(answer.completion).toMatchObject({
      state: "issued",
      credentialId: credential.id,
      issued: [{ credentialId: credential.id, did: student.did, record: "record-1" }],
    });
    expect(credential).toMatchObject({
      type: ["VerifiableCredential", "OpenBadgeCredential"],
      issuer: {
        id: acme.tenant.did,
        name: "Employer acme",
        url: "https://employer.example",
        official: "Ines Okafor",
      },
      validUntil: "2099-01-01T00:00:00Z",
      evidence: [{ name: "Dashboard", genre: "Deliverable", id: expect.stringMatching(/^urn:uuid:/) }],
    });
    expect(subjectOf(credential)).toMatchObject({
      id: student.did,
      role: "Data intern",
      activityStartDate: "2026-09-01T00:00:00Z",
      activityEndDate: "2026-09-30T00:00:00Z",
      identifier: [{ identityType: "name", identityHash: "Mika Tanaka" }],
      source: { name: "Example University" },
      achievement: { id: `urn:uuid:${acme.achievementId}`, version: "1", name: "Cargo delay dashboard" },
    });
    const { statusListCredential: list } = credential.credentialStatus as JsonObject;
    const served = await issuer.call("GET", String(list).replace("https://issuer.example", ""));
    const verdict = await verifyCredential(
      credential,
      { checks: "all" },
      world({}, { now: new Date(), fetchDocument: webOf({ [String(list)]: served.text }) }),
    );
    expect(verdict).toMatchObject({ verified: true });
  });

  test("carries the employer's identifier, when its profile has a well-formed one (ISO 17442)", async () => {
    const entry = (identifier: string) => ({
      type: "IdentifierEntry",
      identifier,
      identifierType: "ext:LEI",
    });
    const good = entry("5493001KJTIIGC8Y1R12");
    const profile = { name: "Named", email: "hr@e.example", otherIdentifier: [null, entry("not one"), good] };
    const named = await openWorkplace(issuer, "named", "key", profile);
    const { verifiableCredential } = await named.complete({ recipient: recipients.known });
    expect((verifiableCredential as JsonObject).issuer).toEqual({
      id: named.tenant.did,
      type: ["Profile"],
      name: "Named",
      email: "hr@e.example",
      otherIdentifier: [good],
    });
  });

  test("the hours of the student come before the estimate of the achievement, which is used without them", async () => {
    const hoursIn = (credential: unknown) =>
      (subjectOf(credential).result as JsonObject[]).find(({ resultDescription }) =>
        String(resultDescription).endsWith("#effort"),
      )?.value;
    const own = await acme.complete({ recipient: recipients.known, estimatedHours: 12 });
    const usual = await acme.complete({ recipient: recipients.known });
    expect([hoursIn(own.verifiableCredential), hoursIn(usual.verifiableCredential)]).toEqual(["12", "30"]);
  });

  test("a criterion keeps its identifier whichever of them are rated", async () => {
    const { verifiableCredential } = await acme.complete({
      recipient: recipients.known,
      rubrics: [{ name: "Creativity", achieved: "Beginning" }],
    });
    const results = subjectOf(verifiableCredential).result as JsonObject[];
    expect(results.at(-1)).toMatchObject({
      resultDescription: `urn:uuid:${acme.achievementId}#v1-rubric-2`,
      achievedLevel: `urn:uuid:${acme.achievementId}#v1-rubric-2-level-1`,
    });
  });

  test("waits when approval is awaited, and is issued when it is given", async () => {
    const { completion, verifiableCredential } = await acme.complete({
      recipient: recipients.known,
      approval: "awaited",
    });
    expect(completion).toMatchObject({ state: "awaiting-approval", issued: [] });
    expect(verifiableCredential).toBeUndefined();
    const approved = await acme.ask("POST", `/completions/${completion.id}/approve`);
    expect(approved.body).toMatchObject({ completion: { state: "issued", approval: "granted" } });
    const again = await acme.ask("POST", `/completions/${completion.id}/approve`);
    expect(again.body.verifiableCredential).toEqual(approved.body.verifiableCredential);
  });
});

describe("A completion with an e-mail address only", () => {
  test("is offered, and its list names neither link nor code", async () => {
    const { completion, offer, verifiableCredential } = await acme.complete({
      recipient: recipients.byMail,
      offer: { transactionCode: true, expiresInSeconds: 3600 },
    });
    expect(verifiableCredential).toBeUndefined();
    expect(completion).toMatchObject({
      state: "offered",
      issued: [],
      offer: { transactionCode: { triesLeft: 5 } },
    });
    expect(offer).toMatchObject({
      link: expect.stringMatching(/^https:\/\/issuer\.example\/offers\/[A-Za-z0-9_-]{22}$/),
      transactionCode: expect.stringMatching(/^[0-9]{6}$/),
    });
    const lasts = Date.parse(String(offer?.expiresAt)) - Date.parse(String(completion.offer?.createdAt));
    expect(lasts).toBe(3_600_000);
    for (const path of ["/completions", `/completions/${completion.id}`]) {
      const { text } = await acme.ask("GET", path);
      expect(text).toContain(completion.id);
      expect(text).not.toContain(offer?.id);
      expect(text).not.toContain("/offers/");
    }
  });

  test("can be issued at once for the salted hash of the address (Open Badges 3.0, IdentityObject)", async () => {
    const issue = async () =>
      subjectOf((await acme.complete({ recipient: recipients.byMail, issueNow: true })).verifiableCredential);
    const [one, other] = [await issue(), await issue()];
    expect(one).not.toHaveProperty("id");
    const [identity] = one.identifier as JsonObject[];
    expect(identity).toMatchObject({ type: "IdentityObject", hashed: true, identityType: "emailAddress" });
    expect(identity?.identityHash).toBe(hashedEmail(recipients.byMail.email, String(identity?.salt)).hash);
    expect(identity?.identityHash).toMatch(/^sha256\$[0-9a-f]{64}$/);
    expect(JSON.stringify(one)).not.toContain(recipients.byMail.email);
    expect((other.identifier as JsonObject[])[0]?.salt).not.toBe(identity?.salt);
  });
});

describe("An Idempotency-Key", () => {
  const body = () => ({
    achievement: acme.achievementId,
    recipient: recipients.byMail,
    offer: { transactionCode: true },
  });

  test("gives the same completion, link and code again", async () => {
    const ask = () => acme.ask("POST", "/completions", body(), { "idempotency-key": "twice" });
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(one.status).toBe(201);
    expect(other.text).toBe(one.text);
    expect((await ask()).text).toBe(one.text);
  });

  test("gives the same credential again", async () => {
    const ask = () =>
      acme.ask(
        "POST",
        "/completions",
        { ...body(), recipient: recipients.known, offer: undefined },
        { "idempotency-key": "signed-twice" },
      );
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(one.status).toBe(201);
    expect(other.text).toBe(one.text);
  });

  test("refuses another request", async () => {
    await acme.ask("POST", "/completions", body(), { "idempotency-key": "other" });
    const answer = await acme.ask(
      "POST",
      "/completions",
      { ...body(), role: "Another" },
      { "idempotency-key": "other" },
    );
    expect(answer.body.code).toBe("IDEMPOTENCY_KEY_REUSED");
  });
});
