import type { JsonObject } from "../../core/json/json-value.ts";
import { formatOf } from "../../core/openid/client-metadata.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { refusalOf } from "../credentials/admission.ts";
import { verifyOneCredential } from "../credentials/verify-document.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import { doubtLines, outcomeLines } from "../views/added-view.ts";
import { originLines } from "../views/offer-view.ts";
import { verdictLines } from "../views/verdict-view.ts";
import type { AddOutcome, Wallet } from "../wallet.ts";

/** What was received, and from where. */
export interface Received {
  readonly credential: JsonObject | string;
  /** As it was asked for. */
  readonly expectedFormat: string;
  /** The URL that the credential was had from. */
  readonly from: string;
}

/** What became of it. */
export interface Kept {
  readonly outcome: AddOutcome;
  readonly number: number;
  readonly verification: CredentialVerification;
}

const advice = "Nothing was stored. Tell the employer.";

/**
 * Verifies what an issuer sent completely, and that it is about this wallet's key, before it is stored.
 *
 * @throws {@link Problem} the code of the check that did not pass; `HOLDER_MISMATCH` when it is bound to somebody else or to nobody;
 * `MALFORMED_VALUE_ERROR` for another format than was asked for.
 */
export async function receiveCredential(
  { credential, expectedFormat, from }: Received,
  { wallet, session }: { wallet: Wallet; session: Session },
): Promise<Kept> {
  const { terminal, settings, environment } = session;
  if (formatOf(credential) !== expectedFormat) {
    throw new GuidedProblem(
      "MALFORMED_VALUE_ERROR",
      "The issuer sent another format than was asked for.",
      advice,
    );
  }
  const verification = await verifyOneCredential(credential, session);
  const ownership = await wallet.ownershipOf(verification);
  const refusal = refusalOf(verification, ownership, { anyway: false });
  if (refusal !== undefined || ownership !== "mine") {
    if (!settings.json) terminal.tell(...verdictLines(verification, { width: terminal.width }), "");
    const words = refusal?.message ?? "Not added: it does not name you, so anybody could present it.";
    throw new GuidedProblem(refusal?.code ?? "HOLDER_MISMATCH", words, advice);
  }
  const addedAt = environment.now().toISOString();
  const { outcome, number } = await wallet.add({ credential, ownership, addedAt, verification });
  terminal.tell(
    ...outcomeLines(outcome, number, verification),
    ...originLines(verification, from),
    ...doubtLines(verification, ownership),
  );
  return { outcome, number, verification };
}
