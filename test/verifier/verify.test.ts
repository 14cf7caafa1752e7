import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentationJwt } from "../../core/presentation/presentation-jwt.ts";
import { codeOf, outcomeOf, type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import {
  challenge,
  domain,
  employer,
  entryAt,
  issued,
  listUrl,
  now,
  presented,
  statusList,
  student,
  thief,
  unsigned,
  webOf,
} from "../support/world.ts";

let verifier: RunningVerifier;
const documents: Record<string, JsonObject> = {};
const fetched: string[] = [];

beforeAll(async () => {
  documents[listUrl] = await statusList([7]);
  const web = webOf(documents);
  verifier = await runVerifier({
    issuers: [{ did: employer.did, name: "Harbour Analytics", reason: "Partner since 2024" }],
    now: () => now,
    fetchDocument: (url, options) => {
      fetched.push(url);
      return web(url, options);
    },
  });
});
afterAll(() => verifier.stop());

const verify = (verifiableCredential: JsonObject | string, options?: JsonObject) =>
  verifier.post("/credentials/verify", { verifiableCredential, ...(options && { options }) });

describe("POST /credentials/verify", () => {
  it("answers 200 with every check for a good credential", async () => {
    const answer = await verify(await issued());
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      verified: true,
      validation: { issuer: { outcome: "trusted", name: "Harbour Analytics", reason: "Partner since 2024" } },
      asOf: "2026-11-22T12:00:00Z",
    });
    expect((answer.body.checks as JsonObject[]).map(({ name, outcome }) => [name, outcome])).toEqual([
      ["format", "passed"],
      ["proof", "passed"],
      ["issuer-binding", "passed"],
      ["validity-period", "passed"],
      ["status", "not-applicable"],
      ["schema", "passed"],
    ]);
  });

  it("takes a compact VC-JWT in place of an object, with the same checks", async () => {
    const signer = employer.signer;
    const revoked = await createCredentialJwt(unsigned({ credentialStatus: entryAt(7) }), { signer });
    expect(outcomeOf(await verify(revoked), "status")).toBe("failed");
    const answer = await verify(await createCredentialJwt(unsigned(), { signer }));
    expect([answer.status, answer.body.verified]).toEqual([200, true]);
  });

  it("answers 422 with the whole verdict when one character was changed", async () => {
    const credential = await issued();
    const altered = JSON.parse(JSON.stringify(credential).replace("three ports", "four ports")) as JsonObject;
    const answer = await verify(altered);
    expect(answer.status).toBe(422);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(answer.body.verified).toBe(false);
    expect(codeOf(answer, "proof")).toBe("PROOF_VERIFICATION_ERROR");
  });

  it("says 'unknown' and nothing better about an issuer it does not know", async () => {
    const stranger = await issued({ issuer: { id: thief.did, type: ["Profile"], name: "Somebody" } }, thief);
    const answer = await verify(stranger);
    expect(answer.status).toBe(200);
    const lists = [{ name: "trusted.json", outcome: "unknown" }];
    expect(answer.body.validation).toMatchObject({ issuer: { outcome: "unknown", lists } });
  });

  it.each([
    [3, "passed", 200],
    [7, "failed", 422],
  ])("reads entry %i of the status list as %s", async (index, outcome, status) => {
    const answer = await verify(await issued({ credentialStatus: entryAt(index) }));
    expect([outcomeOf(answer, "status"), answer.status]).toEqual([outcome, status]);
  });

  it("answers 422 and 'unknown' when the status list cannot be had", async () => {
    const credentialStatus = {
      ...entryAt(3),
      statusListCredential: "https://gone.example/1",
      id: "https://gone.example/1#3",
    };
    const answer = await verify(await issued({ credentialStatus }));
    expect([outcomeOf(answer, "status"), answer.status, answer.body.verified]).toEqual([
      "unknown",
      422,
      false,
    ]);
  });

  it("does not believe an older status list after a newer one, whichever thread looks", async () => {
    const credential = await issued({ credentialStatus: entryAt(3) });
    documents[listUrl] = await statusList([3], { validFrom: new Date("2026-11-22T06:00:00Z") });
    expect(outcomeOf(await verify(credential), "status")).toBe("failed");
    documents[listUrl] = await statusList([7], { validFrom: new Date("2026-11-22T00:00:00Z") });
    const answers = await Promise.all(Array.from({ length: 6 }, () => verify(credential)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([422]));
  });

  it("fetches nothing for a credential whose signature does not fit", async () => {
    fetched.length = 0;
    const credential = await issued({ credentialStatus: entryAt(3) });
    await verify({ ...credential, name: "changed" });
    expect(fetched).toEqual([]);
  });

  it('limits the question to proof and conformance with options.checks ["proof"]', async () => {
    const expired = await issued({ validUntil: "2026-10-02T00:00:00Z" });
    expect((await verify(expired)).status).toBe(422);
    const answer = await verify(expired, { checks: ["proof"] });
    expect([answer.status, outcomeOf(answer, "validity-period")]).toEqual([200, "not-asked"]);
  });

  it("takes every other value of options.checks for the whole question", async () => {
    const expired = await issued({ validUntil: "2026-10-02T00:00:00Z" });
    for (const checks of [[], ["proof", "status"], ["nothing"]])
      expect((await verify(expired, { checks })).status).toBe(422);
  });

  it("ignores members of options that it does not know", async () => {
    expect((await verify(await issued(), { returnResults: true })).status).toBe(200);
  });

  it.each([
    ["no body", "", 400, "PARSING_ERROR"],
    ["no credential", "{}", 400, "INVALID_REQUEST"],
    ["a credential that is a text, but no JWT", '{"verifiableCredential":"eyJ"}', 400, "INVALID_REQUEST"],
    ["a credential that is a list", '{"verifiableCredential":[]}', 400, "INVALID_REQUEST"],
    ["options that are no object", '{"verifiableCredential":{},"options":"proof"}', 400, "INVALID_REQUEST"],
    [
      "more than 256 KiB",
      `{"verifiableCredential":{"name":"${"x".repeat(262_144)}"}}`,
      413,
      "CONTENT_TOO_LARGE",
    ],
  ])("refuses %s with problem details", async (_name, body, status, code) => {
    const answer = await verifier.post("/credentials/verify", body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  });
});

describe("POST /presentations/verify", () => {
  const verifyPresentation = (verifiablePresentation: JsonObject | string, options: JsonObject) =>
    verifier.post("/presentations/verify", { verifiablePresentation, options });

  it("answers 200 with one verdict for each credential", async () => {
    const answer = await verifyPresentation(await presented([await issued()]), { challenge, domain });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      verified: true,
      holder: student.did,
      credentials: [{ verified: true }],
    });
  });

  it("takes a caller's own challenge as often as the caller likes (VC-API)", async () => {
    const presentation = await presented([await issued()]);
    for (let count = 0; count < 3; count++) {
      expect((await verifyPresentation(presentation, { challenge, domain })).status).toBe(200);
    }
  });

  it("takes a compact VP-JWT, whose nonce and audience are its challenge and domain", async () => {
    const credential = await createCredentialJwt(unsigned(), { signer: employer.signer });
    const { did: holder, signer } = student;
    const options = { credentials: [credential], holder, challenge, domain, signer, created: now };
    const presentation = await createPresentationJwt(options);
    expect((await verifyPresentation(presentation, { challenge, domain })).status).toBe(200);
    const replayed = await verifyPresentation(presentation, { challenge: "another", domain });
    expect([replayed.status, codeOf(replayed, "challenge")]).toEqual([422, "INVALID_CHALLENGE_ERROR"]);
  });

  it("refuses a thief, and says why", async () => {
    const answer = await verifyPresentation(await presented([await issued()], thief), { challenge, domain });
    expect(answer.status).toBe(422);
    const [credential] = answer.body.credentials as JsonObject[];
    expect(codeOf({ body: credential ?? {} }, "holder-binding")).toBe("HOLDER_MISMATCH");
  });

  it.each([
    ["challenge", { challenge: "another", domain }, "INVALID_CHALLENGE_ERROR"],
    ["domain", { challenge, domain: "another.example" }, "INVALID_DOMAIN_ERROR"],
  ])("fails the %s check for another one", async (name, options, code) => {
    const answer = await verifyPresentation(await presented([await issued()]), options);
    expect([answer.status, codeOf(answer, name)]).toEqual([422, code]);
  });

  it.each([{}, { challenge }, { domain }])("needs challenge and domain, not only %j", async (options) => {
    const answer = await verifyPresentation(await presented([await issued()]), options);
    expect([answer.status, answer.body.code]).toEqual([400, "INVALID_REQUEST"]);
  });

  it('needs neither when only the proof is asked for, and says "not-asked"', async () => {
    const answer = await verifyPresentation(await presented([await issued()]), { checks: ["proof"] });
    expect([answer.status, outcomeOf(answer, "challenge"), outcomeOf(answer, "domain")]).toEqual([
      200,
      "not-asked",
      "not-asked",
    ]);
  });

  it("refuses one without any credential", async () => {
    const answer = await verifyPresentation(await presented([]), { challenge, domain });
    expect(answer.status).toBe(422);
  });
});

describe("the log of the verifier", () => {
  it("holds nothing of what was verified", async () => {
    await verify(await issued());
    expect(verifier.log()).toContain("/credentials/verify");
    expect(verifier.log()).not.toMatch(/Mika|Harbour|did:key|Cargo/);
  });
});
