import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { verdictOnIssued } from "../support/issued-verdict.ts";
import {
  credentialOf,
  draftBy,
  type RunningIssuer,
  runIssuer,
  type Tenant,
} from "../support/running-issuer.ts";
import { person } from "../support/world.ts";

const credentialsIri = "https://www.w3.org/2018/credentials#";
let issuer: RunningIssuer;
let tenant: Tenant;

beforeAll(async () => {
  issuer = await runIssuer();
  tenant = await issuer.createTenant("acme", "key");
});
afterAll(() => issuer.stop());

const verdictOn = (credential: JsonObject) => verdictOnIssued(issuer, credential);

describe("POST /issuers/{slug}/credentials/issue", () => {
  test("signs, adds one revocation entry and verifies", async () => {
    const draft = draftBy(tenant);
    const answer = await issuer.issue(tenant, draft);
    expect(answer.status).toBe(201);
    const { credentialStatus, proof, ...rest } = credentialOf(answer);
    expect(rest).toEqual(draft);
    expect(proof).toHaveLength(1);
    expect(credentialStatus).toMatchObject({ type: "BitstringStatusListEntry", statusPurpose: "revocation" });
    expect(await verdictOn(credentialOf(answer))).toMatchObject({ verified: true });
  });

  test("adds no context, and no id where there is none", async () => {
    const { id: _, ...draft } = draftBy(tenant);
    // A badge must have one.
    const answer = await issuer.issue(tenant, draft, { options: { profileChecks: "none" } });
    expect(answer.status).toBe(201);
    expect(credentialOf(answer)["@context"]).toEqual(draft["@context"]);
    expect(credentialOf(answer)).not.toHaveProperty("id");
    const { items } = (
      await issuer.call("GET", "/issuers/acme/credentials?limit=1", { token: tenant.apiKey })
    ).body as { items: JsonObject[] };
    const name = String(items[0]?.record);
    expect((await issuer.setStatus(tenant, name, "revocation", true)).status).toBe(200);
    expect(await verdictOn(credentialOf(answer))).toMatchObject({ verified: false });
  });

  test("a VC 1.1 gets no status unless it is asked for", async () => {
    const credential = {
      "@context": ["https://www.w3.org/2018/credentials/v1"],
      type: ["VerifiableCredential"],
      issuer: tenant.did,
      issuanceDate: "2026-01-01T00:00:00Z",
      credentialSubject: { id: "did:example:subject" },
    };
    const answer = await issuer.issue(tenant, credential);
    expect(answer.status).toBe(201);
    expect(credentialOf(answer)).not.toHaveProperty("credentialStatus");
  });

  test("a status that came with the credential is left alone", async () => {
    const credentialStatus = {
      id: "urn:example:status",
      type: "BitstringStatusListEntry",
      statusPurpose: "message",
    };
    const answer = await issuer.issue(tenant, draftBy(tenant, { credentialStatus }));
    expect(credentialOf(answer).credentialStatus).toEqual(credentialStatus);
  });

  test("options choose the purposes, and unknown options are ignored", async () => {
    const options = {
      credentialStatus: [
        { type: "BitstringStatusListEntry", statusPurpose: "revocation" },
        { type: "BitstringStatusListEntry", statusPurpose: "suspension" },
      ],
      mandatoryPointers: ["/issuer"],
      // Open Badges 3.0, B.1.2: a badge has one status.
      profileChecks: "none",
    };
    const answer = await issuer.issue(tenant, draftBy(tenant), { options });
    const entries = credentialOf(answer).credentialStatus as JsonObject[];
    expect(entries.map(({ statusPurpose }) => statusPurpose)).toEqual(["revocation", "suspension"]);
    expect(entries[0]?.statusListCredential).not.toBe(entries[1]?.statusListCredential);
  });

  test("a second proof joins the first one", async () => {
    const first = await issuer.issue(tenant, draftBy(tenant));
    const { id: _, ...signed } = credentialOf(first);
    const second = await issuer.issue(tenant, signed, { options: { profileChecks: "none" } });
    expect(second.status).toBe(201);
    expect(credentialOf(second).proof).toHaveLength(2);
  });

  test("a badge that does not conform is refused, and every member and clause is named (Open Badges 3.0)", async () => {
    const draft = draftBy(tenant);
    const { achievement, ...subject } = draft.credentialSubject as JsonObject;
    const { name: _name, ...nameless } = achievement as JsonObject;
    const wrong = {
      ...draft,
      credentialSubject: {
        ...subject,
        achievement: { ...nameless, achievementType: "Internship", tag: "one" },
        result: [{ type: ["Result"], resultDescription: "urn:uuid:nowhere", value: "5" }],
      },
    };
    const answer = await issuer.issue(tenant, wrong);
    expect([answer.status, answer.body.code]).toEqual([400, "MALFORMED_VALUE_ERROR"]);
    const findings = answer.body.findings as JsonObject[];
    expect(findings.map(({ member, clause }) => `${member} ${clause}`)).toEqual([
      "/credentialSubject/achievement/achievementType Open Badges 3.0, B.1.1 Achievement",
      "/credentialSubject/achievement/name Open Badges 3.0, B.1.1 Achievement",
      "/credentialSubject/achievement/tag Open Badges 3.0, B.1.1 Achievement",
      "/credentialSubject/result/0/resultDescription Open Badges 3.0, B.1.16 Result",
    ]);
    expect(String(answer.body.detail)).toMatch(
      /^\/credentialSubject\/achievement\/achievementType .*; and 3 more$/,
    );
    // Nothing was recorded: the same id can still be issued, and on request even as it is.
    expect((await issuer.issue(tenant, wrong, { options: { profileChecks: "none" } })).status).toBe(201);
  });

  test("two statuses are one too many for a badge, and the check sees what the service would add", async () => {
    const credentialStatus = ["revocation", "suspension"].map((statusPurpose) => ({
      type: "BitstringStatusListEntry",
      statusPurpose,
    }));
    const answer = await issuer.issue(tenant, draftBy(tenant), { options: { credentialStatus } });
    expect(answer.body).toMatchObject({ status: 400, findings: [{ member: "/credentialStatus" }] });
  });

  test("what is no badge is held against no profile", async () => {
    const { credentialSchema: _, ...draft } = draftBy(tenant);
    const plain = { ...draft, type: ["VerifiableCredential"], credentialSubject: { id: "did:example:1" } };
    expect((await issuer.issue(tenant, plain)).status).toBe(201);
  });

  test("a credential with a context of its own is signed, where it hides nothing: VCDM 2.0, 6.1", async () => {
    const { credentialSchema: _, ...draft } = draftBy(tenant);
    const own = {
      ...draft,
      "@context": [...(draft["@context"] as string[]), { desk: "https://acme.example/desk" }],
      type: ["VerifiableCredential"],
      credentialSubject: { id: "did:example:1", desk: "by the window" },
    };
    expect((await issuer.issue(tenant, own)).status).toBe(201);
  });

  test.each<[string, (draft: JsonObject) => unknown]>([
    ["no issuer", ({ issuer: _, ...draft }) => draft],
    ["another issuer", (draft) => ({ ...draft, issuer: person("somebody").did })],
    ["another issuer in an object", (draft) => ({ ...draft, issuer: { id: person("somebody").did } })],
    ["an issuer without id", (draft) => ({ ...draft, issuer: { name: "Acme" } })],
    ["an array of issuers", (draft) => ({ ...draft, issuer: [draft.issuer as string] })],
    [
      "a second issuer under a full IRI",
      (draft) => ({ ...draft, [`${credentialsIri}issuer`]: { "@id": person("somebody").did } }),
    ],
    [
      "a second issuer under a term of its own",
      (draft) => ({
        ...draft,
        "@context": [...(draft["@context"] as string[]), { by: `${credentialsIri}issuer` }],
        by: { id: person("somebody").did },
      }),
    ],
    ["an end under a full IRI", (draft) => ({ ...draft, [`${credentialsIri}validUntil`]: "2001-01-01" })],
    ["no context", ({ "@context": _, ...draft }) => draft],
    ["no type", ({ type: _, ...draft }) => draft],
    ["no subject", ({ credentialSubject: _, ...draft }) => draft],
    ["an id that is no URL", (draft) => ({ ...draft, id: "not a url" })],
    ["an id that is a number", (draft) => ({ ...draft, id: 7 })],
    ["a date without zone", (draft) => ({ ...draft, validFrom: "2026-01-01T00:00:00" })],
    ["an end before the beginning", (draft) => ({ ...draft, validUntil: "2001-01-01T00:00:00Z" })],
    ["a term that no context defines", (draft) => ({ ...draft, salary: "a lot" })],
    ["a string", () => "credential"],
    ["an array", () => []],
    ["null", () => null],
  ])("refuses %s with 400", async (_name, change) => {
    const answer = await issuer.issue(tenant, change(draftBy(tenant)) as JsonObject);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ status: 400, type: expect.any(String), title: expect.any(String) });
  });

  test.each([
    { credentialStatus: { type: "StatusList2021Entry", statusPurpose: "revocation" } },
    { credentialStatus: { type: "BitstringStatusListEntry", statusPurpose: "message" } },
    {
      credentialStatus: [
        { type: "BitstringStatusListEntry", statusPurpose: "revocation" },
        { type: "BitstringStatusListEntry", statusPurpose: "revocation" },
      ],
    },
    { reissue: "yes" },
    { previousProof: 7 },
  ])("refuses options %j with 400", async (options) => {
    expect((await issuer.issue(tenant, draftBy(tenant), { options })).status).toBe(400);
  });

  test("refuses more than 256 KiB before it reads it (security rule 4)", async () => {
    const name = "x".repeat(256 * 1024);
    expect((await issuer.issue(tenant, draftBy(tenant, { name }))).status).toBe(413);
  });

  test("what could not be signed is recorded as voided, and its id is free again", async () => {
    const draft = draftBy(tenant);
    expect((await issuer.issue(tenant, { ...draft, salary: "a lot" })).status).toBe(400);
    const { items } = (
      await issuer.call("GET", "/issuers/acme/credentials?limit=1", { token: tenant.apiKey })
    ).body as { items: JsonObject[] };
    expect(items[0]).toMatchObject({ state: "voided", credentialId: draft.id as string });
    expect((await issuer.issue(tenant, draft)).status).toBe(201);
  });
});

describe("Issuing again under the same id", () => {
  test("is refused unless it is asked for", async () => {
    const draft = draftBy(tenant);
    await issuer.issue(tenant, draft);
    const answer = await issuer.issue(tenant, draft);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: "CONFLICT", detail: expect.stringContaining("reissue") },
    });
  });

  test("with options.reissue revokes the earlier credential when the new one is signed", async () => {
    const draft = draftBy(tenant);
    const first = await issuer.issue(tenant, draft);
    const failed = await issuer.issue(tenant, { ...draft, salary: "a lot" }, { options: { reissue: true } });
    expect(failed.status).toBe(400);
    expect(await verdictOn(credentialOf(first))).toMatchObject({ verified: true });
    const second = await issuer.issue(tenant, draft, { options: { reissue: true } });
    expect(second.status).toBe(201);
    expect(await verdictOn(credentialOf(second))).toMatchObject({ verified: true });
    expect(await verdictOn(credentialOf(first))).toMatchObject({ verified: false });
    const path = `/issuers/acme/credentials/${encodeURIComponent(String(draft.id))}`;
    const { body } = await issuer.call("GET", path, { token: tenant.apiKey });
    expect(body.verifiableCredential).toEqual(credentialOf(second));
  });
});
