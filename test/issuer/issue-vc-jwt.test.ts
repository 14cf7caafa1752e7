import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { envelopedJwt } from "../../core/credential/jwt/enveloped.ts";
import { jwsPayload, parseCompactJws } from "../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import {
  draftBy,
  type IssuerAnswer,
  type RunningIssuer,
  runIssuer,
  type Tenant,
} from "../support/running-issuer.ts";
import { webOf, world } from "../support/world.ts";

let issuer: RunningIssuer;
let acme: Tenant;
let oneKey: Tenant;
beforeAll(async () => {
  issuer = await runIssuer();
  acme = await issuer.createTenant("acme");
  oneKey = await issuer.createTenant("onekey", "key");
});
afterAll(() => issuer.stop());

const issue = (tenant: Tenant, credential: JsonObject, options: JsonObject, headers = {}) =>
  issuer.issue(tenant, credential, { options, headers });
const jwtIn = ({ body }: IssuerAnswer) => envelopedJwt(body.verifiableCredential, "credential") ?? "";

/** The verdict, with what the service publishes as the web. */
async function verdictOn(verifiableCredential: unknown, list: string) {
  const { body: didDocument } = await issuer.call("GET", "/issuers/acme/did.json");
  const { text } = await issuer.call("GET", new URL(list).pathname);
  const documents = { "https://issuer.example/issuers/acme/did.json": didDocument, [list]: text };
  const context = world({}, { now: new Date(), fetchDocument: webOf(documents) });
  return verifyCredential(verifiableCredential, { checks: "all" }, context);
}

describe("options.securing vc+jwt (VC-JOSE-COSE 1.0)", () => {
  it("answers an enveloped credential that verifies, is revoked, and is shown again as it was", async () => {
    const draft = draftBy(acme);
    const answer = await issue(acme, draft, { securing: "vc+jwt" });
    expect(answer.status).toBe(201);
    const jws = parseCompactJws(jwtIn(answer), { maxBytes: 100_000 });
    expect(jws.header).toEqual({ alg: "EdDSA", typ: "vc+jwt", cty: "vc", kid: `${acme.did}#key-1-jwk` });
    const { credentialStatus, ...rest } = jwsPayload(jws);
    expect(rest).toEqual(draft);
    const { statusListCredential } = credentialStatus as { statusListCredential: string };
    const verdict = await verdictOn(answer.body.verifiableCredential, statusListCredential);
    expect(verdict.checks.filter(({ problem }) => problem)).toEqual([]);
    const path = `/issuers/acme/credentials/${encodeURIComponent(String(draft.id))}`;
    const shown = await issuer.call("GET", path, { token: acme.apiKey });
    expect(shown.body.verifiableCredential).toEqual(answer.body.verifiableCredential);
    await issuer.setStatus(acme, String(draft.id), "revocation", true);
    expect((await verdictOn(jwtIn(answer), statusListCredential)).verified).toBe(false);
  });

  it("answers the JWT alone to whoever asks for its media type, and to nobody else", async () => {
    const draft = draftBy(acme);
    const once = { "idempotency-key": "alone" };
    const asked = { securing: "vc+jwt" };
    const alone = await issue(acme, draft, asked, { ...once, accept: "application/vc+jwt" });
    expect([alone.status, alone.headers.get("content-type")]).toEqual([201, "application/vc+jwt"]);
    for (const accept of ["*/*", "application/json, application/vc+jwt;q=0.5", "text/html"]) {
      expect(jwtIn(await issue(acme, draft, asked, { ...once, accept }))).toBe(alone.text);
    }
    const proof = await issue(acme, draftBy(acme), {}, { accept: "application/vc+jwt" });
    expect(proof.body.verifiableCredential).toHaveProperty("proof");
  });

  it("answers the same bytes for the same idempotency key, and another form under another key only", async () => {
    const draft = draftBy(acme);
    const once = { "idempotency-key": "once" };
    const first = await issue(acme, draft, { securing: "vc+jwt" }, once);
    expect((await issue(acme, draft, { securing: "vc+jwt" }, once)).text).toBe(first.text);
    const reused = await issue(acme, draft, { securing: "jwt" }, once);
    expect(reused.body.code).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  it("signs for a did:key tenant too, and as Open Badges has it when jwt is asked for", async () => {
    const answer = await issue(oneKey, draftBy(oneKey), { securing: "jwt" });
    expect(answer.status).toBe(201);
    const jws = parseCompactJws(String(answer.body.verifiableCredential), { maxBytes: 100_000 });
    expect(jws.header.typ).toBe("JWT");
    expect(jwsPayload(jws)).toMatchObject({ iss: oneKey.did, vc: {} });
    expect(jwtIn(await issue(oneKey, draftBy(oneKey), { securing: "vc+jwt" }))).not.toBe("");
  });

  it.each<[name: string, change: (draft: JsonObject) => JsonObject, options: JsonObject]>([
    [
      "a credential of VCDM 1.1",
      ({ validFrom, ...draft }) => ({
        ...draft,
        "@context": ["https://www.w3.org/2018/credentials/v1"],
        issuanceDate: validFrom ?? "2026-01-01T00:00:00Z",
      }),
      { securing: "vc+jwt" },
    ],
    ["a credential with a proof", (draft) => ({ ...draft, proof: {} }), { securing: "vc+jwt" }],
    ["a proof before it", (draft) => draft, { securing: "jwt", previousProof: "urn:uuid:1" }],
    ["a securing that is not offered", (draft) => draft, { securing: "vc+sd-jwt" }],
  ])("is refused for %s, before anything is recorded", async (_name, change, options) => {
    const list = () => issuer.call("GET", "/issuers/acme/credentials?limit=1", { token: acme.apiKey });
    const before = (await list()).text;
    const answer = await issue(acme, change(draftBy(acme)), options);
    expect([answer.status, answer.body.code]).toEqual([400, "INVALID_REQUEST"]);
    expect((await list()).text).toBe(before);
  });
});
