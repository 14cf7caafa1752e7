import { readFile } from "node:fs/promises";
import { Problem } from "../core/problem/problem.ts";
import { asProblem } from "../core/problem/undecided.ts";
import { parseTrustedIssuers, type TrustedIssuer } from "../core/verification/parse-trusted-issuers.ts";

/**
 * Reads the file that says whom this verifier believes.
 *
 * @throws {@link Problem} `CONFIGURATION` that names the file and the first thing wrong with it.
 */
export async function readTrustedIssuers(path: string): Promise<TrustedIssuer[]> {
  const refuse = (words: string, cause: unknown) =>
    new Problem("CONFIGURATION", `STINT_TRUSTED_ISSUERS: ${path}: ${words}.`, { cause });
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw refuse("it cannot be read", error);
  });
  try {
    return parseTrustedIssuers(text);
  } catch (error) {
    throw refuse(asProblem(error).message, error);
  }
}
