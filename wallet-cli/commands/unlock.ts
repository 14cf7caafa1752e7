import { endAgents } from "../agent/end-agent.ts";
import { parseLifetime } from "../agent/lifetime.ts";
import { assertAgents } from "../agent/socket-place.ts";
import { startAgent } from "../agent/start-agent.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { verifiedKey } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { styled } from "../terminal/line.ts";
import { momentOf } from "../views/person-dates.ts";

/** Asks for the passphrase once, and leaves a process running that keeps the key it makes for a while. */
export async function unlock(options: { lifetime: string }, session: Session): Promise<ExitCode> {
  const { environment, settings } = session;
  assertAgents(process.platform);
  const lifetime = parseLifetime(options.lifetime);
  const key = await verifiedKey(session);
  const agent = { walletFolder: settings.walletFolder, variables: environment.variables };
  await endAgents(agent.walletFolder, agent.variables);
  const until = new Date(environment.now().getTime() + lifetime);
  const pid = await startAgent({ ...agent, key, until, program: environment.agentProgram });
  tellUnlocked(session, until, pid);
  return exitCodes.done;
}

function tellUnlocked({ environment, settings, terminal }: Session, until: Date, pid: number): void {
  terminal.tell(
    [
      styled("green", "✔ "),
      "Your wallet is unlocked until ",
      styled("bold", momentOf(until, environment.now())),
    ],
    "  Until then commands ask for no passphrase. Lock it sooner with: stint lock",
  );
  if (environment.variables.STINT_PASSPHRASE) {
    terminal.tell([
      styled("yellow", "  Note: "),
      "STINT_PASSPHRASE is set, and commands that are given a passphrase use that.",
    ]);
  }
  if (settings.json) terminal.printJson({ wallet: settings.walletFolder, until: until.toISOString(), pid });
}
