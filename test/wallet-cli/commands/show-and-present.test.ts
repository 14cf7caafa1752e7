import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, benchWithWallet, issuedExample, issuedTo } from "../../support/stint.ts";
import { thief } from "../../support/world.ts";

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
    expect(error).toContain('"Cargo delay dashboard" for Harbour Analytics, with your name, dates');
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
