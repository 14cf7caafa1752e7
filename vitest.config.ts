import { defineConfig } from "vitest/config";

/** What runs by itself, as vitest.journeys.config.ts says. */
export const journeys = [
  "test/browser/**/*.test.ts",
  "test/other-wallets/**/*.test.ts",
  "test/journeys/!(link-journey).test.ts",
];

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    exclude: journeys,
    // The files share their modules with those that ran before in the same process: loading them anew for each
    // would cost more than the tests. So no test may change a module's state for another one.
    isolate: false,
    pool: "forks",
    maxWorkers: 2,
    // Verifying thousands of altered documents makes much short-lived garbage.
    execArgv: ["--max-semi-space-size=64"],
    globalSetup: ["test/support/own-temporary-folder.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
