import type { Check, CredentialVerification } from "../../core/verification/verdict.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Ownership } from "../store/wallet-records.ts";

/** What a wallet never keeps when it is not surely fine, whatever its owner says: no one could use it. */
const indispensable = new Set<Check["name"]>(["format", "proof", "issuer-binding"]);

/**
 * Why a credential does not come into the wallet; `undefined` when it may.
 *
 * @param options - `anyway`: the owner wants it also when it is not in force or somebody else's.
 */
export function refusalOf(
  verification: CredentialVerification,
  ownership: Ownership,
  options: { anyway: boolean },
): GuidedProblem | undefined {
  const { checks } = verification;
  const isOpen = (check: Check) => check.outcome === "failed" || check.outcome === "unknown";
  const fatal = checks.filter((check) => indispensable.has(check.name) && isOpen(check));
  const failed = fatal.find((check) => check.outcome === "failed");
  if (failed !== undefined) {
    return refuse(
      failed,
      "Not added: it is not what its issuer signed.",
      "Ask the issuer for the original file.",
    );
  }
  if (fatal[0] !== undefined) {
    return refuse(
      fatal[0],
      "Not added: whether it is genuine could not be found out.",
      "Try again later, online.",
    );
  }
  if (options.anyway) return undefined;
  const lapsed = checks.find((check) => check.outcome === "failed");
  if (lapsed !== undefined) {
    return refuse(
      lapsed,
      "Not added: it is genuine, but not in force.",
      "To keep it all the same, add --anyway.",
    );
  }
  if (ownership !== "not-mine") return undefined;
  return new GuidedProblem(
    "HOLDER_MISMATCH",
    "Not added: it is about somebody else's DID.",
    "You could not present it. To keep it all the same, add --anyway. Your DID: stint did",
  );
}

function refuse(check: Check, words: string, advice: string): GuidedProblem {
  const detail = check.problem?.detail ?? check.problem?.title;
  return new GuidedProblem(
    check.problem?.code ?? "INTERNAL",
    detail === undefined ? words : `${words} ${detail}`,
    advice,
  );
}
