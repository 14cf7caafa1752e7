import { type ExitCode, exitCodes } from "../exit-code.ts";
import { withWallet } from "../open-wallet.ts";
import type { Session } from "../session.ts";

/** Prints the wallet's DID. */
export function did(_: unknown, session: Session): Promise<ExitCode> {
  return withWallet(session, async (wallet) => {
    if (session.settings.json) session.terminal.printJson({ did: wallet.did });
    else session.terminal.print(wallet.did);
    return exitCodes.done;
  });
}
