import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FetchDocument } from "../../../core/fetch-document.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { openWorkplace, recipients, type Workplace } from "../../support/completions.ts";
import { endorsementOf, university as stranger } from "../../support/endorsements.ts";
import { credentialOf, type RunningIssuer, runIssuer, type Tenant } from "../../support/running-issuer.ts";
import { entryAt, thief, world } from "../../support/world.ts";

let issuer: RunningIssuer;
let university: Tenant;
let employer: Workplace;
/** How far the issuer's clock is ahead. */
let passedMilliseconds = 0;

/** The issuer's own addresses, as the world reaches them. */
const fetchDocument: FetchDocument = async (url, { accept }) => {
  const response = await fetch(url.replace("https://issuer.example", issuer.url), { headers: { accept } });
  const body = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, body, contentType: response.headers.get("content-type") ?? "" };
};

beforeAll(async () => {
  issuer = await runIssuer({
    now: () => new Date(Date.now() + passedMilliseconds),
    fetchDocument: (url, options) => fetchDocument(url, options),
  });
  university = await issuer.createTenant("state-university", "web", { name: "Example State University" });
  employer = await openWorkplace(issuer, "harbour", "web");
});
afterAll(() => issuer.stop());

const endorse = (body: JsonObject, headers: Record<string, string> = {}) =>
  issuer.call("POST", "/issuers/state-university/endorsements", { token: university.apiKey, body, headers });
const receive = (verifiableCredential: JsonObject) =>
  employer.ask("POST", "/received-endorsements", { verifiableCredential });
const now = () => world({}, { now: new Date(), fetchDocument });
const issued = async () =>
  (await employer.complete({ recipient: recipients.known })).verifiableCredential as JsonObject;

