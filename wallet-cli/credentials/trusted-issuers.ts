import { basename } from "node:path";
import { Problem } from "../../core/problem/problem.ts";
import type { ValidateIssuer } from "../../core/verification/judge-issuers.ts";
import { parseTrustedIssuers } from "../../core/verification/parse-trusted-issuers.ts";
import { maxTrustListBytes } from "../../core/verification/trusted-issuer.ts";
import {
  createIssuerList,
  type IssuerList,
  validateIssuer,
} from "../../core/verification/trusted-issuers.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { readFileBounded } from "./read-document.ts";

/** What the person at this terminal holds of an issuer: nothing, unless files say whom they believe. */
export async function readIssuerOpinions(paths: readonly string[]): Promise<ValidateIssuer> {
  const lists: IssuerList[] = [];
  for (const path of paths) lists.push(await readList(path));
  return (did, kinds) => validateIssuer(lists, did, kinds);
}

async function readList(path: string): Promise<IssuerList> {
  const bytes = await readFileBounded(path, maxTrustListBytes);
  try {
    return createIssuerList(basename(path), parseTrustedIssuers(bytes).issuers, { mayEndorse: true });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new GuidedProblem(
      "CONFIGURATION",
      `The file of trusted issuers is not usable: ${error.message}.`,
      'Its form: {"issuers": [{"did": "did:...", "name": "...", "reason": "..."}]}',
    );
  }
}
