import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withWallet } from "../open-wallet.ts";
import { withdrawShare } from "../openid/publish-share.ts";
import { openWire } from "../openid/wire.ts";
import type { Session } from "../session.ts";
import type { ShareRecord } from "../store/wallet-records.ts";
import { type Style, styled } from "../terminal/line.ts";
import { type Cell, renderTable } from "../terminal/table.ts";
import { claim } from "../views/claim.ts";
import { dayOf } from "../views/person-dates.ts";

/** Lists what was shared, with whom and until when, or takes one back. */
export async function shares(
  options: { action: string | undefined; number: string | undefined },
  session: Session,
): Promise<ExitCode> {
  if (options.action === undefined) return listShares(session);
  if (options.action === "revoke" && options.number !== undefined)
    return revokeShare(options.number, session);
  throw new GuidedProblem(
    "INVALID_REQUEST",
    "This is not understood.",
    "List them with: stint shares. Take one back with: stint shares revoke 1",
  );
}

function listShares(session: Session): Promise<ExitCode> {
  return withWallet(session, async (wallet) => {
    const { terminal, settings, environment } = session;
    const all = await wallet.shares();
    const now = environment.now();
    if (settings.json) {
      terminal.printJson(all.map((share, index) => listItem(share, { number: index + 1, now })));
    } else if (all.length === 0) {
      terminal.tell("Nothing was shared yet.", "Share something with: stint share 1 --to ADDRESS");
    } else {
      const head = ["#", "With", "What", "Until", "Where", "Now"];
      const rows = all.map((share, index) => row(share, { number: index + 1, now }));
      terminal.print(...renderTable({ head, rows, width: terminal.width }));
      terminal.tell([styled("dim", "Take a published one back with: stint shares revoke 1")]);
    }
    return exitCodes.done;
  });
}

function revokeShare(selector: string, session: Session): Promise<ExitCode> {
  return withWallet(session, async (wallet) => {
    const { terminal, settings, environment } = session;
    const all = await wallet.shares();
    const share = /^[0-9]{1,6}$/u.test(selector) ? all[Number(selector) - 1] : undefined;
    if (share === undefined) {
      throw new GuidedProblem(
        "NOT_FOUND",
        "There is no share with this number.",
        "See them with: stint shares",
      );
    }
    if (share.published === undefined) {
      throw new GuidedProblem(
        "UNSUPPORTED",
        "It was given away as a file, which cannot be taken back.",
        `It is good for nobody from ${dayOf(share.expires)} on.`,
      );
    }
    await withdrawShare(share.published, await openWire(session));
    const revokedAt = share.revokedAt ?? environment.now().toISOString();
    await wallet.saveShare({ ...share, revokedAt });
    terminal.tell([
      styled("green", "✔ "),
      `Taken back from ${claim(share.audience)}. Whoever copied it has a copy still.`,
    ]);
    if (settings.json) terminal.printJson({ number: Number(selector), revokedAt });
    return exitCodes.done;
  });
}

function row(share: ShareRecord, { number, now }: { number: number; now: Date }): Cell[] {
  const state = stateOf(share, now);
  return [
    styled("bold", String(number)),
    claim(share.audience),
    claim(share.shown.map(({ title }) => title).join(", ")),
    dayOf(share.expires),
    share.published?.link ?? share.file ?? "",
    styled(stateStyles[state], state),
  ];
}

function listItem(share: ShareRecord, { number, now }: { number: number; now: Date }): object {
  const { audience, shown, createdAt, expires, published, file, revokedAt } = share;
  return {
    number,
    audience,
    shown,
    createdAt,
    expires,
    link: published?.link,
    file,
    revokedAt,
    state: stateOf(share, now),
  };
}

const stateStyles: Record<ReturnType<typeof stateOf>, Style> = {
  open: "green",
  over: "dim",
  "taken back": "red",
};

function stateOf({ revokedAt, expires }: ShareRecord, now: Date): "open" | "over" | "taken back" {
  if (revokedAt !== undefined) return "taken back";
  return Date.parse(expires) <= now.getTime() ? "over" : "open";
}
