import type { JsonObject } from "../../core/json/json-value.ts";
import type { NumberedCredential } from "../credentials/select-credential.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { type BaseProof, baseProofsOf } from "./base-proofs.ts";
import { derivedForm } from "./forms.ts";

/** Whether whoever asks can read a credential with such proofs. */
export type IsAccepted = (credential: JsonObject | string) => boolean;

/**
 * The base proof by which a credential is shown in part.
 *
 * @throws {@link Problem} `PROOF_GENERATION_ERROR` when there is none, or none for whoever asks.
 */
export function usableProof(
  held: NumberedCredential,
  isAccepted: IsAccepted,
): { credential: JsonObject; base: BaseProof } {
  const { credential, number } = held;
  if (typeof credential === "string") {
    throw cannot(
      `Number ${number} is a JWT, which cannot be shown in part.`,
      `Ask the employer for it as ldp_vc, with ${proofWanted}.`,
    );
  }
  const found = baseProofsOf(held);
  if (found.length === 0) {
    throw cannot(
      `Number ${number} cannot be shown in part: its issuer signed it as a whole.`,
      `Ask the employer to issue it again with ${proofWanted}.`,
    );
  }
  const base = found.find((one) => isAccepted(derivedForm(held, one)));
  if (base !== undefined) return { credential, base };
  throw cannot(
    `They do not take number ${number} in part: they cannot read such proofs (${found.map(({ suite }) => suite).join(", ")}).`,
    "Nothing was sent. Show it whole, or tell them no.",
  );
}

const proofWanted = "a second proof that lets you leave parts out: ecdsa-sd-2023 or bbs-2023";

function cannot(words: string, advice: string): GuidedProblem {
  return new GuidedProblem("PROOF_GENERATION_ERROR", words, advice);
}
