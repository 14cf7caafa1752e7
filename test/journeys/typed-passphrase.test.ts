import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const program = fileURLToPath(new URL("../../dist/wallet-cli/main.js", import.meta.url));
const hasPseudoTerminal = spawnSync("script", ["--version"]).status === 0;

describe.skipIf(!hasPseudoTerminal)("a passphrase typed at a real terminal", () => {
  test("never appears, is corrected with backspace, and opens the wallet when standard input is a pipe", async () => {
    const folder = await mkdtemp(join(tmpdir(), "stint-typed-"));
    try {
      const stint = `'${process.execPath}' '${program}' --wallet '${folder}/wallet'`;
      const made = await type(`${stint} init`, [
        ["New passphrase: ", "sesammm\u007f\u007f open twice\r"],
        ["The same again: ", "sesam open twice\r"],
      ]);
      expect(made.code, made.screen).toBe(0);
      expect(made.screen).toContain("Your wallet is ready");
      expect(made.screen).not.toMatch(/sesam|open twice/u);
      const listed = await type(`echo | ${stint} list`, [["Passphrase: ", "sesam open twice\r"]]);
      expect(listed.screen).toContain("The wallet is empty.");
      expect(listed.screen).not.toMatch(/sesam/u);
      const stopped = await type(`${stint} list`, [["Passphrase: ", "sesam\u0003"]]);
      expect(stopped.code).not.toBe(0);
      expect(stopped.screen).not.toMatch(/sesam|empty/u);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Runs a command line in a terminal of its own and types each text when its question appears. */
async function type(
  line: string,
  exchanges: [string, string][],
): Promise<{ code: number | null; screen: string }> {
  const { STINT_PASSPHRASE: _, ...env } = process.env;
  const child = spawn("script", ["--quiet", "--return", "--flush", "--command", line, "/dev/null"], { env });
  const waiting = [...exchanges];
  let screen = "";
  let seen = 0;
  child.stdout.on("data", (chunk) => {
    screen += String(chunk);
    const [question, answer] = waiting[0] ?? [];
    const place = question === undefined ? -1 : screen.indexOf(question, seen);
    if (question === undefined || answer === undefined || place === -1) return;
    seen = place + question.length;
    waiting.shift();
    child.stdin.write(answer);
  });
  await once(child, "close");
  return { code: child.exitCode, screen };
}
