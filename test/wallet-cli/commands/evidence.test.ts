import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { digestMultibaseOf } from "../../support/digest.ts";
import { type Bench, benchWithWallet, issuedTo } from "../../support/stint.ts";

const report = "what was delivered";
const evidence = [
  { type: ["Evidence"], name: "Talk" },
  { type: ["Evidence"], name: "Final report", digestMultibase: digestMultibaseOf(report) },
];

let desk: Bench & { did: string };
beforeEach(async () => {
  desk = await benchWithWallet();
});
afterEach(() => desk.remove());

async function hold(changes: JsonObject = { evidence }): Promise<void> {
  const file = await desk.file("credential.json", await issuedTo(desk.did, changes));
  expect((await desk.stint(["add", file])).code).toBe(0);
}

async function keep(name = "report.txt", content: string | Uint8Array = report) {
  return desk.stint(["evidence", "add", "1", await desk.file(name, content)]);
}

describe("stint evidence", () => {
  test("keeps a file that has the signed digest, and says of which evidence", async () => {
    await hold();
    const { code, error } = await keep();
    expect(code).toBe(0);
    expect(error).toContain('Kept as evidence: "Final report" of "Cargo delay dashboard"');
    const { out } = await desk.stint(["evidence", "list", "1"]);
    expect(out).toMatch(/1 {2}"Talk": signed without a digest/);
    expect(out).toMatch(/2 {2}"Final report": kept as "report.txt", 18 bytes/);
  });

  test("refuses a file that has none of the digests, and one for a credential that names none", async () => {
    await hold();
    const { code, error } = await keep("report.txt", "changed");
    expect([code, error]).toEqual([1, expect.stringContaining("no evidence that was signed has the digest")]);
    await desk.stint(["remove", "1", "--yes"]);
    await hold({});
    expect((await keep()).error).toContain("names no evidence");
    expect((await desk.stint(["evidence", "list", "1"])).error).toContain("names no evidence");
  });

  test("keeps nothing above 10 MiB", async () => {
    await hold();
    const { code, error } = await keep("large.bin", new Uint8Array(10 * 1024 * 1024 + 1));
    expect([code, error]).toEqual([1, expect.stringContaining("A file may have 10 MiB")]);
  });

  test("gives the very bytes back, never over a file that exists", async () => {
    await hold();
    await keep();
    const out = join(desk.folder, "again.txt");
    expect((await desk.stint(["evidence", "save", "1", "2", "--out", out])).code).toBe(0);
    expect(await readFile(out, "utf8")).toBe(report);
    expect((await desk.stint(["evidence", "save", "1", "--out", out])).code).toBe(1);
    expect((await desk.stint(["evidence", "save", "1", "1"])).error).toContain("No such file is kept");
  });

  test("lies sealed on the disk, and goes when it is removed or its credential is", async () => {
    await hold();
    await keep();
    const files = await readdir(join(desk.wallet, "store"));
    const stored = await Promise.all(
      files.map((name) => readFile(join(desk.wallet, "store", name), "latin1")),
    );
    expect(stored.join("")).not.toContain(report);
    expect((await desk.stint(["evidence", "remove", "1", "2", "--yes"])).code).toBe(0);
    expect((await desk.stint(["evidence", "list", "1"])).out).toContain("not kept");
    await keep();
    await desk.stint(["remove", "1", "--yes"]);
    await hold();
    expect((await desk.stint(["evidence", "list", "1"])).out).toContain("not kept");
  });

  test("is in a backup, and comes back from it: into a new wallet, and into one that lost it", async () => {
    await hold();
    await keep();
    const file = join(desk.folder, "wallet.backup");
    await desk.stint(["backup", file]);
    await desk.stint(["evidence", "remove", "1", "--yes"]);
    for (const wallet of [desk.wallet, join(desk.folder, "other")]) {
      const given = ["--wallet", wallet];
      expect((await desk.stint([...given, "restore", file])).code).toBe(0);
      const out = join(desk.folder, `from-${wallet.length}.txt`);
      await desk.stint([...given, "evidence", "save", "1", "--out", out]);
      expect(await readFile(out, "utf8")).toBe(report);
    }
  });

  test.each([
    [["evidence", "bake", "1"], 2],
    [["evidence", "constructor", "1"], 2],
    [["evidence", "add", "1"], 2],
    [["evidence", "add", "1", "no-such-file"], 1],
    [["evidence", "save", "1", "two"], 2],
  ])("used wrongly (%j) exits %d", async (args, code) => {
    await hold();
    expect((await desk.stint(args)).code).toBe(code);
  });
});

