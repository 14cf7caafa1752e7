import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";

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
