import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** What runs by itself, as vitest.journeys.config.ts says: whole stories, other people's software, and what is made slow on purpose. */
export const journeys = [
  "test/browser/**/*.test.ts",
  "test/other-wallets/**/*.test.ts",
  "test/peers/**/*.test.ts",
  "test/journeys/!(link-journey).test.ts",
  "test/hostile/costly-documents.test.ts",
  "test/wallet-cli/commands/export-certificate.test.ts",
  // Each of these makes and shows many credentials in part, with both suites.
  "test/core/credential/disclosure/*.test.ts",
  "test/hostile/disclosure/{things-and-names,whose-proofs,mixed-statements,withheld-*}.test.ts",
  "test/issuer/signing-keys/{restart,selective-disclosure}.test.ts",
  "test/issuer/completions/blind-screening.test.ts",
  "test/core/keys/bbs.test.ts",
  "test/wallet-cli/disclosure/shown-*.test.ts",
  "test/wallet-cli/openid/respond-in-part.test.ts",
];

/** Lets the tests see which documents the compiled reader of JSON-LD answers: what it does stays the same. */
export const watchedReader = {
  name: "watched-reader",
  enforce: "pre",
  resolveId(source: string, importer = "") {
    const isReader =
      source.endsWith("/rdf/expansion/expand-pinned.ts") && importer.endsWith("/json-ld/json-ld.ts");
    return isReader ? resolve(import.meta.dirname, "test/support/json-ld/watched-reader.ts") : null;
  },
} as const;

/** Lets every verdict that a test asks for be reached with a bounded effort, too: what it gives the test stays the same. */
export const watchedVerification = {
  name: "watched-verification",
  enforce: "pre",
  resolveId(source: string, importer = "") {
    const isAsked = /\/core\/verification\/verify-(?:credential|presentation)\.ts$/.test(source);
    const isWatch = importer.includes("/test/support/effort/");
    if (!isAsked || isWatch || !importer.startsWith(resolve(import.meta.dirname, "test"))) return null;
    return resolve(import.meta.dirname, "test/support/effort/watched-verification.ts");
  },
} as const;

export default defineConfig({
  plugins: [watchedReader, watchedVerification],
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
    setupFiles: ["test/support/closed-prototype.ts", "test/support/json-ld/watch-documents.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
