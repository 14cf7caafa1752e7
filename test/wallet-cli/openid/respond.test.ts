import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createDcqlQuery } from "../../../core/openid/dcql-query.ts";
import { verifyPresentation } from "../../../core/verification/verify-presentation.ts";
import { shortDid } from "../../../wallet-cli/views/short-did.ts";
import {
  askingFor,
  encryptionKey,
  type PlayedVerifier,
  playVerifier,
} from "../../support/played-verifier.ts";
import { type Bench, benchWithWallet, issuedTo, type Situation } from "../../support/stint.ts";
import { employer, unsigned, world } from "../../support/world.ts";

let verifier: PlayedVerifier;
let desk: Bench & { did: string };
beforeAll(async () => {
  verifier = await playVerifier();
  desk = await benchWithWallet();
  const jwtSubject = { ...(unsigned().credentialSubject as JsonObject), id: desk.did };
  const jwt = await createCredentialJwt(unsigned({ credentialSubject: jwtSubject }), {
    signer: employer.signer,
  });
  await desk.stint(["add", await desk.file("ldp.json", await issuedTo(desk.did))]);
  await desk.stint(["add", await desk.file("jwt.txt", jwt)]);
});
afterAll(async () => {
  await desk.remove();
  await verifier.stop();
});
beforeEach(() => verifier.reset());

const respond = (args: string[], situation: Situation = {}) =>
  desk.stint(["respond", "--allow-loopback", ...args], { online: true, ...situation });
/** The last question names where it all goes, and that it stays there. */
const question = () =>
  `What is sent cannot be taken back. Send all of this to ${new URL(verifier.url).host}? [y/N] `;
const vpToken = () =>
  JSON.parse(String(verifier.answers()[0]?.get("vp_token"))) as Record<string, (JsonObject | string)[]>;

/** The verdict of a verifier that asked for exactly this. */
async function verdict(presentation: JsonObject | string | undefined, expectedDomain = verifier.clientId) {
  const question = { checks: "all", expectedChallenge: "the-nonce", expectedDomain } as const;
  const { verified, holder } = await verifyPresentation(presentation, question, world());
  return { verified, holder };
}

