import { Problem } from "../../core/problem/problem.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { exitCodeOfError } from "../exit-code-of-error.ts";
import { withWallet } from "../open-wallet.ts";
import { fetchPending } from "../openid/deferred.ts";
import { openWire } from "../openid/wire.ts";
import { reportError } from "../report-error.ts";
import type { Session } from "../session.ts";
import type { PendingIssuance } from "../store/wallet-records.ts";
import { styled } from "../terminal/line.ts";
import { pendingLines } from "../views/offer-view.ts";

/** Lists what issuers promised for later. Asks nobody. */
export function pending(_: unknown, session: Session): Promise<ExitCode> {
  return withWallet(session, async (wallet) => {
    const { terminal, settings } = session;
    const promised = await wallet.pending();
    if (settings.json) terminal.printJson(promised.map(shown));
    else if (promised.length === 0) terminal.tell("Nothing is promised for later.");
    else {
      terminal.print(...pendingLines(promised));
      terminal.tell([styled("dim", "Ask for all of it now: stint accept --resume")]);
    }
    return exitCodes.done;
  });
}

/** Asks each issuer for what it promised; one that fails does not keep the others from being asked. */
export function resumePending(session: Session): Promise<ExitCode> {
  return withWallet(session, async (wallet) => {
    const { terminal, settings } = session;
    const promised = await wallet.pending();
    if (promised.length === 0) terminal.tell("Nothing is promised for later.");
    const wire = await openWire(session);
    const results: object[] = [];
    let code: ExitCode = exitCodes.done;
    for (const issuance of promised) {
      try {
        const kept = await fetchPending(issuance, { wallet, session, wire });
        if (kept === undefined)
          terminal.tell([styled("yellow", "– "), "Not ready yet:"], ...pendingLines([issuance]));
        results.push({ ...shown(issuance), outcome: kept?.outcome ?? "promised", number: kept?.number });
      } catch (error) {
        if (!settings.json) reportError(error, session);
        else if (error instanceof Problem) results.push({ ...shown(issuance), problem: error.toDetails() });
        else throw error;
        code = Math.max(code, exitCodeOfError(error)) as ExitCode;
      }
    }
    if (settings.json) terminal.printJson(results);
    return code;
  });
}

function shown({ title, credentialIssuer, createdAt, nextTryAt }: PendingIssuance): object {
  return { title, credentialIssuer, createdAt, nextTryAt };
}
