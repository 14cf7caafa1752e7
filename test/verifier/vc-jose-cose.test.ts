import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { envelop } from "../../core/credential/jwt/enveloped.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentation } from "../../core/presentation/create-presentation.ts";
import { secureWithJose } from "../../core/presentation/presentation-jwt.ts";
import { openBrowserless } from "../support/browserless.ts";
import { places, publishedJwk, signingAs, university, webWith } from "../support/https-issuer.ts";
import { codeOf, outcomeOf, type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { challenge, domain, employer, now, student, unsigned } from "../support/world.ts";

const kid = `${university}#key-1`;
const ofUniversity = unsigned({ issuer: { ...(unsigned().issuer as JsonObject), id: university } });
const web: Record<string, unknown> = { [places.host]: { keys: [publishedJwk({ kid })] } };

let verifier: RunningVerifier;
let jwt: string;
beforeAll(async () => {
  verifier = await runVerifier({
    issuers: [{ did: university, name: "Example University", reason: "Asked the registrar" }],
    now: () => now,
    fetchDocument: (url, options) => webWith(web).fetchDocument(url, options),
  });
  jwt = await createCredentialJwt(ofUniversity, { signer: signingAs(university, kid).signer, typ: "vc+jwt" });
});
afterAll(() => verifier.stop());

const post = async (path: string, body: string, type: string) => {
  const headers = { "content-type": type };
  const response = await fetch(verifier.url + path, { method: "POST", headers, body });
  return { status: response.status, headers: response.headers, body: (await response.json()) as JsonObject };
};

const created = new Date(now.getTime() - 60_000);
const presented = async (changes: object = {}) => {
  const credential = await createCredentialJwt(unsigned(), { signer: employer.signer, typ: "vc+jwt" });
  const presentation = createPresentation({ credentials: [credential], holder: student.did });
  return secureWithJose(presentation, { signer: student.signer, challenge, domain, created, ...changes });
};

describe("the verifier's API (VC-JOSE-COSE 1.0)", () => {
  it("fetches the keys of an https issuer, and trusts it by its whole URL", async () => {
    const answer = await verifier.post("/credentials/verify", { verifiableCredential: jwt });
    expect(answer.status).toBe(200);
    expect(answer.body.validation).toMatchObject({
      issuer: { outcome: "trusted", name: "Example University" },
    });
  });

  it("takes a vc+jwt alone under its media type, as it takes an envelope", async () => {
    expect((await post("/credentials/verify", `${jwt}\n`, "application/vc+jwt")).status).toBe(200);
    const enveloped = { verifiableCredential: envelop(jwt, "credential") };
    expect((await verifier.post("/credentials/verify", enveloped)).status).toBe(200);
  });

  it.each<[name: string, path: string, body: () => string, type: string, status: number, code: string]>([
    ["JSON", "/credentials/verify", () => JSON.stringify(jwt), "application/vc+jwt", 400, "INVALID_REQUEST"],
    ["other bytes", "/credentials/verify", () => "é.é.é", "application/vc+jwt", 400, "INVALID_REQUEST"],
    ["nothing", "/credentials/verify", () => "", "application/vc+jwt", 400, "INVALID_REQUEST"],
    [
      "too much",
      "/credentials/verify",
      () => "a".repeat(256 * 1024 + 1),
      "application/vc+jwt",
      413,
      "CONTENT_TOO_LARGE",
    ],
    [
      "the type of presentations",
      "/credentials/verify",
      () => jwt,
      "application/vp+jwt",
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "a presentation without what to compare with",
      "/presentations/verify",
      () => jwt,
      "application/vp+jwt",
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
  ])("refuses %s", async (_name, path, body, type, status, code) => {
    const answer = await post(path, body(), type);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it("says of an SD-JWT that it does not read one", async () => {
    const answer = await verifier.post("/credentials/verify", { verifiableCredential: `${jwt}~WyJhIl0~` });
    expect([answer.status, outcomeOf(answer, "format"), codeOf(answer, "format")]).toEqual([
      422,
      "unknown",
      "UNSUPPORTED",
    ]);
  });

  it("verifies a vp+jwt, alone and in its envelope, for its challenge and domain", async () => {
    const vp = await presented();
    for (const verifiablePresentation of [vp, envelop(vp, "presentation")]) {
      const options = { challenge, domain };
      const body = { verifiablePresentation, options };
      expect((await verifier.post("/presentations/verify", body)).status).toBe(200);
      const elsewhere = { verifiablePresentation, options: { ...options, domain: "bank.example" } };
      expect((await verifier.post("/presentations/verify", elsewhere)).status).toBe(422);
    }
  });

  it("publishes a vp+jwt that is a share, sent alone or in an envelope", async () => {
    const expires = new Date(now.getTime() + 86_400_000);
    const share = await presented({ domain: "verifier.example", challenge: undefined, expires });
    const alone = await post("/shares", share, "application/vp+jwt");
    const enveloped = await verifier.post("/shares", {
      verifiablePresentation: envelop(share, "presentation"),
    });
    for (const { status, body } of [alone, enveloped]) {
      expect([status, body.expires]).toEqual([201, expires.toISOString()]);
      const { pathname } = new URL(String(body.link));
      const seen = await (await fetch(verifier.url + pathname)).json();
      expect(seen).toMatchObject({ verification: { verified: true } });
    }
  });
});

it("the front page takes an enveloped presentation for one, and says what an SD-JWT is", async () => {
  const browser = openBrowserless(verifier.url);
  const give = (document: string) => browser.upload("/verify", { document, challenge, domain });
  const { html } = await give(JSON.stringify(envelop(await presented(), "presentation")));
  expect(html).toMatch(/data-check="challenge" data-outcome="passed"/);
  expect((await give(`${jwt}~`)).html).toContain("This is an SD-JWT");
});
