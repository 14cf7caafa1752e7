import {
  type Offered,
  partsOf,
  type Wish,
  withThoseInIt,
} from "../../core/credential/micro-internship/parts/choose-parts.ts";
import { isPart, type Part, partNames } from "../../core/credential/micro-internship/parts/part.ts";
import { GuidedProblem } from "../guided-problem.ts";

/** What a person said of how much to show. */
export interface ShowWords {
  /** Words for parts, with commas between them; what is not named is left out. */
  readonly reveal: string | undefined;
  /** The same for what is left out. */
  readonly hide: string | undefined;
}

/** Of somebody who shows everything. */
export const wholly: ShowWords = { reveal: undefined, hide: undefined };

/** Whether a person said anything of it: then credentials are shown in part. */
export function saysWhatToShow({ reveal, hide }: ShowWords): boolean {
  return reveal !== undefined || hide !== undefined;
}

/**
 * Understands the words for the credentials that they are about.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for both at once, for a word that fits none of the credentials, and for hiding what an
 * issuer made mandatory.
 */
export function readShowWords({ reveal, hide }: ShowWords, offered: readonly Offered[]): Wish {
  if (reveal !== undefined && hide !== undefined) {
    throw usedWrongly(
      "--reveal and --hide are two ways to say the same.",
      "Use one of them: --reveal shows only what you name, --hide everything but that.",
    );
  }
  const words = (reveal ?? hide ?? "").split(/[\s,]+/u).filter((word) => word !== "");
  const free = partsOf(offered.flatMap((one) => one.free));
  const always = offered.flatMap((one) => one.always);
  const named = words.map((word) => readWord(word.toLowerCase(), [...free, ...always]));
  if (hide === undefined) return { reveal: named };
  const fixed = named.find((part) => !withThoseInIt(part).some((one) => free.includes(one)));
  if (fixed === undefined) return { hide: named };
  throw usedWrongly(
    `"${fixed}" cannot be left out: the issuer made it mandatory.`,
    `What can be left out: ${free.join(", ")}.`,
  );
}

/** The words that a person may use for some parts. */
export function wordsFor(parts: readonly Part[]): Part[] {
  return partNames.filter((part) => withThoseInIt(part).some((one) => parts.includes(one)));
}

function readWord(word: string, there: readonly Part[]): Part {
  const words = wordsFor(there);
  if (isPart(word) && words.includes(word)) return word;
  throw usedWrongly(
    isPart(word) ? `There is no "${word}" in it.` : "There is no such part in it.",
    `What there is: ${words.join(", ")}.`,
  );
}

function usedWrongly(words: string, advice: string): GuidedProblem {
  return new GuidedProblem("INVALID_REQUEST", words, advice);
}
