import { type Coverage, wholeDocument } from "../credential/disclosure/coverage.ts";
import type { OpenedCredential } from "../credential/open-credential.ts";
import { readSecuring, type Securing } from "../credential/proof/securing.ts";
import { isSignedBy } from "../credential/proof/verify-proofs.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";
import type { StatusListContext } from "../status/load-status-list.ts";
import { notReached, passed, runCheck, unpassed } from "./checks.ts";
import { summarizeDisclosure } from "./summarize-disclosure.ts";
import type { Check, Disclosure } from "./verdict.ts";
import { coverageBy } from "./withheld.ts";

/** Whether a credential is signed by the issuer that it names, and how far. */
export interface Authenticity {
  /** Proof and issuer binding. */
  checks: [Check, Check];
  /** How much of it the issuer is known to have signed. */
  coverage: Coverage;
  disclosure: Disclosure | undefined;
}

const holdersOwn = "The holder's own copy: whoever has it can show any part of it";

/** Asks whether the proofs of a credential hold, and whether its issuer made one of them. */
export async function checkAuthenticity(
  opened: OpenedCredential,
  context: StatusListContext,
): Promise<Authenticity> {
  const issuer = opened.statement.issuer ?? "";
  let securing: Securing;
  try {
    const { document, expanded, jwt } = opened;
    const unsecured = { document: opened.unsecured, expanded };
    securing = readSecuring({ document, unsecured, signer: issuer, ...(jwt && { jwt }) });
  } catch (error) {
    const checks: [Check, Check] = [unpassed("proof", asProblem(error)), notReached("issuer-binding")];
    return { checks, coverage: wholeDocument, disclosure: undefined };
  }
  const disclosureIn = (coverage: Coverage) =>
    securing.disclosure === "none" ? undefined : summarizeDisclosure(opened, coverage);
  // Before anything is resolved: a stranger's key has nothing to say about this issuer.
  if (!isSignedBy(securing.proofs, issuer)) {
    const mismatch = unpassed("issuer-binding", new Problem("ISSUER_MISMATCH"));
    const coverage = coverageBy(issuer, [], securing);
    return { checks: [notReached("proof"), mismatch], coverage, disclosure: disclosureIn(coverage) };
  }
  const { now, effort } = context;
  const request = { expectedPurpose: "assertionMethod", now, effort } as const;
  const { problem, held } = await securing.verify(request, context);
  if (problem !== undefined) {
    const coverage = coverageBy(issuer, [], securing);
    const checks: [Check, Check] = [unpassed("proof", problem), notReached("issuer-binding")];
    return { checks, coverage, disclosure: disclosureIn(coverage) };
  }
  const proof = await runCheck("proof", () => (securing.disclosure === "base" ? [holdersOwn] : []));
  const signed = coverageBy(issuer, held, securing);
  return {
    checks: [proof, passed("issuer-binding")],
    coverage: signed,
    disclosure: disclosureIn(signed),
  };
}
