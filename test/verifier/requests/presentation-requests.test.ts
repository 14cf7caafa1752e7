import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createPresentationJwt } from "../../../core/presentation/presentation-jwt.ts";
import {
  ask,
  partOf,
  presentTo,
  publicUrl,
  readLink,
  respond,
  resultOf,
  vpFields,
} from "../../support/asking-verifier.ts";
import { type RunningVerifier, runVerifier } from "../../support/running-verifier.ts";
import {
  employer,
  entryAt,
  issued,
  listUrl,
  now,
  statusList,
  student,
  unsigned,
  webOf,
} from "../../support/world.ts";

let verifier: RunningVerifier;
let time = now;
const documents: Record<string, JsonObject> = {};

beforeAll(async () => {
  documents[listUrl] = await statusList([]);
  verifier = await runVerifier({
    issuers: [{ did: employer.did, name: "Harbour Analytics", reason: "Partner since 2024" }],
    now: () => time,
    fetchDocument: (url, options) => webOf(documents)(url, options),
  });
});
afterAll(() => verifier.stop());

const requestOf = (result: JsonObject) =>
  ((result.verification as JsonObject).validation as JsonObject).request as JsonObject;

describe("a request for a presentation (OpenID4VP 1.0, 5)", () => {
  it("is signed by the verifier's did:web when nothing else is said, and its key is published", async () => {
    const asked = await ask(verifier);
    const parameters = new URL(asked.link).searchParams;
    expect(parameters.get("client_id")).toBe("decentralized_identifier:did:web:verifier.example");
    expect(parameters.get("request_uri_method")).toBe("post");
    const response = await fetch(`${verifier.url}/presentation-requests/${asked.id}/request`);
    expect(response.headers.get("content-type")).toContain("application/oauth-authz-req+jwt");
    const jwt = await response.text();
    const header = partOf(jwt, 0);
    expect(header).toEqual({
      alg: "ES256",
      typ: "oauth-authz-req+jwt",
      kid: "did:web:verifier.example#request-key-jwk",
    });
    const document = (await (await fetch(`${verifier.url}/.well-known/did.json`)).json()) as {
      id: string;
      verificationMethod: JsonObject[];
      authentication: string[];
      assertionMethod: string[];
    };
    expect(document.id).toBe("did:web:verifier.example");
    const method = document.verificationMethod.find(({ id }) => id === header.kid);
    expect(method).toMatchObject({ type: "JsonWebKey", publicKeyJwk: { kty: "EC", crv: "P-256" } });
    expect(document.authentication).toContain(header.kid);
    expect(document.assertionMethod).toContain(header.kid);
    expect(document.verificationMethod.map(({ type }) => type)).toContain("Multikey");
  });

  it("says everything that a wallet needs, for any wallet and for ten minutes", async () => {
    const asked = await ask(verifier, { format: "ldp_vc" });
    const request = await readLink(verifier, asked.link);
    expect(request).toMatchObject({
      client_id: "decentralized_identifier:did:web:verifier.example",
      response_type: "vp_token",
      response_mode: "direct_post",
      response_uri: `${publicUrl}/presentation-requests/${asked.id}/response`,
      aud: "https://self-issued.me/v2",
      iat: now.getTime() / 1000,
      exp: now.getTime() / 1000 + 600,
      client_metadata: {
        vp_formats_supported: {
          ldp_vc: {
            proof_type_values: ["DataIntegrityProof", "Ed25519Signature2020"],
            cryptosuite_values: expect.arrayContaining(["eddsa-rdfc-2022", "ecdsa-sd-2023", "bbs-2023"]),
          },
        },
      },
    });
    expect(request.nonce).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(request.dcql_query).toEqual(asked.dcqlQuery);
    expect(request).not.toHaveProperty("redirect_uri");
  });

  it("stands in the link, unsigned, when the verifier is only where the answer goes (redirect_uri:)", async () => {
    const asked = await ask(verifier, { identity: "redirect_uri" });
    const request = await readLink(verifier, asked.link);
    expect(request.client_id).toBe(`redirect_uri:${request.response_uri}`);
    expect(new URL(asked.link).searchParams.has("request_uri")).toBe(false);
    const object = await fetch(`${verifier.url}/presentation-requests/${asked.id}/request`);
    expect(object.status).toBe(400);
  });

  it("has a nonce, a state, an id and secrets of its own each time", async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => ask(verifier, { identity: "redirect_uri" })),
    );
    const requests = await Promise.all(all.map(({ link }) => readLink(verifier, link)));
    const secrets = all.flatMap(({ id, resultToken }, i) => [
      id,
      resultToken,
      requests[i]?.nonce,
      requests[i]?.state,
    ]);
    expect(new Set(secrets).size).toBe(80);
  });

  it("echoes the wallet's nonce when it is fetched by POST (5.10)", async () => {
    const asked = await ask(verifier);
    const response = await fetch(`${verifier.url}/presentation-requests/${asked.id}/request`, {
      method: "POST",
      body: new URLSearchParams({ wallet_nonce: "qPmxiNFCR3QTm19POc8u", wallet_metadata: "{}" }),
    });
    expect(partOf(await response.text(), 1).wallet_nonce).toBe("qPmxiNFCR3QTm19POc8u");
  });

  it.each([
    [{ issuers: ["harbour"] }],
    [{ skills: [""] }],
    [{ maximumAgeMonths: 0 }],
    [{ format: "mso_mdoc" }],
    [{ identity: "x509_san_dns" }],
    [{ purpose: "free text" }],
  ])("is refused for %j", async (body) => {
    const answer = await verifier.post("/presentation-requests", body);
    expect([answer.status, answer.body.code]).toEqual([400, "INVALID_REQUEST"]);
  });
});

