import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { walletOptions } from "../open-wallet.ts";
import { newPassphrase } from "../passphrase.ts";
import type { Session } from "../session.ts";
import { styled } from "../terminal/line.ts";
import { Wallet } from "../wallet.ts";

/** Makes a wallet: a new DID and its key, sealed under a passphrase. */
export async function init(_: unknown, session: Session): Promise<ExitCode> {
  const { environment, settings, terminal } = session;
  if (await Wallet.exists(settings.walletFolder)) {
    throw new GuidedProblem(
      "ALREADY_EXISTS",
      "There is a wallet in this folder already.",
      "See its DID with: stint did. For another one choose a folder with --wallet.",
    );
  }
  const passphrase = await newPassphrase(session);
  const wallet = await Wallet.create({ ...walletOptions(session, passphrase), now: environment.now() });
  const { did } = wallet;
  await wallet.close();
  terminal.tell(
    [styled("green", "✔ "), "Your wallet is ready, in ", styled("bold", settings.walletFolder)],
    "  Give an employer this DID, so that they can issue to you:",
  );
  if (settings.json) terminal.printJson({ did, wallet: settings.walletFolder });
  else terminal.print(did);
  terminal.tell([styled("dim", "  Next: stint add FILE. And soon: stint backup FILE")]);
  return exitCodes.done;
}
