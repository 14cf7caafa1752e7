import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jwsPayload, parseCompactJws } from "../../core/jose/compact-jws.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { listApiKeys } from "../../issuer/use-cases/api-keys.ts";
import { createIdempotency } from "../../issuer/use-cases/idempotency.ts";
import { issueCredential } from "../../issuer/use-cases/issue-credential.ts";
import { draftBy, type RunningIssuer, runIssuer, type Tenant } from "../support/running-issuer.ts";
import { world } from "../support/world.ts";

let issuer: RunningIssuer;
let acme: Tenant;
let apiKeyId: string;

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await issuer.createTenant("acme");
  const [key] = await listApiKeys(issuer.context, "acme");
  apiKeyId = key?.id ?? "";
});
afterAll(() => issuer.stop());

describe("a credential issued as a VC-JWT", () => {
  const draft = () => draftBy(acme);
  const issue = (credential = draft(), once = "once") =>
    issueCredential(issuer.context, {
      slug: "acme",
      apiKeyId,
      credential,
      securing: "jwt",
      idempotency: createIdempotency({
        apiKeyId,
        idempotencyKey: once,
        operation: "issue",
        body: credential,
      }),
    });

  it("is the recorded credential with its status, signed by a key that is published as a JsonWebKey", async () => {
    const credential = draft();
    const jwt = String(await issue(credential, "published"));
    const jws = parseCompactJws(jwt, { maxBytes: 100_000 });
    expect(jws.header.kid).toBe(`${acme.did}#key-1-jwk`);
    expect(jwsPayload(jws)).toMatchObject({ iss: acme.did, jti: credential.id, id: credential.id });
    const { body: didDocument } = await issuer.call("GET", "/issuers/acme/did.json");
    const { statusListCredential } = jwsPayload(jws).credentialStatus as { statusListCredential: string };
    const list = await issuer.call("GET", new URL(statusListCredential).pathname);
    const verdict = await verifyCredential(
      jwt,
      { checks: "all" },
      world(
        {
          "https://issuer.example/issuers/acme/did.json": didDocument,
          [statusListCredential]: list.text,
        },
        { now: new Date() },
      ),
    );
    expect(verdict.checks.filter(({ problem }) => problem)).toEqual([]);
    expect(verdict.verified).toBe(true);
  });

  it("is the same again for the same idempotency key, and shown to its tenant", async () => {
    const credential = draft();
    const jwt = await issue(credential, "again");
    expect(await issue(credential, "again")).toBe(jwt);
    const path = `/issuers/acme/credentials/${encodeURIComponent(String(credential.id))}`;
    const shown = await issuer.call("GET", path, { token: acme.apiKey });
    expect(shown.body).toMatchObject({ state: "issued", verifiableCredential: jwt });
  });

  it("is refused and recorded as voided when it cannot be a credential", async () => {
    const credential = draftBy(acme, { undefinedTerm: "x" });
    await expect(issue(credential, "voided")).rejects.toMatchObject({
      code: expect.stringMatching(/ERROR$/),
    });
    const path = `/issuers/acme/credentials?limit=1`;
    const { body } = await issuer.call("GET", path, { token: acme.apiKey });
    expect(body.items).toMatchObject([{ state: "voided" }]);
  });
});