describe("an honest answer", () => {
  it("is verified for the nonce and the whole client_id, settles the request, and is seen with the token", async () => {
    const asked = await ask(verifier, { issuers: [employer.did], format: "ldp_vc", maximumAgeMonths: 2 });
    expect(await resultOf(verifier, asked)).toMatchObject({ state: "waiting" });
    const request = await readLink(verifier, asked.link);
    expect(await respond(verifier, request, vpFields(request, await presentTo(request)))).toEqual({
      status: 200,
      body: {},
    });
    const result = await resultOf(verifier, asked);
    expect(result).toMatchObject({
      state: "answered",
      verification: { verified: true, holder: student.did, validation: { issuer: { outcome: "trusted" } } },
    });
    expect(requestOf(result)).toEqual({ outcome: "met", reasons: [] });
  });

  it("may be a VP-JWT with a VC-JWT (jwt_vc_json)", async () => {
    const asked = await ask(verifier, { format: "jwt_vc_json" });
    const request = await readLink(verifier, asked.link);
    const credential = await createCredentialJwt(unsigned(), { signer: employer.signer });
    const presentation = await createPresentationJwt({
      credentials: [credential],
      holder: student.did,
      challenge: request.nonce,
      domain: request.client_id,
      signer: student.signer,
      created: now,
    });
    const vp_token = JSON.stringify({ micro_internship_jwt: [presentation] });
    expect((await respond(verifier, request, { vp_token, state: request.state })).status).toBe(200);
    const result = await resultOf(verifier, asked);
    expect([(result.verification as JsonObject).verified, requestOf(result).outcome]).toEqual([true, "met"]);
  });

  it.each<[string, JsonObject, string]>([
    [
      "another issuer",
      { issuers: ["did:web:other.example"] },
      "It is by another issuer than those asked for",
    ],
    ["a skill it does not have", { skills: ["Juggling"] }, "It names none of the skills asked for"],
    ["more recent work", { maximumAgeMonths: 1 }, "The work ended longer ago than asked for"],
  ])(
    "that is not what was asked for (%s) is authentic, and said not to meet the request",
    async (_what, body, reason) => {
      const asked = await ask(verifier, { format: "ldp_vc", ...body });
      const request = await readLink(verifier, asked.link);
      await respond(verifier, request, vpFields(request, await presentTo(request)));
      const result = await resultOf(verifier, asked);
      expect((result.verification as JsonObject).verified).toBe(true);
      expect(requestOf(result)).toEqual({ outcome: "not-met", reasons: [reason] });
    },
  );

  it("is judged anew each time it is looked at: revoked meanwhile is revoked, the presentation stays as judged", async () => {
    const asked = await ask(verifier, { format: "ldp_vc" });
    const request = await readLink(verifier, asked.link);
    const credentials = [await issued({ credentialStatus: entryAt(7) })];
    await respond(verifier, request, vpFields(request, await presentTo({ ...request, credentials })));
    expect(await resultOf(verifier, asked)).toMatchObject({ verification: { verified: true } });
    documents[listUrl] = await statusList([7], { validFrom: new Date("2026-11-22T12:00:30Z") });
    time = new Date(now.getTime() + 60_000);
    const later = (await resultOf(verifier, asked)).verification as JsonObject;
    time = now;
    expect([later.verified, later.asOf]).toEqual([false, "2026-11-22T12:01:00Z"]);
    expect(JSON.stringify(later.credentials)).toContain("REVOKED");
    expect(later.checks).toContainEqual({ name: "challenge", outcome: "passed" });
    expect((later.validation as JsonObject).request).toMatchObject({ outcome: "not-met" });
  });
});

describe("the ways in beside OpenID4VP", () => {
  it("an interaction URL names the exchange and the link (VCALM)", async () => {
    const asked = await ask(verifier);
    const url = asked.interactionUrl.replace(publicUrl, verifier.url);
    const response = await fetch(url, { headers: { accept: "application/json" } });
    expect(await response.json()).toEqual({
      protocols: { "oid4vp-1.0": asked.link, OID4VP: asked.link, vcapi: asked.exchangeUrl },
    });
    expect(asked.interactionUrl.length).toBeLessThanOrEqual(400);
    const page = await (await fetch(url, { headers: { accept: "text/html" } })).text();
    expect(page).toContain("verifier.example asks you for a credential");
  });

  it("the exchange says what is wanted, and takes the presentation once", async () => {
    const asked = await ask(verifier, { issuers: [employer.did] });
    const path = asked.exchangeUrl.replace(publicUrl, "");
    const { body } = await verifier.post(path, {});
    const { challenge, domain, query } = body.verifiablePresentationRequest as {
      challenge: string;
      domain: string;
      query: JsonObject[];
    };
    expect([query[0]?.type, domain]).toEqual(["QueryByExample", "verifier.example"]);
    const verifiablePresentation = await presentTo({ nonce: challenge, client_id: domain });
    expect(await verifier.post(path, { verifiablePresentation })).toMatchObject({ status: 200, body: {} });
    expect(requestOf(await resultOf(verifier, asked)).outcome).toBe("met");
    const again = await verifier.post(path, { verifiablePresentation });
    expect([again.status, again.body.code]).toEqual([400, "INVALID_REQUEST"]);
  });
});
