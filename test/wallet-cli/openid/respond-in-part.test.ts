import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createDcqlQuery } from "../../../core/openid/dcql-query.ts";
import { verifyPresentation } from "../../../core/verification/verify-presentation.ts";
import { harbourWeb, issuedForDisclosure } from "../../support/harbour.ts";
import { askingFor, type PlayedVerifier, playVerifier } from "../../support/played-verifier.ts";
import { canBeRead, readableLayers } from "../../support/readable-layers.ts";
import { type Bench, benchWithWallet } from "../../support/stint.ts";
import { webOf, world } from "../../support/world.ts";

let verifier: PlayedVerifier;
let desk: Bench & { did: string };
let documents: Record<string, JsonObject>;
beforeAll(async () => {
  verifier = await playVerifier();
  desk = await benchWithWallet();
  documents = await harbourWeb();
  const credential = await issuedForDisclosure({ did: desk.did, suites: ["ecdsa-sd-2023", "bbs-2023"] });
  await desk.stint(["add", await desk.file("c.json", credential)], { fetchDocument: webOf(documents) });
});
afterAll(async () => {
  await desk.remove();
  await verifier.stop();
});
beforeEach(() => verifier.reset());

const respond = (args: string[], answers?: string[]) =>
  desk.stint(["respond", "--allow-loopback", ...args], { online: true, ...(answers && { answers }) });
const ourQuery = createDcqlQuery({ issuers: [], skills: ["data visualisation"], format: "ldp_vc" });
const asking = (dcql_query: JsonObject, metadata?: JsonObject) =>
  verifier.signed({ claims: { dcql_query, ...(metadata && { client_metadata: metadata }) } });

/** The one thing that was sent. */
function sent(): JsonObject {
  const token = JSON.parse(String(verifier.answers()[0]?.get("vp_token"))) as Record<string, JsonObject[]>;
  return Object.values(token)[0]?.[0] as JsonObject;
}
const suitesIn = (credential: JsonObject) =>
  (credential.proof as JsonObject[]).map(({ cryptosuite }) => cryptosuite);
const credentialIn = (presentation: JsonObject) =>
  (presentation.verifiableCredential as JsonObject[])[0] as JsonObject;

describe("stint respond in part", () => {
  test("sends what is revealed and nothing else, after showing it", async () => {
    const said = await respond([await asking(ourQuery), "--reveal", "skills,completion"], ["y"]);
    expect(said.code).toBe(0);
    expect(said.error.indexOf("What they will see")).toBeLessThan(said.error.indexOf("Sent to"));
    const presentation = sent();
    const layers = readableLayers(presentation);
    for (const hidden of [
      "Cargo delay dashboard",
      "Mika Tanaka",
      "Harbour Analytics",
      "Nordfjord",
      "Data intern",
    ]) {
      expect([hidden, canBeRead(layers, hidden)]).toEqual([hidden, false]);
    }
    const expectedDomain = verifier.clientId;
    const question = { checks: "all", expectedChallenge: "the-nonce", expectedDomain } as const;
    const { verified, credentials } = await verifyPresentation(presentation, question, world(documents));
    expect([verified, credentials[0]?.disclosure?.partial]).toEqual([true, true]);
    expect(credentials[0]?.work?.skills).toMatchObject([{ name: "data visualisation" }]);
  });

  test("says which words would do, and shows the whole without the base proof when none is given", async () => {
    const said = await respond([await asking(ourQuery), "--yes"]);
    expect(said.error).toContain("They ask for: skills, completion.");
    expect(said.error).toContain("stint respond LINK --reveal skills,completion");
    expect(suitesIn(credentialIn(sent()))).toEqual(["eddsa-rdfc-2022"]);
  });

  test.each([
    ["--hide", "skills", "skills"],
    ["--hide", "results", "completion"],
    ["--reveal", "role", "skills, completion"],
  ])("%s %s is refused, and what is asked for named: %s", async (option, words, named) => {
    const said = await respond([await asking(ourQuery), option, words, "--yes"]);
    expect(said).toMatchObject({ code: 2, out: "" });
    expect(said.error).toContain(`They ask for what you leave out: ${named}. Nothing was sent.`);
    expect(verifier.paths()).toEqual(["/request"]);
  });

  test("refuses what is asked for by its place in a list, which is another one in a part", async () => {
    const query = askingFor({ claims: [{ path: ["credentialSubject", "result", 1, "value"] }] });
    const said = await respond([await asking(query), "--reveal", "hours", "--yes"]);
    expect(said.code).toBe(2);
    expect(said.error).toContain("it is no longer what they ask for. Nothing was sent.");
  });

  test("takes one of several ways to answer for enough (6.4.1)", async () => {
    const query = askingFor({
      claims: [
        { id: "role", path: ["credentialSubject", "role"] },
        { id: "title", path: ["credentialSubject", "achievement", "name"] },
      ],
      claim_sets: [["role"], ["title"]],
    });
    expect((await respond([await asking(query), "--reveal", "title", "--yes"])).code).toBe(0);
    expect((await respond([await asking(query), "--reveal", "skills", "--yes"])).code).toBe(2);
  });

  test("is made with a suite that they can read, or refused (B.1.3)", async () => {
    const reading = (...suites: string[]) => ({
      vp_formats_supported: { ldp_vc: { cryptosuite_values: ["eddsa-rdfc-2022", ...suites] } },
    });
    expect(
      (await respond([await asking(ourQuery, reading("ecdsa-sd-2023")), "--hide", "name", "--yes"])).code,
    ).toBe(0);
    expect(suitesIn(credentialIn(sent()))).toEqual(["ecdsa-sd-2023"]);
    verifier.reset();
    const said = await respond([await asking(ourQuery, reading()), "--hide", "name", "--yes"]);
    expect(said.code).toBe(1);
    expect(said.error).toContain("they cannot read such proofs (bbs-2023, ecdsa-sd-2023)");
    expect((await respond([await asking(ourQuery, reading()), "--yes"])).code).toBe(0);
    expect(suitesIn(credentialIn(sent()))).toEqual(["eddsa-rdfc-2022"]);
  });

  test("gives a part also where nobody has to prove anything, and never the base proof (5.3)", async () => {
    const query = askingFor({ require_cryptographic_holder_binding: false });
    await respond([await asking(query), "--hide", "name", "--yes"]);
    expect(suitesIn(sent())).toEqual(["bbs-2023"]);
    expect(canBeRead(readableLayers(sent()), "Mika Tanaka")).toBe(false);
    verifier.reset();
    await respond([await asking(query), "--yes"]);
    expect(suitesIn(sent())).toEqual(["eddsa-rdfc-2022"]);
  });

  test("says with --json what was left out", async () => {
    const said = await respond([await asking(ourQuery), "--hide", "name,dates", "--yes", "--json"]);
    expect(JSON.parse(said.out)).toMatchObject({ credentials: [{ number: 1, withheld: ["dates", "name"] }] });
  });
});