describe("evidence given along", () => {
  const purpose = ["--challenge", "c-1", "--domain", "recruiter.example"];

  test("is written beside a presentation into a new folder, and found again by stint verify", async () => {
    await hold();
    await keep();
    const [presentation, folder] = [join(desk.folder, "p.json"), join(desk.folder, "files")];
    const present = ["present", "1", ...purpose, "--out", presentation, "--with-evidence", folder];
    expect((await desk.stint(present)).error).toContain("1 file as evidence, in the folder");
    expect(await readdir(folder)).toEqual(["report.txt"]);
    const { code, out } = await desk.stint(["verify", presentation, ...purpose, "--evidence", folder]);
    expect(code).toBe(0);
    expect(out).toContain('"Final report": the file is the one that was signed (report.txt)');
    expect(out).toContain('"report.txt": belongs to what was signed');
  });

  test("never goes into a folder that is there, and is nothing where nothing is kept", async () => {
    await hold();
    const folder = join(desk.folder, "files");
    const present = ["present", "1", ...purpose, "--with-evidence", folder];
    expect((await desk.stint(present)).error).toContain("No file is kept");
    await keep();
    await mkdir(folder);
    const { code, out, error } = await desk.stint(present);
    expect([code, out]).toEqual([1, ""]);
    expect(error).toContain("There is such a folder already");
  });

  test("goes along with a share, too", async () => {
    await hold();
    await keep();
    const [out, folder] = [join(desk.folder, "share.json"), join(desk.folder, "files")];
    const share = ["share", "1", "--to", "Ines", "--out", out, "--yes", "--with-evidence", folder];
    expect((await desk.stint(share)).code).toBe(0);
    expect(await readFile(join(folder, "report.txt"), "utf8")).toBe(report);
  });

  test("that was changed is told, and answers no; what is verified stays as it is", async () => {
    await hold();
    const credential = join(desk.folder, "credential.json");
    const changed = await desk.file("final-report.pdf", "changed");
    const { code, out } = await desk.stint(["verify", credential, "--evidence", changed]);
    expect(code).toBe(1);
    expect(out).toContain("Verified, issuer not known to you");
    expect(out).toContain('"Final report": the file is not the one that was signed (final-report.pdf)');
    expect(out).toContain("belongs to nothing that was signed");
  });

  test("is read from plain files only: no links, no folders in the folder", async () => {
    await hold();
    const folder = join(desk.folder, "files");
    await mkdir(join(folder, "deeper"), { recursive: true });
    await writeFile(join(folder, "deeper", "report.txt"), report);
    await writeFile(join(desk.folder, "outside.txt"), report);
    await symlink(join(desk.folder, "outside.txt"), join(folder, "link.txt"));
    const credential = join(desk.folder, "credential.json");
    const { out } = await desk.stint(["verify", credential, "--evidence", folder, "--json"]);
    const { validation } = JSON.parse(out);
    expect([validation.evidenceFiles, validation.evidence[1].outcome]).toEqual([[], "not-given"]);
    expect((await desk.stint(["verify", credential, "--evidence", "/dev/zero"])).code).toBe(1);
  });

  test("never leaves its folder, whatever a file was called", async () => {
    const { plainName } = await import("../../../wallet-cli/evidence/hand-over.ts");
    const names = [
      "../../etc/passwd",
      "..",
      ".bashrc",
      "a\\..\\b.txt",
      "a\u0000b",
      "\u202etxt.exe",
      "",
      "  ",
      "x".repeat(300),
    ];
    for (const name of names) {
      const plain = plainName(name);
      expect(plain, name).toMatch(/^[^./\\\s][^/\\\n\t:]{0,99}$/u);
      expect(plain, name).not.toMatch(/\p{C}/u);
    }
  });
});
