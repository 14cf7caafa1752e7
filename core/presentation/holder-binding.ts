import { Problem } from "../problem/problem.ts";

/**
 * Says on what ground the signers of a presentation may present a credential: one is its subject, or its
 * issuer, or the credential names no subject at all.
 *
 * @returns what a reader should be told beyond "passed".
 * @throws {Problem} `HOLDER_MISMATCH` for anybody else: the credential may be stolen.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#presentations-including-holder-claims}
 */
export function bindHolder(
  { subjects, issuer }: { subjects: (string | undefined)[]; issuer: string },
  signers: string[],
): string[] {
  const named = subjects.filter((subject) => subject !== undefined);
  if (named.some((subject) => signers.includes(subject))) {
    return named.length > 1 ? ["The presenter is one of several subjects"] : [];
  }
  if (signers.includes(issuer)) return ["Presented by its issuer, not by its subject"];
  if (named.length === 0) return ["A bearer credential: it names no subject, so anybody may present it"];
  throw new Problem("HOLDER_MISMATCH", "Signed by somebody who is neither the subject nor the issuer");
}
