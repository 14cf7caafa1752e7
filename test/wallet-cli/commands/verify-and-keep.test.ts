import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFetcher } from "../../../net/fetcher.ts";
import { type Bench, benchWithWallet, issuedExample, issuedTo } from "../../support/stint.ts";
import { employer, entryAt, listUrl, statusList, webOf } from "../../support/world.ts";

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

  test("hears several files, and says what each of them holds and why", async () => {
    const partners = { issuers: [{ did: employer.did, name: "Harbour Analytics", reason: "Met them" }] };
    const registry = { meta: {}, registry: { "did:web:school.example": { name: "School" } } };
    const files = [await desk.file("partners.json", partners), await desk.file("dcc.json", registry)];
    const file = await desk.file("c.json", await issuedTo(did));
    const said = await desk.stint(["verify", file, ...files.flatMap((list) => ["--trusted-issuers", list])]);
    expect(said.out).toContain("List “partners.json”: trusted, as Harbour Analytics (Met them)");
    expect(said.out).toContain("List “dcc.json”: not on it");
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