describe("stint respond", () => {
  test("says who asks and what they would see, and sends nothing when the person says no", async () => {
    const said = await respond([await verifier.signed()], { answers: ["n"] });
    expect(said).toMatchObject({ code: 1, out: "", asked: [question()] });
    const { host } = new URL(verifier.url);
    expect(said.error).toContain(`Asked by ${host} — not proven`);
    expect(said.error).toContain("nobody vouches for whose key it is");
    expect(said.error).toContain(`The answer goes to ${verifier.responseUri}`);
    expect(said.error).toContain("  • An Open Badge (a micro-internship is one)\n");
    expect(said.error).toContain(
      '"Cargo delay dashboard" for Harbour Analytics, with your name, dates, role',
    );
    expect(said.error).toContain("A credential is shown whole");
    expect(verifier.paths()).toEqual(["/request"]);
  });

  test("says once and in plain words what our own verifier asks, with its whole DID once", async () => {
    const query = createDcqlQuery({
      issuers: [employer.did],
      skills: ["data visualisation"],
      format: "either",
    });
    const link = await verifier.signed({ claims: { dcql_query: query } });
    const { error } = await respond([link], { answers: ["1", "n"] });
    const short = shortDid(employer.did);
    expect(error.replace(/\s+/gu, " ")).toContain(
      `A completed micro-internship (Open Badge), issued by "Harbour Analytics" (${short}), with the skill "data`,
    );
    expect(error).toContain('It calls itself "Harbour Analytics"');
    for (const words of [verifier.did, employer.did, "completed micro-internship"]) {
      expect(error.split(words)).toHaveLength(2);
    }
    expect(error).not.toMatch(/credentialSubject|ldp_vc|jwt_vc_json/u);
  });

  test("sends a presentation for this nonce and this whole client_id (B.1.3.2)", async () => {
    verifier.replies["/response"] = { redirect_uri: "https://verifier.example/done#code=1" };
    const said = await respond([await verifier.signed()], { answers: ["y"] });
    expect(said).toMatchObject({ code: 0, out: "" });
    expect(said.error).toContain("https://verifier.example/done#code=1");
    expect(verifier.answers()[0]?.get("state")).toBe("the-state");
    const { work, ...others } = vpToken();
    expect(others).toEqual({});
    expect(work).toHaveLength(1);
    expect(await verdict(work?.[0])).toEqual({ verified: true, holder: desk.did });
  });

  test("sends a VP-JWT for a VC-JWT (B.1.3.1)", async () => {
    const link = await verifier.signed({ claims: { dcql_query: askingFor({ format: "jwt_vc_json" }) } });
    const said = await respond([link, "--yes", "--json"]);
    expect(JSON.parse(said.out)).toMatchObject({
      answered: true,
      verifier: verifier.clientId,
      identityProven: true,
      credentials: [{ number: 2 }],
    });
    const [presentation] = vpToken().work ?? [];
    expect(presentation).toBeTypeOf("string");
    expect(await verdict(presentation)).toEqual({ verified: true, holder: desk.did });
  });

  test("asks which one when several fit", async () => {
    const [work] = askingFor().credentials as JsonObject[];
    const jwt = { ...work, id: "jwt", format: "jwt_vc_json" };
    const query = { credentials: [work, jwt], credential_sets: [{ options: [["work"], ["jwt"]] }] };
    const link = await verifier.signed({ claims: { dcql_query: query as JsonObject } });
    const said = await respond([link], { answers: ["2", "y"] });
    expect(said).toMatchObject({ code: 0, asked: ["Which one, 1 to 2? ", question()] });
    expect(Object.keys(vpToken())).toEqual(["jwt"]);
    verifier.reset();
    await respond([
      await verifier.signed({ claims: { dcql_query: query as JsonObject } }),
      "--yes",
      "--choose",
      "1",
    ]);
    expect(Object.keys(vpToken())).toEqual(["work"]);
    expect((await respond([link, "--yes", "--choose", "3"])).code).toBe(2);
  });

  test("posts to the request URI what it can do, and expects its nonce back (5.10)", async () => {
    expect(
      await respond([await verifier.signed({ link: { request_uri_method: "post" } }), "--yes"]),
    ).toMatchObject({
      code: 0,
    });
    const [{ method = "", text = "" } = {}] = verifier.arrived;
    expect(method).toBe("POST");
    const form = new URLSearchParams(text);
    expect(form.get("wallet_nonce")).toMatch(/^[\w-]{22}$/u);
    expect(JSON.parse(String(form.get("wallet_metadata")))).toMatchObject({
      client_id_prefixes_supported: ["decentralized_identifier", "x509_san_dns"],
    });
    expect(text).not.toContain("did%3A");
  });

  test("encrypts the answer when that is asked for (8.3)", async () => {
    const { jwk, open } = encryptionKey();
    const claims = { response_mode: "direct_post.jwt", client_metadata: { jwks: { keys: [jwk] } } };
    expect(await respond([await verifier.signed({ claims }), "--yes"])).toMatchObject({ code: 0 });
    const [form] = verifier.answers();
    expect([...(form?.keys() ?? [])]).toEqual(["response"]);
    const { header, payload } = await open(String(form?.get("response")));
    expect(header).toMatchObject({ alg: "ECDH-ES", enc: "A128GCM", kid: "key-1" });
    expect(payload.state).toBe("the-state");
    const [presentation] = (payload.vp_token as { work: JsonObject[] }).work;
    expect(await verdict(presentation)).toMatchObject({ verified: true });
  });

  test("answers a request by value, and says that nobody proved who asks", async () => {
    const said = await respond([verifier.unsigned()], { answers: ["y"] });
    expect(said.code).toBe(0);
    expect(said.error).toContain("not proven: it is only where the answer goes");
    expect(await verdict(vpToken().work?.[0], `redirect_uri:${verifier.responseUri}`)).toMatchObject({
      verified: true,
    });
  });

  test("follows an interaction address", async () => {
    verifier.replies["/interactions/1"] = { protocols: { OID4VP: await verifier.signed() } };
    expect(await respond([`${verifier.url}/interactions/1?iuv=1`, "--yes"])).toMatchObject({ code: 0 });
  });

  test("gives the bare credential where nobody has to prove anything (5.3)", async () => {
    const claims = { dcql_query: askingFor({ require_cryptographic_holder_binding: false }) };
    await respond([await verifier.signed({ claims }), "--yes"]);
    expect(vpToken().work?.[0]).toMatchObject({ credentialSubject: { id: desk.did } });
  });

  test("tells them no with access_denied (8.5)", async () => {
    const said = await respond([await verifier.signed(), "--deny", "--json"]);
    expect(said.code).toBe(0);
    expect(JSON.parse(said.out)).toMatchObject({ answered: false });
    expect(Object.fromEntries(verifier.answers()[0] ?? [])).toEqual({
      error: "access_denied",
      error_description: "The holder said no",
      state: "the-state",
    });
  });

  test("says so when nothing in the wallet fits, and tells them nothing", async () => {
    const claims = { dcql_query: askingFor({ claims: [{ path: ["credentialSubject", "wage"] }] }) };
    const said = await respond([await verifier.signed({ claims }), "--yes"]);
    expect(said.code).toBe(1);
    expect(said.error).toContain("Nothing in your wallet fits");
    expect(verifier.answers()).toEqual([]);
  });

  test("says so when the answer is not taken", async () => {
    verifier.replies["/response"] = (_request, response) =>
      void response.writeHead(400).end('{"error":"invalid_request","error_description":"Too late."}');
    const said = await respond([await verifier.signed(), "--yes", "--json"]);
    expect(said).toMatchObject({ code: 1, out: "" });
    expect(JSON.parse(said.error)).toMatchObject({
      code: "PEER_REFUSED",
      detail: "The answer was not taken. They say: Too late.",
    });
  });
});
