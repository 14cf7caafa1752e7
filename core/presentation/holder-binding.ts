import { Problem } from "../problem/problem.ts";

/**
 * Says on what ground the signers of a presentation may present a credential: one is its subject, or its
 * issuer, or the credential names no subject at all.
 *
 * @param credential.subjectsMayBeWithheld - Whether it is shown in part, and may name a subject elsewhere.
 * @returns what a reader should be told beyond "passed".
 * @throws {Problem} `HOLDER_MISMATCH` for anybody else: the credential may be stolen. `MAY_BE_WITHHELD` when that is left open.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#presentations-including-holder-claims}
 */
export function bindHolder(
  credential: { subjects: (string | undefined)[]; issuer: string; subjectsMayBeWithheld: boolean },
  signers: string[],
): string[] {
  const { subjects, issuer, subjectsMayBeWithheld } = credential;
  const named = subjects.filter((subject) => subject !== undefined);
  if (named.some((subject) => signers.includes(subject))) {
    return named.length > 1 ? ["The presenter is one of several subjects"] : [];
  }
  if (signers.includes(issuer)) return ["Presented by its issuer, not by its subject"];
  if (named.length === 0 && subjectsMayBeWithheld) {
    throw new Problem("MAY_BE_WITHHELD", "Its holder could have withheld to whom it was issued");
  }
  if (named.length === 0) return ["A bearer credential: it names no subject, so anybody may present it"];
  throw new Problem("HOLDER_MISMATCH", "Signed by somebody who is neither the subject nor the issuer");
}
