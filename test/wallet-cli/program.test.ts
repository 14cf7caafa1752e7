import { execFileSync, spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProgram } from "../../wallet-cli/program.ts";
import { type Bench, bench } from "../support/stint.ts";

const program = createProgram({ version: "1", onCommand: () => undefined });
const verbs = program.commands.map((command) => command.name());

let desk: Bench;
beforeAll(async () => {
  desk = await bench();
});
afterAll(() => desk.remove());

describe("stint", () => {
  test("has the verbs of the wallet", () => {
    const expected =
      "init did unlock lock backup restore add list show status evidence export remove accept pending respond present portfolio verify validate share shares completion";
    expect(verbs).toEqual(expected.split(" "));
  });

  test("prints its version", async () => {
    expect(await desk.stint(["--version"])).toMatchObject({ code: 0, out: "9.9.9\n" });
  });

  test.each(verbs)("%s --help shows examples and the exit codes", async (verb) => {
    const { code, out } = await desk.stint([verb, "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(`\\nExamples:\\n(.*\\n)*? {2}.*stint .*${verb}|Examples:\\n {2}stint did`, "u"),
    );
    expect(out).toContain("Exit codes: 0 done or verified");
  });

  test.each([
    [[]],
    [["bogus"]],
    [["list", "--bogus"]],
    [["show"]],
    [["did", "extra"]],
    [["completion", "tcsh"]],
  ])("used wrongly (%j) exits 2, with words on standard error only", async (args) => {
    const said = await desk.stint(args);
    expect(said).toMatchObject({ code: 2, out: "" });
    expect(said.error).not.toBe("");
  });

  test("used wrongly with --json tells a problem", async () => {
    const said = await desk.stint(["--json", "list", "--bogus"]);
    expect(said).toMatchObject({ code: 2, out: "" });
    expect(JSON.parse(said.error)).toMatchObject({ code: "INVALID_REQUEST" });
  });

  test("strips what an unknown command would do to the terminal", async () => {
    expect((await desk.stint(["\u001b]0;owned\u0007bogus\u001b[2J"])).error).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  test("colours for a person, and never with NO_COLOR or --no-color", async () => {
    const sequence = "\u001b[";
    expect((await desk.stint(["did"], { colour: true })).error).toContain(sequence);
    expect((await desk.stint(["did"])).error).not.toContain(sequence);
    expect((await desk.stint(["did", "--no-color"], { colour: true })).error).not.toContain(sequence);
    const variables = { NO_COLOR: "1" };
    expect((await desk.stint(["did"], { colour: true, variables })).error).not.toContain(sequence);
  });
});

describe("stint completion", () => {
  test.each(["bash", "zsh", "fish"])("for %s knows every verb and option", async (shell) => {
    const { code, out } = await desk.stint(["completion", shell]);
    expect(code).toBe(0);
    for (const verb of verbs) expect(out).toContain(verb);
    for (const command of [program, ...program.commands]) {
      for (const { long } of command.options) expect(out).toContain(long?.slice(2));
    }
  });

  test("for bash is valid and completes verbs, options and values", async () => {
    const { out } = await desk.stint(["completion", "bash"]);
    execFileSync("bash", ["-n"], { input: out });
    expect(await complete(out, ["stint", "re"])).toEqual(["restore", "remove", "respond"]);
    expect(await complete(out, ["stint", "--wallet", "x", "present", "--ch"])).toEqual(["--challenge"]);
    expect(await complete(out, ["stint", "completion", "f"])).toEqual(["fish"]);
  });

  test.each([
    ["zsh", ["-n", "/dev/stdin"]],
    ["fish", ["--no-execute", "/dev/stdin"]],
  ])("for %s is valid, where that shell is installed", async (shell, args) => {
    const { out } = await desk.stint(["completion", shell]);
    const { error, status } = spawnSync(shell, args, { input: out });
    if (error === undefined) expect(status).toBe(0);
    else expect((error as NodeJS.ErrnoException).code).toBe("ENOENT");
  });
});

/** Lets a real bash answer what the Tab key would offer. */
async function complete(script: string, words: string[]): Promise<string[]> {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const input = `${script}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _stint; printf '%s\\n' "\${COMPREPLY[@]}"\n`;
  return execFileSync("bash", ["--norc"], { input, encoding: "utf8" }).trim().split("\n");
}
