import { isEvidence } from "../../core/evidence/compare-evidence.ts";
import type { SignedEvidence } from "../../core/evidence/signed-evidence.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { EvidenceRecord, HeldCredential } from "../store/wallet-records.ts";

/** One piece of evidence of a held credential with its place in `stint evidence list`, counted from 1. */
export interface NumberedEvidence {
  readonly number: number;
  /** Absent for a file that the credential names no more, since it was replaced by a newer one. */
  readonly signed?: SignedEvidence;
  /** The file, when it is kept. */
  readonly kept?: EvidenceRecord;
}

/** The evidence that a held credential names, from what was signed; needs no network. */
export async function signedEvidenceOf({ credential }: HeldCredential): Promise<SignedEvidence[]> {
  const { openCredential } = await import("../../core/credential/open-credential.ts");
  const { signedEvidence } = await import("../../core/evidence/signed-evidence.ts");
  return signedEvidence((await openCredential(credential, "all")).graph);
}

/** What was signed, each with its file where it is kept; then the files that belong to nothing signed any more. */
export function numberEvidence(
  signed: readonly SignedEvidence[],
  kept: readonly EvidenceRecord[],
): NumberedEvidence[] {
  const named = signed.map((item) => {
    const record = kept.find((candidate) => isEvidence(candidate, item));
    return { signed: item, ...(record !== undefined && { kept: record }) };
  });
  const left = kept.filter((record) => !signed.some((item) => isEvidence(record, item)));
  return [...named, ...left.map((record) => ({ kept: record }))].map((item, index) => ({
    number: index + 1,
    ...item,
  }));
}

/**
 * The kept file that a person means by its number.
 *
 * @throws {@link Problem} `INVALID_REQUEST`, `NOT_FOUND`.
 */
export function selectKept(
  numbered: readonly NumberedEvidence[],
  selector: string | undefined,
): EvidenceRecord {
  const held = numbered.filter(({ kept }) => kept !== undefined);
  const only = selector === undefined && held.length === 1 ? held[0] : undefined;
  if (selector !== undefined && !/^[0-9]{1,6}$/u.test(selector)) throw which();
  const found = only ?? numbered.find(({ number }) => number === Number(selector));
  if (selector === undefined && held.length > 1) throw which();
  if (found?.kept !== undefined) return found.kept;
  throw new GuidedProblem(
    "NOT_FOUND",
    "No such file is kept for this credential.",
    "See what is kept with: stint evidence list CREDENTIAL",
  );
}

function which(): GuidedProblem {
  return new GuidedProblem(
    "INVALID_REQUEST",
    "Which file?",
    "Give its number in: stint evidence list CREDENTIAL",
  );
}
