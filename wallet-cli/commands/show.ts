import { standingOf } from "../credentials/credential-facts.ts";
import { idOf } from "../credentials/select-credential.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { withCredentials } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { styled } from "../terminal/line.ts";
import { disclosableLines } from "../views/disclosure/disclosable-view.ts";
import { dayOf } from "../views/person-dates.ts";
import { verdictLines } from "../views/verdict-view.ts";
import { workLines } from "../views/work-view.ts";

/** Shows one credential: the work first, then how far it can be believed. Asks nobody else. */
export function show(options: { credential: string }, session: Session): Promise<ExitCode> {
  return withCredentials(session, async (wallet) => {
    const { terminal, settings, environment } = session;
    const held = await wallet.credential(options.credential);
    if (settings.json) {
      terminal.printJson(held.credential);
      return exitCodes.done;
    }
    const { verification, ownership, number } = held;
    terminal.print(...workLines(verification, { width: terminal.width }), "");
    if (ownership === "not-mine") {
      terminal.print(
        [styled("yellow", "Not yours: "), "it is about somebody else, and you cannot present it."],
        "",
      );
    }
    terminal.print(...verdictLines(verification, { width: terminal.width }), "");
    if (verification.verified && standingOf(held, environment.now()) === "expired") {
      terminal.print(
        [styled("red", "✘ Expired since then: "), `on ${dayOf(verification.statement?.validUntil ?? "")}`],
        "",
      );
    }
    terminal.print(...disclosableLines(held, { width: terminal.width }), "");
    terminal.print(
      [styled("dim", "Id        "), idOf(held) ?? "none"],
      [styled("dim", "Checked   "), `${dayOf(verification.asOf)}. Ask again: stint status ${number}`],
    );
    return exitCodes.done;
  });
}
