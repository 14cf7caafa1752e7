import { defineConfig } from "vitest/config";

// What a person sees: the pages in a real Chromium, the demo, a slow client cut off. Apart from the other tests, because Chromium must be
// installed on the machine, and because both take their time.
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts", "test/other-wallets/**/*.test.ts", "test/journeys/{demo,slow-client}.test.ts"],
    globalSetup: ["test/support/own-temporary-folder.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
