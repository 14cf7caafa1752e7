import type { ProblemCode } from "../core/problem/codes.ts";
import { Problem } from "../core/problem/problem.ts";

/** A problem that comes with the next step: what a person can do about it, in one line. */
export class GuidedProblem extends Problem {
  readonly advice: string;

  constructor(code: ProblemCode, detail: string, advice: string, options?: { cause?: unknown }) {
    super(code, detail, options);
    this.advice = advice;
  }
}

const advice: Partial<Record<ProblemCode, string>> = {
  CANNOT_OPEN:
    "Try the passphrase again. If it is surely right, restore a backup: stint --wallet NEW-FOLDER restore FILE",
  CONFLICT: "Wait until the other command has ended, then try again.",
  CONTENT_TOO_LARGE:
    "A credential may have 256 KiB, a presentation 1 MiB, a badge 4 MiB (PNG) or 1 MiB (SVG).",
  FETCH_FAILED: "Check the address and the network, then try again.",
  FETCH_REFUSED:
    "Only public https addresses are fetched. For a service on this machine add --allow-loopback.",
  PARSING_ERROR:
    "Expected is one credential or presentation as JSON in UTF-8 or as a JWT, or a badge (PNG, SVG).",
  NO_CREDENTIAL:
    "A badge that was copied from a page or a screen has often lost its credential: ask for the original file.",
  STORE_DAMAGED: "Restore your backup into another folder: stint --wallet NEW-FOLDER restore FILE",
};

/** What a person can do about a problem, when something is known that helps. */
export function adviceFor(problem: Problem): string | undefined {
  return problem instanceof GuidedProblem ? problem.advice : advice[problem.code];
}
