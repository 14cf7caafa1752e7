import { defineConfig } from "vitest/config";

// Pages in a real Chromium: apart from the other tests, because it must be installed on the machine.
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
