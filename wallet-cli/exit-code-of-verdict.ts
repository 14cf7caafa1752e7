import { type Headline, headlineOf } from "../core/verification/describe.ts";
import type { Verification } from "../core/verification/verdict.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";

const codeOfHeadline: Record<Headline["kind"], ExitCode> = {
  verified: exitCodes.done,
  "verified-through-endorsement": exitCodes.done,
  "verified-unknown-issuer": exitCodes.done,
  "verified-not-bound": exitCodes.done,
  "not-what-was-asked": exitCodes.no,
  "not-verified": exitCodes.no,
  undetermined: exitCodes.couldNot,
};

/**
 * The exit code of a verdict: one "no" anywhere outweighs everything that could not be found out, and an issuer
 * whom the person distrusts is a "no".
 */
export function exitCodeOfVerdict(verification: Verification): ExitCode {
  return codeOfHeadline[headlineOf(verification).kind];
}