describe("endorsing", () => {
  it("issues a credential like any other: authentic, with a status, and revocable", async () => {
    const answer = await endorse({ subject: employer.tenant.did, comment: "A partner since 2024." });
    expect(answer.status).toBe(201);
    const endorsement = credentialOf(answer);
    const before = await verifyCredential(endorsement, { checks: "all" }, now());
    expect(before).toMatchObject({
      verified: true,
      statement: {
        issuer: university.did,
        subjects: [employer.tenant.did],
        endorsementComment: "A partner since 2024.",
      },
    });
    await issuer.setStatus(university, String(endorsement.id), "revocation", true);
    const after = await verifyCredential(endorsement, { checks: "all" }, now());
    expect(after.checks.find(({ name }) => name === "status")?.problem?.code).toBe("REVOKED");
  });

  it("is safe to repeat: the same key and body give the same endorsement, another body is refused", async () => {
    const headers = { "idempotency-key": "endorse-1" };
    const body = { subject: employer.tenant.did };
    const first = await endorse(body, headers);
    expect((await endorse(body, headers)).text).toBe(first.text);
    expect((await endorse({ subject: thief.did }, headers)).body.code).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  it("is marked by keys revoke --since like everything that a stolen key signed", async () => {
    const created = await issuer.call("POST", "/issuers/state-university/keys", {
      token: university.apiKey,
      body: { role: "issuer" },
    });
    const { key, apiKey } = created.body as { key: { id: string }; apiKey: string };
    const since = new Date().toISOString();
    await issuer.call("POST", "/issuers/state-university/endorsements", {
      token: apiKey,
      body: { subject: thief.did },
    });
    const revoked = await issuer.call("POST", `/issuers/state-university/keys/${key.id}/revoke`, {
      token: university.apiKey,
      body: { since },
    });
    expect(revoked.body.credentials).toMatchObject({ revoked: 1 });
  });

  it.each<[string, JsonObject]>([
    ["no subject", {}],
    ["a subject that is no URL", { subject: "Harbour Analytics" }],
    ["an unknown member", { subject: "urn:x:1", rating: 5 }],
    ["a comment with direction characters", { subject: "urn:x:1", comment: "good \u202e lived" }],
    [
      "an end before its beginning",
      { subject: "urn:x:1", validFrom: "2026-02-01T00:00:00Z", validUntil: "2026-01-01T00:00:00Z" },
    ],
    ["a date without a zone", { subject: "urn:x:1", validUntil: "2026-01-01T00:00:00" }],
  ])("with %s is refused", async (_what, body) => {
    expect((await endorse(body)).status).toBe(400);
  });

  it("oneself is refused", async () => {
    expect((await endorse({ subject: university.did })).body.code).toBe("INVALID_REQUEST");
  });

  it("needs a key of this issuer that may issue", async () => {
    const body = { subject: thief.did };
    const path = "/issuers/state-university/endorsements";
    expect((await issuer.call("POST", path, { body })).status).toBe(401);
    expect((await issuer.call("POST", path, { body, token: employer.tenant.apiKey })).status).toBe(403);
  });
});

describe("an endorsement that was received", () => {
  it("of the profile and of an achievement is carried by credentials from then on, its own proof unharmed", async () => {
    const earlier = JSON.stringify(await issued());
    const achievement = `urn:uuid:${employer.achievementId}`;
    const ofProfile = credentialOf(await endorse({ subject: employer.tenant.did }));
    const ofAchievement = credentialOf(await endorse({ subject: achievement, comment: "Well made." }));
    expect((await receive(ofProfile)).body).toMatchObject({
      of: "profile",
      endorserName: "Example State University",
    });
    expect((await receive(ofAchievement)).body).toMatchObject({
      of: employer.achievementId,
      comment: "Well made.",
    });
    expect(earlier).not.toContain("EndorsementCredential");
    const credential = await issued();
    const { endorsements, verified } = await verifyCredential(credential, { checks: "all" }, now());
    expect(verified).toBe(true);
    expect(endorsements?.map(({ of, thing, verification }) => [of, thing, verification.verified])).toEqual([
      ["issuer", employer.tenant.did, true],
      ["achievement", achievement, true],
    ]);
    expect((credential.issuer as JsonObject).endorsement).toEqual([ofProfile]);
  });

  it("is listed, and taken out: what was issued keeps it, what is issued then does not carry it", async () => {
    const { items } = (await employer.ask("GET", "/received-endorsements")).body as {
      items: { id: string }[];
    };
    expect(items).toHaveLength(2);
    for (const { id } of items) {
      expect((await employer.ask("DELETE", `/received-endorsements/${id}`)).status).toBe(204);
      expect((await employer.ask("DELETE", `/received-endorsements/${id}`)).status).toBe(404);
    }
    expect(JSON.stringify(await issued())).not.toContain("EndorsementCredential");
    const { text } = await employer.ask("GET", "/audit");
    expect(text).toContain("endorsement.received");
    expect(text).toContain("endorsement.removed");
  });

  it("is left out of credentials once it has expired", async () => {
    const validUntil = new Date(Date.now() + 3_600_000).toISOString();
    const brief = credentialOf(await endorse({ subject: employer.tenant.did, validUntil }));
    expect((await receive(brief)).status).toBe(201);
    expect(JSON.stringify(await issued())).toContain("EndorsementCredential");
    passedMilliseconds = 7_200_000;
    expect(JSON.stringify(await issued())).not.toContain("EndorsementCredential");
    passedMilliseconds = 0;
  });

  it.each<[string, () => Promise<JsonObject>, string]>([
    ["of somebody else", () => endorsementOf(thief.did), "ENDORSEMENT_MISMATCH"],
    [
      "of somebody else's achievement",
      () => endorsementOf("urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0002"),
      "ENDORSEMENT_MISMATCH",
    ],
    [
      "changed after signing",
      async () => ({ ...(await endorsementOf(employer.tenant.did)), name: "Changed" }),
      "PROOF_VERIFICATION_ERROR",
    ],
    [
      "that expired",
      () => endorsementOf(employer.tenant.did, stranger, { validUntil: "2026-06-02T00:00:00Z" }),
      "EXPIRED",
    ],
    [
      "whose status cannot be had",
      () => endorsementOf(employer.tenant.did, stranger, { credentialStatus: entryAt(1) }),
      "STATUS_RETRIEVAL_ERROR",
    ],
    [
      "that is no endorsement",
      () => endorsementOf(employer.tenant.did, stranger, { type: ["VerifiableCredential"] }),
      "ENDORSEMENT_MISMATCH",
    ],
    [
      "that says more of the issuer than a comment: it would stand in every credential",
      () =>
        endorsementOf(employer.tenant.did, stranger, {
          credentialSubject: {
            id: employer.tenant.did,
            type: ["EndorsementSubject", "Profile"],
            name: "Ministry of Work",
          },
        }),
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "in contexts that no credential of today can carry (VCDM 1.1)",
      async () =>
        endorsementOf(employer.tenant.did, stranger, {
          "@context": [
            "https://www.w3.org/2018/credentials/v1",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
          ],
          issuanceDate: "2026-06-01T00:00:00Z",
          validFrom: undefined as never,
        }),
      "PARSING_ERROR",
    ],
  ])("%s is refused", async (_what, make, code) => {
    expect((await receive(await make())).body.code).toBe(code);
  });

  it("by the issuer itself is refused", async () => {
    const { did } = employer.tenant;
    const own = await employer.ask("POST", "/endorsements", { subject: "urn:x:1" });
    const credential = { ...credentialOf(own) };
    const { proof: _proof, credentialStatus: _status, id: _id, ...rest } = credential;
    const unsigned = {
      ...rest,
      id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8faaaa",
      credentialSubject: { id: did, type: ["EndorsementSubject"] },
    };
    const signed = credentialOf(await issuer.issue(employer.tenant, unsigned as JsonObject));
    expect((await receive(signed)).body.code).toBe("SELF_ENDORSEMENT");
  });

  it("twice, or a sixth time, is refused: every credential carries them all", async () => {
    const answers: unknown[] = [];
    for (let count = 0; count < 6; count++) {
      const endorsement = await endorsementOf(employer.tenant.did);
      const answer = await receive(endorsement);
      answers.push(answer.status);
      if (answer.status === 201) expect((await receive(endorsement)).body.code).toMatch(/ALREADY_EXISTS/);
      else expect(answer.body.code).toBe("CONFLICT");
    }
    expect(answers.filter((status) => status === 201).length).toBeLessThanOrEqual(5);
    expect(answers.at(-1)).toBe(409);
  });
});
