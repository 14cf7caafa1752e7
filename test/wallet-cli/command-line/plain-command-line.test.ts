import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GlobalOptions } from "../../../wallet-cli/command-line/command-line.ts";
import { plainWords } from "../../../wallet-cli/command-line/plain-command-line.ts";
import { createProgram } from "../../../wallet-cli/program.ts";

/** What commander reads in a command line, when it has nothing to say against it. */
function readByCommander(args: readonly string[]): unknown {
  const program = createProgram({ version: "1", onCommand: () => undefined });
  let read: unknown;
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  program.hook("preAction", (_, action) => {
    read = { options: program.opts<GlobalOptions>(), verb: action.name(), operands: action.args };
  });
  try {
    program.parse([...args], { from: "user" });
  } catch {
    return undefined;
  }
  return read;
}

const words = [
  ...["list", "did", "show", "status", "lock", "add", "export", "help", "constructor", "toString"],
  ...["--json", "--allow-loopback", "--no-color", "--color", "--wallet", "--passphrase-file", "--wallet=x"],
  ...[
    "1",
    "5b0b8a3e",
    "",
    "-",
    "--",
    "-1",
    "-h",
    "--help",
    "-V",
    "--version",
    "--out",
    "--yes",
    "-y",
    "--jso",
    "--JSON",
    "ø",
  ],
];

describe("a command line that is read without commander", () => {
  test.each<[string[], object]>([
    [["list"], { options: { color: true }, verb: "list", operands: [] }],
    [["--json", "list"], { options: { color: true, json: true }, verb: "list", operands: [] }],
    [["show", "1", "--no-color"], { options: { color: false }, verb: "show", operands: ["1"] }],
    [["--wallet", "list", "did"], { options: { color: true, wallet: "list" }, verb: "did", operands: [] }],
    [
      ["status", "--wallet", "a", "7", "--wallet", "b", "--passphrase-file", "c", "--allow-loopback"],
      {
        options: { color: true, wallet: "b", passphraseFile: "c", allowLoopback: true },
        verb: "status",
        operands: ["7"],
      },
    ],
  ])("%j is", (args, read) => {
    expect(plainWords(args)).toEqual(read);
    expect(readByCommander(args)).toEqual(read);
  });

  test.each([
    [[]],
    [["list", "extra"]],
    [["show"]],
    [["show", "1", "2"]],
    [["show", "-1"]],
    [["show", ""]],
    [["list", "--help"]],
    [["help", "list"]],
    [["list", "--wallet"]],
    [["list", "--wallet", "--json"]],
    [["list", "--wallet=x"]],
    [["--", "list"]],
    [["list", "--bogus"]],
    [["constructor"]],
    [["add", "file"]],
  ])("%j is not: commander reads it, or says what is wrong", (args) => {
    expect(plainWords(args)).toBeUndefined();
  });

  test("is read as commander would, whatever is in it", () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 6 }), (args) => {
        const plain = plainWords(args);
        if (plain === undefined) return;
        read += 1;
        expect(readByCommander(args)).toEqual(plain);
      }),
      { numRuns: 5_000 },
    );
    expect(read).toBeGreaterThan(50);
  });
});
