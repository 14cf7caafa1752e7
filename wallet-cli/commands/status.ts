import { titleOf } from "../credentials/credential-facts.ts";
import { verifyOneCredential } from "../credentials/verify-document.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { exitCodeOfVerdict } from "../exit-code-of-verdict.ts";
import { withCredentials } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { styled } from "../terminal/line.ts";
import { claim } from "../views/claim.ts";
import { verdictLines } from "../views/verdict-view.ts";

/** Verifies a held credential again, now: asks its issuer whether it still stands, and remembers the answer. */
export function status(options: { credential: string }, session: Session): Promise<ExitCode> {
  return withCredentials(session, async (wallet) => {
    const { terminal, settings } = session;
    const held = await wallet.credential(options.credential);
    const verification = await verifyOneCredential(held.credential, session);
    const code = exitCodeOfVerdict(verification);
    // What was once found out is not forgotten because nobody answers today.
    if (code !== exitCodes.couldNot) await wallet.rememberVerification(held, verification);
    if (settings.json) {
      terminal.printJson(verification);
    } else {
      terminal.print([styled("bold", claim(titleOf(held.verification)))], "");
      terminal.print(...verdictLines(verification, { width: terminal.width }));
    }
    return code;
  });
}
