import { Problem } from "../../core/problem/problem.ts";
import { parseTrustedIssuers } from "../../core/verification/parse-trusted-issuers.ts";
import { validateIssuer } from "../../core/verification/trusted-issuers.ts";
import type { IssuerValidation } from "../../core/verification/verdict.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { readFileBounded } from "./read-document.ts";

const maxBytes = 16 * 1024 * 1024;

/** What the person at this terminal holds of an issuer: nothing, unless a file says whom they believe. */
export async function readIssuerOpinions(
  path: string | undefined,
): Promise<(did: string, kinds: string[]) => IssuerValidation> {
  if (path === undefined) return () => ({ outcome: "unknown" });
  const text = Buffer.from(await readFileBounded(path, maxBytes)).toString("utf8");
  try {
    const issuers = parseTrustedIssuers(text);
    return (did, kinds) => validateIssuer(issuers, did, kinds);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new GuidedProblem(
      "CONFIGURATION",
      `The file of trusted issuers is not usable: ${error.message}.`,
      'Its form: {"issuers": [{"did": "did:...", "name": "...", "reason": "..."}]}',
    );
  }
}
