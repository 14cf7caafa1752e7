import { GuidedProblem } from "../guided-problem.ts";
import { longestLifetime } from "./process/deadline.ts";

const second = 1_000;
const units = { s: second, m: 60 * second, h: 60 * 60 * second } as const;
const shortestLifetime = 60 * second;

/**
 * For how long a wallet stays unlocked: "90s", "15m", "2h".
 *
 * @returns milliseconds.
 * @throws {@link Problem} `INVALID_REQUEST` for anything else, less than a minute, or more than twelve hours.
 */
export function parseLifetime(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smh])$/u.exec(text) ?? [];
  const lifetime = Number(count) * units[unit as keyof typeof units];
  if (lifetime >= shortestLifetime && lifetime <= longestLifetime) return lifetime;
  throw new GuidedProblem(
    "INVALID_REQUEST",
    "A wallet can be unlocked for one minute to twelve hours.",
    "Say it like this: stint unlock --for 15m (or 90s, or 2h)",
  );
}
