import { mergeConfig } from "vitest/config";
import tests from "./vitest.config.ts";

// Every test once more, and every document that one of them expanded read by the libraries too: npm run test:differential:suite
export default mergeConfig(tests, { test: { env: { STINT_TEST_COMPARE: "all" }, hookTimeout: 120_000 } });
