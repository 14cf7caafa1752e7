import { defineConfig } from "vitest/config";
import { journeys, watchedReader, watchedVerification } from "./vitest.config.ts";

// Whole stories on the built programs in processes of their own, the pages in a real Chromium, the software of others, and what makes
// many credentials in part. Apart from the other tests because they take their time, and because Chromium and some of these wallets
// must be installed.
export default defineConfig({
  plugins: [watchedReader, watchedVerification],
  test: {
    include: journeys,
    globalSetup: ["test/support/own-temporary-folder.ts"],
    setupFiles: ["test/support/closed-prototype.ts", "test/support/json-ld/watch-documents.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
