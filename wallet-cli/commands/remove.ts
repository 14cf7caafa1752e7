import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { idOf } from "../credentials/select-credential.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withCredentials } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { styled } from "../terminal/line.ts";
import { claim } from "../views/claim.ts";

/** Takes a credential out of the wallet, after asking. It stays valid, and can be added again from a copy. */
export function remove(options: { credential: string; yes: boolean }, session: Session): Promise<ExitCode> {
  return withCredentials(session, async (wallet) => {
    const { terminal, settings } = session;
    const held = await wallet.credential(options.credential);
    const name = claim(`"${titleOf(held.verification)}" for ${employerOf(held.verification)}`);
    if (!options.yes && !(await isConfirmed(name, session))) {
      terminal.tell("Nothing was removed.");
      return exitCodes.no;
    }
    await wallet.remove(held);
    terminal.tell([
      styled("green", "✔ "),
      `Removed ${name}. The numbers after ${held.number} move up by one.`,
    ]);
    if (settings.json) terminal.printJson({ removed: idOf(held) ?? null, number: held.number });
    return exitCodes.done;
  });
}

async function isConfirmed(name: string, session: Session): Promise<boolean> {
  session.terminal.tell("Without another copy or a backup you cannot get it back from this wallet.");
  const answer = await session.terminal.ask(`Remove ${name}? [y/N] `);
  if (answer === undefined) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "Nobody is here to confirm.",
      "In a script say so with --yes.",
    );
  }
  return /^y(es)?$/iu.test(answer.trim());
}
