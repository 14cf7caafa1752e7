import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import type { Line } from "../terminal/line.ts";

/**
 * Tells a person what they are about to agree to. A program that agreed beforehand is told nothing: with `--json` an error is all that
 * it reads on standard error.
 */
export function explain(
  lines: readonly Line[],
  options: { yes: boolean },
  { terminal, settings }: Session,
): void {
  if (!options.yes || !settings.json) terminal.tell(...lines);
}

/**
 * Asks a person to go on.
 *
 * @throws {@link Problem} `INVALID_REQUEST` when nobody is there and no option said so.
 */
export async function confirm(
  question: string,
  options: { yes: boolean },
  session: Session,
): Promise<boolean> {
  if (options.yes) return true;
  const answer = await session.terminal.ask(`${question} [y/N] `);
  if (answer === undefined) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "Nobody is here to confirm.",
      "In a script say so with --yes.",
    );
  }
  return /^y(es)?$/iu.test(answer.trim());
}
