import { employerOf, standingOf, titleOf } from "../credentials/credential-facts.ts";
import { idOf, type NumberedSummary } from "../credentials/select-credential.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { withCredentials } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { styled } from "../terminal/line.ts";
import { type Cell, renderTable } from "../terminal/table.ts";
import { claim } from "../views/claim.ts";
import { periodOf } from "../views/person-dates.ts";
import { standingStyles } from "../views/standing-style.ts";

/** Shows what is in the wallet, a line each; asks nobody else. */
export function list(_: unknown, session: Session): Promise<ExitCode> {
  return withCredentials(session, async (wallet) => {
    const { terminal, environment, settings } = session;
    const held = await wallet.summaries();
    const now = environment.now();
    if (settings.json) {
      terminal.printJson(held.map((credential) => listItem(credential, now)));
    } else if (held.length === 0) {
      terminal.tell("The wallet is empty.", "Add a credential with: stint add FILE");
    } else {
      const head = ["#", "Work", "For", "When", "Standing"];
      terminal.print(...renderTable({ head, rows: held.map((one) => row(one, now)), width: terminal.width }));
      terminal.tell([
        styled("dim", "See one with: stint show 1. Ask the issuer how it stands: stint status 1"),
      ]);
    }
    return exitCodes.done;
  });
}

function row(held: NumberedSummary, now: Date): Cell[] {
  const { verification, ownership, number } = held;
  const { startDate, endDate } = verification.work ?? {};
  const standing = standingOf(held, now);
  const suffix = ownership === "not-mine" ? ", not yours" : "";
  return [
    styled("bold", String(number)),
    claim(titleOf(verification)),
    claim(employerOf(verification)),
    periodOf(startDate, endDate) ?? "",
    styled(ownership === "not-mine" ? "yellow" : standingStyles[standing], standing + suffix),
  ];
}

function listItem(held: NumberedSummary, now: Date): object {
  const { number, verification, ownership, addedAt } = held;
  const { statement, work } = verification;
  return {
    number,
    id: idOf(held),
    title: titleOf(verification),
    issuer: { id: statement?.issuer, name: work?.issuerName ?? statement?.issuerName },
    startDate: work?.startDate,
    endDate: work?.endDate,
    validUntil: statement?.validUntil,
    ownership,
    standing: standingOf(held, now),
    addedAt,
    checkedAt: verification.asOf,
  };
}
