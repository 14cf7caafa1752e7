import { expect, test } from "vitest";
import { runKillRounds } from "../support/kill-rounds.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const rounds = Number(process.env.STINT_TEST_KILL_ROUNDS ?? "2");

test(
  "SIGKILL under 16 clients loses no acknowledged credential, uses no index twice and keeps the bytes of an idempotency key (security rule 8)",
  async () => {
    const report = await runKillRounds(await temporaryFolder(), rounds);
    if (rounds > 2) process.stderr.write(`${rounds} rounds: ${JSON.stringify(report)}\n`);
    expect(report.faults).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(rounds * 5);
    expect(report.records).toBe(report.acknowledged);
  },
  60_000 + rounds * 20_000,
);
