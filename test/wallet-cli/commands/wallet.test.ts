import { chmod, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, bench, benchWithWallet, passphrase } from "../../support/stint.ts";

let desk: Bench;
beforeEach(async () => {
  desk = await bench();
});
afterEach(() => desk.remove());

describe("stint init", () => {
  test("prints a new did:key and nothing else on standard output", async () => {
    const { code, out, error } = await desk.stint(["init"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{44}\n$/u);
    expect(error).toContain("Your wallet is ready");
    expect((await desk.stint(["did"])).out).toBe(out);
    expect(JSON.parse((await desk.stint(["did", "--json"])).out)).toEqual({ did: out.trim() });
  });

  test("makes a folder that only its owner can enter", async () => {
    await desk.stint(["init"]);
    expect((await stat(desk.wallet)).mode & 0o777).toBe(0o700);
  });

  test("refuses a second wallet in the same folder and keeps the first", async () => {
    const { out } = await desk.stint(["init"]);
    expect(await desk.stint(["init"])).toMatchObject({ code: 1, out: "" });
    expect(JSON.parse((await desk.stint(["--json", "init"])).error)).toMatchObject({
      code: "ALREADY_EXISTS",
    });
    expect((await desk.stint(["did"])).out).toBe(out);
  });

  test("asks for the passphrase twice when no script gives it", async () => {
    const variables = { STINT_PASSPHRASE: "" };
    const said = await desk.stint(["init"], { variables, answers: ["typed by hand", "typed by hand"] });
    expect(said.code).toBe(0);
    expect(said.asked).toEqual(["New passphrase: ", "The same again: "]);
    expect((await desk.stint(["did"], { variables, answers: ["typed by hand"] })).code).toBe(0);
  });

  test("asks again when the two differ, and gives up after three times", async () => {
    const variables = { STINT_PASSPHRASE: "" };
    const answers = ["first try", "other try", "short", "third try", "fourth try"];
    const said = await desk.stint(["init"], { variables, answers });
    expect(said.code).toBe(2);
    expect(said.error).toContain("The two were not the same.");
    expect(said.error).toContain("A passphrase has at least 8 characters.");
    expect((await desk.stint(["did"], { variables })).error).toContain("There is no wallet yet.");
  });

  test("refuses a short passphrase from a script", async () => {
    expect((await desk.stint(["init"], { variables: { STINT_PASSPHRASE: "seven77" } })).code).toBe(2);
  });

  test("says that nobody is there to ask, and how a script gives a passphrase", async () => {
    const said = await desk.stint(["init"], { variables: { STINT_PASSPHRASE: "" } });
    expect(said.code).toBe(2);
    expect(said.error).toContain("STINT_PASSPHRASE");
  });
});

describe("the passphrase", () => {
  beforeEach(async () => {
    desk = await benchWithWallet();
  });

  test("is taken from the first line of a file, which is preferred to the environment", async () => {
    const file = await desk.file("secret", `${passphrase}\nanother line\n`);
    await chmod(file, 0o600);
    const variables = { STINT_PASSPHRASE: "wrong, but not asked" };
    const said = await desk.stint(["did", "--passphrase-file", file], { variables });
    expect(said).toMatchObject({ code: 0, error: "" });
  });

  test("in a file that others can read is taken with a warning", async () => {
    const file = await desk.file("secret", passphrase);
    await chmod(file, 0o640);
    const said = await desk.stint(["did", "--passphrase-file", file]);
    expect(said.code).toBe(0);
    expect(said.error).toContain("other people on this machine can read the passphrase file");
  });

  test("in a file that is missing or empty is a mistake of use", async () => {
    const empty = await desk.file("secret", "");
    expect((await desk.stint(["did", "--passphrase-file", empty])).code).toBe(2);
    expect((await desk.stint(["did", "--passphrase-file", join(desk.folder, "none")])).code).toBe(2);
  });

  test("that is wrong opens nothing, and is never repeated in what is said", async () => {
    const said = await desk.stint(["did"], { variables: { STINT_PASSPHRASE: "not the right one" } });
    expect(said).toMatchObject({ code: 3, out: "" });
    expect(said.error).not.toContain("not the right one");
  });
});

describe("stint backup and stint restore", () => {
  beforeEach(async () => {
    desk = await benchWithWallet();
  });

  test("bring a wallet back in another folder, under the same passphrase", async () => {
    const file = join(desk.folder, "stint.backup");
    const { out: did } = await desk.stint(["did"]);
    expect((await desk.stint(["backup", file])).code).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const elsewhere = ["--wallet", join(desk.folder, "elsewhere")];
    expect((await desk.stint([...elsewhere, "restore", file])).code).toBe(0);
    expect((await desk.stint([...elsewhere, "did"])).out).toBe(did);
  });

  test("never write over a file that is there", async () => {
    const file = await desk.file("stint.backup", "precious");
    expect((await desk.stint(["backup", file])).code).toBe(1);
    expect(await readFile(file, "utf8")).toBe("precious");
  });

  test("say that a folder does not exist", async () => {
    const said = await desk.stint(["backup", join(desk.folder, "no", "such", "folder")]);
    expect(said).toMatchObject({ code: 3, out: "" });
    expect(said.error).toContain("ENOENT");
  });

  test("refuse another passphrase, and every kind of damage, with one message", async () => {
    const file = join(desk.folder, "stint.backup");
    await desk.stint(["backup", file]);
    const bytes = await readFile(file);
    const elsewhere = ["--wallet", join(desk.folder, "elsewhere"), "restore"];
    const wrong = await desk.stint([...elsewhere, file], {
      variables: { STINT_PASSPHRASE: "not the right one" },
    });
    expect(wrong.code).toBe(3);
    for (const position of [bytes.length - 1, bytes.length >> 1]) {
      const damaged = Buffer.from(bytes);
      damaged[position] = (damaged[position] ?? 0) ^ 1;
      const said = await desk.stint([...elsewhere, await desk.file(`damaged-${position}`, damaged)]);
      expect(said).toEqual(wrong);
    }
    const cut = await desk.stint([...elsewhere, await desk.file("cut", bytes.subarray(0, 20))]);
    expect(cut).toEqual(wrong);
    expect((await desk.stint(["--wallet", join(desk.folder, "elsewhere"), "did"])).code).toBe(2);
  });

  test("never put one person's backup into another person's wallet", async () => {
    const file = join(desk.folder, "stint.backup");
    await desk.stint(["backup", file]);
    const other = ["--wallet", join(desk.folder, "other")];
    const { out: did } = await desk.stint([...other, "init"]);
    const said = await desk.stint([...other, "restore", file]);
    expect(said.code).toBe(1);
    expect(said.error).toContain("another DID");
    expect((await desk.stint([...other, "did"])).out).toBe(did);
  });
});
