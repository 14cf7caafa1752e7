import { refusalOf } from "../credentials/admission.ts";
import { readDocument } from "../credentials/read-document.ts";
import { idOf } from "../credentials/select-credential.ts";
import { verifyOneCredential } from "../credentials/verify-document.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withCredentials } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { doubtLines, outcomeLines } from "../views/added-view.ts";
import { verdictLines } from "../views/verdict-view.ts";

/** Puts a credential into the wallet, after verifying it, and says what that does not vouch for. */
export async function add(options: { source: string; anyway: boolean }, session: Session): Promise<ExitCode> {
  const { terminal, settings, environment } = session;
  const document = await readDocument(options.source, session);
  if (document.kind === "presentation") {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "This is a presentation, no credential.",
      "Look at it with: stint verify FILE",
    );
  }
  return withCredentials(session, async (wallet) => {
    const verification = await verifyOneCredential(document.content, session);
    const ownership = await wallet.ownershipOf(verification);
    const refusal = refusalOf(verification, ownership, options);
    if (refusal !== undefined) {
      if (!settings.json) terminal.tell(...verdictLines(verification, { width: terminal.width }), "");
      throw refusal;
    }
    const addedAt = environment.now().toISOString();
    const held = { credential: document.content, ownership, addedAt, verification };
    const { outcome, number } = await wallet.add(held);
    terminal.tell(...outcomeLines(outcome, number, verification), ...doubtLines(verification, ownership));
    if (document.picture !== undefined)
      terminal.tell("Only the credential was kept: nobody signed the picture.");
    if (settings.json) terminal.printJson({ outcome, number, id: idOf(held), ownership, verification });
    return outcome === "kept-newer" ? exitCodes.no : exitCodes.done;
  });
}
