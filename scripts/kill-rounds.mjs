// npm run test:kill -- 50: the kill -9 test with that many rounds, on a fresh build.
import { spawnSync } from "node:child_process";

const rounds = process.argv[2] ?? "50";
if (!/^[1-9][0-9]{0,3}$/.test(rounds)) {
  process.stderr.write("Give the number of rounds, for example: npm run test:kill -- 50\n");
  process.exit(2);
}
const { status } = spawnSync("npx", ["vitest", "run", "--config", "vitest.journeys.config.ts", "kill-nine"], {
  stdio: "inherit",
  env: { ...process.env, STINT_TEST_KILL_ROUNDS: rounds },
});
process.exit(status ?? 3);
