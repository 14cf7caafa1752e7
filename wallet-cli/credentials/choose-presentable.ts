import { GuidedProblem } from "../guided-problem.ts";
import type { HeldCredential } from "../store/wallet-records.ts";
import type { Wallet } from "../wallet.ts";
import type { NumberedCredential } from "./select-credential.ts";

/** Whether a verifier would accept a credential from this wallet's owner: its subject, its issuer, or nobody named. */
export function isPresentable(held: HeldCredential, { did }: { did: string }): boolean {
  return held.ownership !== "not-mine" || held.verification.statement?.issuer === did;
}

/**
 * The credentials that a person names, each once.
 *
 * @throws {@link Problem} `HOLDER_MISMATCH` for somebody else's; what selecting throws.
 */
export async function choosePresentable(
  selectors: readonly string[],
  wallet: Wallet,
): Promise<NumberedCredential[]> {
  const chosen = new Map<string, NumberedCredential>();
  for (const selector of selectors) {
    const held = await wallet.credential(selector);
    if (!isPresentable(held, wallet)) {
      throw new GuidedProblem(
        "HOLDER_MISMATCH",
        `Number ${held.number} is about somebody else's DID: no verifier would accept it from you.`,
        "Leave it out. Your own credentials: stint list",
      );
    }
    chosen.set(held.recordId, held);
  }
  return [...chosen.values()];
}
