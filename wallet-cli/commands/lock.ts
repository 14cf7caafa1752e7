import { endAgents } from "../agent/end-agent.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { styled } from "../terminal/line.ts";

/** Ends what `stint unlock` began. A wallet that is not unlocked stays as it is. */
export async function lock(_: unknown, session: Session): Promise<ExitCode> {
  const { environment, settings, terminal } = session;
  const wasUnlocked = await endAgents(settings.walletFolder, environment.variables);
  terminal.tell([
    styled("green", "✔ "),
    wasUnlocked
      ? "Your wallet is locked: its key is gone from memory."
      : "Your wallet was not unlocked: there was nothing to do.",
  ]);
  if (settings.json) terminal.printJson({ wallet: settings.walletFolder, wasUnlocked });
  return exitCodes.done;
}
