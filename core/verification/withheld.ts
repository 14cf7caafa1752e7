import type { Coverage } from "../credential/disclosure/coverage.ts";
import type { Securing } from "../credential/proof/securing.ts";
import type { HeldProof } from "../credential/proof/verify-proof.ts";
import { iris } from "../credential/vocabulary.ts";
import { Problem } from "../problem/problem.ts";

/** Each question, the properties that answer it, in the names of VCDM 2.0 and 1.1, and what to say when none is certain. */
const questions = {
  validity: {
    answers: [
      [iris.validFrom, iris.issuanceDate],
      [iris.validUntil, iris.expirationDate],
    ],
    words: "Its holder could have withheld from when or until when it is valid",
  },
  status: {
    answers: [[iris.credentialStatus]],
    words: "Its holder could have withheld how its issuer can revoke it",
  },
} as const;

/**
 * How much of a credential its issuer signed, by the proofs that hold. Whoever else signed it as well may have signed what a holder
 * had left.
 */
export function coverageBy(
  issuer: string,
  held: HeldProof[],
  { disclosure }: Pick<Securing, "disclosure">,
): Coverage {
  const coverages = held.filter(({ controller }) => controller === issuer).map(({ coverage }) => coverage);
  return {
    isWhole: disclosure === "none" || coverages.some(({ isWhole }) => isWhole),
    mandatoryValues: new Set(coverages.flatMap(({ mandatoryValues }) => [...mandatoryValues])),
    mandatory: new Set(coverages.flatMap(({ mandatory }) => [...mandatory])),
  };
}

/** Whether a credential may have subjects that are not shown. */
export function subjectsMayBeWithheld({ isWhole, mandatoryValues }: Coverage): boolean {
  return !isWhole && !mandatoryValues.has(iris.credentialSubject);
}

/**
 * Asserts that a question is answered by what no holder can withhold: a member that is absent from a part of a credential
 * may stand in the whole.
 *
 * @throws {@link Problem} `MAY_BE_WITHHELD`.
 */
export function assertNotWithheld(question: keyof typeof questions, { isWhole, mandatory }: Coverage): void {
  if (isWhole) return;
  const { answers, words } = questions[question];
  const isCertain = answers.every((names) => names.some((iri) => mandatory.has(iri)));
  if (!isCertain) throw new Problem("MAY_BE_WITHHELD", words);
}
