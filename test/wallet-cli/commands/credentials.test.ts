import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createFetcher } from "../../../net/fetcher.ts";
import { type Bench, benchWithWallet, issuedExample, issuedTo } from "../../support/stint.ts";
import { employer, entryAt, listUrl, person, statusList, thief, webOf } from "../../support/world.ts";

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

describe("stint show", () => {
  test("leads with the work, then gives the verdict, and JSON to programs only", async () => {
    await add(await issuedExample(did));
    const { out } = await desk.stint(["show", "1"]);
    expect(out.startsWith("Why households switch to heat pumps\n  Fjordlys Energi AS")).toBe(true);
    for (const heading of ["Agreed", "Results", "Skills", "Evidence"])
      expect(out).toContain(`\n${heading}\n`);
    expect(out.indexOf("Results")).toBeLessThan(out.indexOf("Verified, issuer not known to you"));
    expect(out).not.toContain("@context");
  });

  test("does not call a credential in force that has expired since it was verified", async () => {
    await add(await issuedTo(did));
    const { out } = await desk.stint(["show", "1"], { now: new Date("2032-01-01T00:00:00Z") });
    expect(out).toContain("Expired since then");
    expect((await desk.stint(["list"], { now: new Date("2032-01-01T00:00:00Z") })).out).toContain("expired");
  });

  test("finds a credential by number, id and beginning of the id", async () => {
    const credential = await issuedTo(did);
    const id = String(credential.id);
    await add(credential);
    for (const name of ["1", id, id.slice(0, 20), id.slice("urn:uuid:".length, "urn:uuid:".length + 6)]) {
      expect((await desk.stint(["show", name, "--json"])).code, name).toBe(0);
    }
    for (const name of ["0", "2", "99", "urn:uuid:ffff"])
      expect((await desk.stint(["show", name])).code, name).toBe(1);
    expect((await desk.stint(["show", "0d6"])).code).toBe(2);
  });

  test("asks which one when the beginning fits several", async () => {
    await add(await issuedTo(did));
    await add(await issuedTo(did, { id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f9999" }));
    const said = await desk.stint(["show", "0d6a3c0e"]);
    expect(said.code).toBe(2);
    expect(said.error).toContain("Several");
  });
});

describe("stint present", () => {
  const purpose = ["--challenge", "c-4711", "--domain", "recruiter.example"];

  test("signs a presentation that verifies for this challenge and domain only", async () => {
    await add(await issuedTo(did));
    const said = await desk.stint(["present", "1", ...purpose]);
    expect(said.code).toBe(0);
    const presentation = JSON.parse(said.out);
    expect(presentation.holder).toBe(did);
    const file = await desk.file("presentation.json", presentation);
    expect((await desk.stint(["verify", file, ...purpose])).code).toBe(0);
    expect(
      (await desk.stint(["verify", file, "--challenge", "other", "--domain", "recruiter.example"])).code,
    ).toBe(1);
    expect(
      (await desk.stint(["verify", file, "--challenge", "c-4711", "--domain", "other.example"])).code,
    ).toBe(1);
    expect((await desk.stint(["verify", file])).code).toBe(2);
  });

  test("says on standard error what is revealed, to whom", async () => {
    await add(await issuedTo(did));
    const { error } = await desk.stint(["present", "1", ...purpose]);
    expect(error).toContain("This shows to recruiter.example");
    expect(error).toContain("Cargo delay dashboard for Harbour Analytics, with your name, dates");
  });

  test.each([
    ["a challenge", ["--domain", "recruiter.example"]],
    ["a domain", ["--challenge", "c-4711"]],
    ["a challenge that says something", ["--challenge", "", "--domain", "recruiter.example"]],
  ])("without %s signs nothing, and says why", async (_, options) => {
    await add(await issuedTo(did));
    const said = await desk.stint(["present", "1", ...options]);
    expect(said).toMatchObject({ code: 2, out: "" });
    expect(said.error).toContain("of whoever asks for it");
  });

  test("refuses somebody else's credential", async () => {
    await add(await issuedTo(thief.did), "--anyway");
    const said = await desk.stint(["present", "1", ...purpose]);
    expect(said).toMatchObject({ code: 1, out: "" });
  });

  test("presents a bearer credential, which names no subject", async () => {
    expect((await add(await issuedTo(undefined))).error).toContain("it names nobody");
    expect((await desk.stint(["present", "1", ...purpose])).code).toBe(0);
  });

  test("writes into a new file, never over one", async () => {
    await add(await issuedTo(did));
    const out = join(desk.folder, "presentation.json");
    expect(await desk.stint(["present", "1", ...purpose, "--out", out])).toMatchObject({ code: 0, out: "" });
    const written = await readFile(out, "utf8");
    expect(JSON.parse(written)).toMatchObject({ holder: did });
    expect((await desk.stint(["present", "1", ...purpose, "--out", out])).code).toBe(1);
    expect(await readFile(out, "utf8")).toBe(written);
  });

  test("presents the same credential once, however often it is named", async () => {
    await add(await issuedTo(did));
    const { out } = await desk.stint(["present", "1", "1", ...purpose]);
    expect(JSON.parse(out).verifiableCredential).toHaveLength(1);
  });
});

describe("stint verify", () => {
  test.each<[string, string, number, string]>([
    ["an issuer in the file", "trusted", 0, "Verified, issued by Harbour Analytics"],
    ["no file", "none", 0, "Verified, issuer not known to you"],
    ["an issuer that the file distrusts", "distrusted", 1, "you distrust its issuer"],
  ])("with %s exits as the person decides", async (_, opinion, code, words) => {
    const entry = { did: employer.did, name: "Harbour Analytics", reason: "A reason" };
    const issuers = [opinion === "distrusted" ? { ...entry, distrusted: true } : entry];
    const trusted = await desk.file("trusted.json", { issuers });
    const file = await desk.file("credential.json", await issuedTo(did));
    const options = opinion === "none" ? [] : ["--trusted-issuers", trusted];
    const said = await desk.stint(["verify", file, ...options]);
    expect(said.code).toBe(code);
    expect(said.out).toContain(words);
  });

  test("needs no wallet and no passphrase", async () => {
    const file = await desk.file("credential.json", await issuedTo(did));
    const variables = { STINT_WALLET_DIR: join(desk.folder, "nowhere"), STINT_PASSPHRASE: "" };
    expect((await desk.stint(["verify", file], { variables })).code).toBe(0);
  });

  test("exits 3 when it could not find out, and 1 when one thing is surely wrong", async () => {
    const unreachable = await desk.file("a.json", await issuedTo(did, { credentialStatus: entryAt(7) }));
    expect((await desk.stint(["verify", unreachable])).code).toBe(3);
    const expired = { credentialStatus: entryAt(7), validUntil: "2026-10-31T00:00:00Z" };
    expect((await desk.stint(["verify", await desk.file("b.json", await issuedTo(did, expired))])).code).toBe(
      1,
    );
  });

  test("with --json prints the whole Verification, also when it says no", async () => {
    const file = await desk.file("c.json", { ...(await issuedTo(did)), name: "changed" });
    const said = await desk.stint(["verify", file, "--json"]);
    expect(said).toMatchObject({ code: 1, error: "" });
    expect(JSON.parse(said.out)).toMatchObject({ verified: false, checks: expect.any(Array) });
  });

  test("does not tell the work of a credential that does not verify", async () => {
    const file = await desk.file("c.json", { ...(await issuedExample(did)), name: "changed" });
    expect((await desk.stint(["verify", file])).out).not.toContain("Critical thinking");
  });

  test.each([
    ["a missing file", "none.json", 1],
    ["a folder", ".", 1],
    ["an address on this machine", "http://127.0.0.1/", 3],
  ])("of %s says what is wrong", async (_, source, code) => {
    const fetchDocument = createFetcher({ allowLoopback: false });
    const said = await desk.stint(["verify", source], { fetchDocument });
    expect(said).toMatchObject({ code, out: "" });
    expect(said.error).toMatch(/^✘ .+\n {2}.+\n$/u);
  });

  test("refuses a file of trusted issuers that it does not understand", async () => {
    const file = await desk.file("c.json", await issuedTo(did));
    const trusted = await desk.file("trusted.json", { issuers: [{ did: employer.did }] });
    expect((await desk.stint(["verify", file, "--trusted-issuers", trusted])).code).toBe(2);
  });
});

describe("stint status", () => {
  test("asks the issuer now, and remembers a no that nobody repeats", async () => {
    const listed = await statusList([]);
    const revoked = await statusList([7]);
    const credential = await issuedTo(did, { credentialStatus: entryAt(7) });
    const file = await desk.file("credential.json", credential);
    const inForce = { fetchDocument: webOf({ [listUrl]: listed }) };
    expect((await desk.stint(["add", file], inForce)).code).toBe(0);
    expect((await desk.stint(["status", "1"], inForce)).code).toBe(0);
    expect((await desk.stint(["status", "1"], { fetchDocument: webOf({ [listUrl]: revoked }) })).code).toBe(
      1,
    );
    expect((await desk.stint(["status", "1"])).code).toBe(3);
    expect((await desk.stint(["list"])).out).toContain("revoked");
  });
});

describe("stint remove", () => {
  beforeEach(async () => {
    await add(await issuedTo(did));
  });

  test.each<[string, string[], number, number]>([
    ["on y", ["y"], 0, 0],
    ["on YES", ["YES"], 0, 0],
    ["not on n", ["n"], 1, 1],
    ["not on nothing", [""], 1, 1],
    ["not on other words", ["yesterday"], 1, 1],
  ])("asks, and removes %s", async (_, answers, code, left) => {
    const said = await desk.stint(["remove", "1"], { answers });
    expect(said.code).toBe(code);
    expect(said.asked[0]).toContain('"Cargo delay dashboard"');
    expect(JSON.parse((await desk.stint(["list", "--json"])).out)).toHaveLength(left);
  });

  test("does not guess when nobody is there", async () => {
    expect((await desk.stint(["remove", "1"])).code).toBe(2);
    expect((await desk.stint(["remove", "1", "--yes", "--json"])).out).toContain('"removed"');
  });
});

describe("stint restore into a wallet that has moved on", () => {
  test("adds what is missing, keeps what is newer, and replaces what is older", async () => {
    const other = "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f7777";
    const file = join(desk.folder, "stint.backup");
    await add(await issuedTo(did));
    await add(await issuedTo(did, { id: other }));
    await desk.stint(["backup", file]);
    await desk.stint(["remove", "2", "--yes"]);
    const fresh = await issuedTo(did, { validFrom: "2026-11-01T00:00:00Z" });
    await add(fresh);
    const said = await desk.stint(["restore", file, "--json"]);
    expect(JSON.parse(said.out)).toEqual({ did, added: 1, replaced: 0, kept: 1 });
    expect(JSON.parse((await desk.stint(["show", "1", "--json"])).out)).toEqual(fresh);
    expect((await desk.stint(["show", other])).code).toBe(0);
  });
});
