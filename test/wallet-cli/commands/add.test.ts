import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type Bench, benchWithWallet, issuedTo } from "../../support/stint.ts";
import { employer, entryAt, person, thief, webOf } from "../../support/world.ts";

let desk: Bench;
let did: string;
beforeEach(async () => {
  const made = await benchWithWallet();
  desk = made;
  did = made.did;
});
afterEach(() => desk.remove());

async function add(credential: unknown, ...options: string[]) {
  return desk.stint(["add", await desk.file("credential.json", credential), ...options]);
}

describe("stint add", () => {
  test("verifies, keeps, and says what it does not vouch for", async () => {
    const said = await add(await issuedTo(did));
    expect(said).toMatchObject({ code: 0, out: "" });
    expect(said.error).toContain('added as number 1: "Cargo delay dashboard" for Harbour Analytics');
    expect(said.error).toContain("Who the issuer is");
    expect(said.error).toContain("publishes no status");
  });

  test("takes the answer of an issuing service, from standard input, too", async () => {
    const input = JSON.stringify({ verifiableCredential: await issuedTo(did) });
    expect((await desk.stint(["add", "-"], { input })).code).toBe(0);
    expect((await desk.stint(["list"])).out).toContain("Cargo delay dashboard");
  });

  test("takes a credential from an address", async () => {
    const url = "https://employer.example/credentials/1";
    const fetchDocument = webOf({ [url]: await issuedTo(did) });
    expect((await desk.stint(["add", url], { fetchDocument })).code).toBe(0);
    expect((await desk.stint(["add", `${url}1`], { fetchDocument })).code).toBe(3);
  });

  test("says when the credential is there already", async () => {
    const credential = await issuedTo(did);
    await add(credential);
    const said = await add(credential, "--json");
    expect(said.code).toBe(0);
    expect(JSON.parse(said.out)).toMatchObject({ outcome: "already-held", number: 1 });
    expect(JSON.parse((await desk.stint(["list", "--json"])).out)).toHaveLength(1);
  });

  test("replaces by the same credential with a newer validFrom only (Open Badges 3.0, same issuer and id)", async () => {
    const old = await issuedTo(did);
    const fresh = await issuedTo(did, { validFrom: "2026-11-01T00:00:00Z" });
    await add(old);
    expect((await add(fresh)).error).toContain("replaces the older version, number 1");
    const said = await add(old, "--json");
    expect(said.code).toBe(1);
    expect(JSON.parse(said.out)).toMatchObject({ outcome: "kept-newer", number: 1 });
    expect(JSON.parse((await desk.stint(["show", "1", "--json"])).out)).toEqual(fresh);
  });

  test("keeps credentials of different issuers apart, even with the same id", async () => {
    await add(await issuedTo(did));
    await add(await issuedTo(did, {}, thief));
    expect(JSON.parse((await desk.stint(["list", "--json"])).out)).toHaveLength(2);
  });

  test.each<[string, (credential: JsonObject) => unknown]>([
    [
      "with a changed character",
      (credential) => JSON.stringify(credential).replace("dashboard", "dashboarb"),
    ],
    ["without a proof", ({ proof: _, ...credential }) => credential],
    ["with another issuer", (credential) => ({ ...credential, issuer: person("else").did })],
    [
      "with a hidden term",
      (credential) => ({ ...credential, "@nest": { validUntil: "2030-01-01T00:00:00Z" } }),
    ],
    ["that is an array", (credential) => [credential]],
    ["that is no JSON", () => "{"],
    ["with a member twice", (credential) => JSON.stringify(credential).replace("{", '{"id":"urn:uuid:0",')],
  ])("refuses a credential %s, also with --anyway", async (_, change) => {
    const said = await add(change(await issuedTo(did)), "--anyway");
    expect(said).toMatchObject({ code: 1, out: "" });
    expect((await desk.stint(["list", "--json"])).out).toBe("[]\n");
  });

  test("refuses a credential about another DID; with --anyway it is kept and marked", async () => {
    const credential = await issuedTo(thief.did);
    const refused = await add(credential);
    expect(refused.code).toBe(1);
    expect(refused.error).toContain("somebody else's DID");
    const kept = await add(credential, "--anyway");
    expect(kept.code).toBe(0);
    expect(kept.error).toContain("you cannot present it");
    expect((await desk.stint(["list"])).out).toContain("not yours");
    expect((await desk.stint(["show", "1"])).out).toContain("Not yours");
  });

  test.each<[string, JsonObject]>([
    ["expired", { validUntil: "2026-10-31T00:00:00Z" }],
    ["not yet valid", { validFrom: "2027-01-01T00:00:00Z", validUntil: "2028-01-01T00:00:00Z" }],
  ])("refuses a credential that is %s unless told otherwise", async (standing, dates) => {
    const credential = await issuedTo(did, dates);
    expect((await add(credential)).code).toBe(1);
    expect((await add(credential, "--anyway")).code).toBe(0);
    expect((await desk.stint(["list"])).out).toContain(standing);
  });

  test("keeps a credential whose status list cannot be had, and says so", async () => {
    const said = await add(await issuedTo(did, { credentialStatus: entryAt(7) }));
    expect(said.code).toBe(0);
    expect(said.error).toContain("could not be found out now");
    expect((await desk.stint(["list"])).out).toContain("not checked");
  });

  test("does not keep a credential whose issuer's key cannot be had: nothing is known about it", async () => {
    const web = { ...employer, did: "did:web:employer.example" };
    const credential = await issuedTo(did, {}, { ...web, signer: { ...web.signer, id: `${web.did}#key-1` } });
    const said = await add(credential, "--anyway");
    expect(said.code).toBe(3);
    expect(said.error).toContain("could not be found out");
  });

  test("refuses more than 256 KiB", async () => {
    const said = await add({ ...(await issuedTo(did)), description: "x".repeat(256 * 1024) });
    expect(said.code).toBe(1);
    expect(said.error).toContain("Too large");
  });

  test("with --json tells a refusal as problem details on standard error alone", async () => {
    const said = await add({ ...(await issuedTo(did)), name: "changed" }, "--json");
    expect(said).toMatchObject({ code: 1, out: "" });
    expect(JSON.parse(said.error)).toMatchObject({
      code: "PROOF_VERIFICATION_ERROR",
      type: expect.any(String),
    });
  });
});
