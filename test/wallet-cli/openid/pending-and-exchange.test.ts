import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { verifyKeyProofPresentation } from "../../../core/openid/key-proof-presentation.ts";
import { type PlayedIssuer, playIssuer, provenDid, respondJson } from "../../support/played-issuer.ts";
import { type Bench, benchWithWallet, issuedTo, type Situation } from "../../support/stint.ts";
import { now } from "../../support/world.ts";

let issuer: PlayedIssuer;
let desk: Bench & { did: string };
beforeAll(async () => {
  issuer = await playIssuer();
});
afterAll(() => issuer.stop());
beforeEach(async () => {
  issuer.reset();
  desk = await benchWithWallet();
});
afterEach(() => desk.remove());

const reply = (path: string) => `/issuers/acme/${path}`;
const stint = (args: string[], situation: Situation = {}) =>
  desk.stint(["--allow-loopback", ...args], { online: true, ...situation });
const json = async (args: string[]) => JSON.parse((await desk.stint([...args, "--json"])).out);

/** Makes the issuer promise the credential and hand it out at the given try. */
function promise(intervalSeconds: number, atTry: number): void {
  let did = "";
  let tries = 0;
  issuer.replies[reply("credential")] = (request, response) => {
    did = provenDid(request);
    return respondJson(response, 202, { transaction_id: "tx", interval: intervalSeconds });
  };
  issuer.replies[reply("deferred")] = async ({ text, authorization }, response) => {
    tries += 1;
    const isMine = JSON.parse(text).transaction_id === "tx" && authorization === "Bearer the-token";
    if (!isMine) return respondJson(response, 400, { error: "invalid_transaction_id" });
    if (tries < atTry) return respondJson(response, 202, { transaction_id: "tx", interval: intervalSeconds });
    return { credentials: [{ credential: await issuedTo(did) }], notification_id: "later" };
  };
}

describe("a credential that is promised for later (OpenID4VCI 1.0, 9)", () => {
  test("is waited for when the issuer is nearly done", async () => {
    promise(1, 2);
    expect(await stint(["accept", "--yes", issuer.offer()])).toMatchObject({ code: 0 });
    expect(await json(["list"])).toHaveLength(1);
    expect(await json(["pending"])).toEqual([]);
    expect(issuer.paths()).toContain(reply("notification"));
  });

  test("is noted, listed, and had later", async () => {
    promise(3600, 1);
    const said = await stint(["accept", "--yes", issuer.offer()]);
    expect(said.code).toBe(0);
    expect(said.error).toContain("stint accept --resume");
    expect(issuer.paths()).not.toContain(reply("deferred"));
    expect(await json(["pending"])).toMatchObject([
      { title: "Micro-internship", credentialIssuer: issuer.id },
    ]);
    expect((await stint(["accept", "--resume"])).error).toContain("Not ready yet");
    const later = new Date(now.getTime() + 3_600_000);
    expect(await stint(["accept", "--resume"], { now: later })).toMatchObject({ code: 0 });
    expect(await json(["pending"])).toEqual([]);
    expect(await json(["list"])).toMatchObject([{ ownership: "mine" }]);
  });

  test("is not waited for when it will not be issued any more, and still is when the issuer is in trouble", async () => {
    promise(3600, 1);
    await stint(["accept", "--yes", issuer.offer()]);
    const later = { now: new Date(now.getTime() + 3_600_000) };
    issuer.replies[reply("deferred")] = (_request, response) => void response.writeHead(503).end();
    expect(await stint(["accept", "--resume"], later)).toMatchObject({ code: 3 });
    expect(await json(["pending"])).toHaveLength(1);
    issuer.replies[reply("deferred")] = (_request, response) =>
      respondJson(response, 400, { error: "credential_request_denied" });
    expect(await stint(["accept", "--resume"], later)).toMatchObject({ code: 1 });
    expect(await json(["pending"])).toEqual([]);
  });

  test("is in the backup", async () => {
    promise(3600, 1);
    await stint(["accept", "--yes", issuer.offer()]);
    await desk.stint(["backup", `${desk.folder}/b`]);
    const restored = ["--wallet", `${desk.folder}/other`];
    await desk.stint([...restored, "restore", `${desk.folder}/b`]);
    expect(await json([...restored, "pending"])).toHaveLength(1);
  });
});

describe("a VC-API exchange behind an interaction address", () => {
  const question = (domain: string, query: JsonObject[] = [{ type: "DIDAuthentication" }]) => ({
    verifiablePresentationRequest: { query, challenge: "the-challenge", domain },
  });

  function exchange(first: JsonObject): string {
    issuer.replies["/interactions/1"] = { protocols: { vcapi: `${issuer.url}/exchanges/1` } };
    issuer.replies["/exchanges/1"] = async ({ text }) => {
      const { verifiablePresentation: presentation } = JSON.parse(text);
      if (presentation === undefined) return first;
      const verifiableCredential = [await issuedTo(presentation.holder)];
      return { verifiablePresentation: { type: ["VerifiablePresentation"], verifiableCredential } };
    };
    return `${issuer.url}/interactions/1?iuv=1`;
  }

  test("gives the credential to whoever proves the key", async () => {
    const link = exchange(question(issuer.id));
    expect(await stint(["accept", "--yes", link])).toMatchObject({ code: 0 });
    expect(await json(["list"])).toMatchObject([{ ownership: "mine" }]);
    const { verifiablePresentation } = JSON.parse(issuer.arrived.at(-1)?.text ?? "");
    await expect(
      verifyKeyProofPresentation(verifiablePresentation, { expectedIssuer: issuer.id, now }),
    ).resolves.toEqual({ did: desk.did, nonce: "the-challenge" });
  });

  test("is asked for only after the person said yes", async () => {
    const link = exchange(question(issuer.id));
    expect(await stint(["accept", link], { answers: ["n"] })).toMatchObject({ code: 1 });
    expect(issuer.paths()).toEqual(["/interactions/1"]);
  });

  test.each<[string, () => JsonObject]>([
    ["a signature that is good for another host", () => question("https://bank.example/login")],
    ["a signature that is good for another port", () => question("http://127.0.0.1:1/issuers/acme")],
    ["credentials first", () => question(issuer.id, [{ type: "QueryByExample" }])],
    ["nothing", () => ({})],
  ])("is left when it asks for %s", async (_, first) => {
    expect(await stint(["accept", "--yes", exchange(first())])).toMatchObject({ code: 1 });
    expect(issuer.arrived).toHaveLength(2);
    expect(await json(["list"])).toEqual([]);
  });
});
