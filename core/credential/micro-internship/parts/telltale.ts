import type { JsonObject } from "../../../json/json-value.ts";
import { type Part, resultParts } from "./part.ts";
import { type PlacedText, textsAt, textsIn, waysUp } from "./placed-text.ts";
import { type Place, placesIn } from "./places.ts";

/** Something withheld that can still be read in what is shown. */
export interface Telltale {
  /** What was withheld. */
  withheld: Part;
  /** The words or the address that give it away, as they stand in the credential. */
  text: string;
  /** The part that it stands in; `undefined` for an identifier or an address, which come along with what is shown. */
  shownIn: Part | undefined;
}

/** Members whose texts say by themselves whose or what it is; of any other, the same word elsewhere means nothing. */
const telling = new Set([
  "name",
  "official",
  "email",
  "phone",
  "url",
  "identifier",
  "identityHash",
  "givenName",
  "familyName",
  "role",
  "targetName",
  "activityStartDate",
  "activityEndDate",
]);

/** Parts that are names of somebody: a word of them is enough to guess the rest. */
const names = new Set<Part>(["employer", "contact", "university", "name"]);
const shortestWord = 4;
const shortestText = 3;
/** More than a credential of any use has; beyond, a hostile one would keep its holder waiting. */
const maximumClues = 500;

/**
 * Finds what a holder withholds and shows all the same: the employer's name in the title, the student's in a description, a host in an
 * identifier. It looks for the words and not for what they mean, so that finding nothing promises nothing.
 *
 * @param whole - The credential as it was issued.
 * @param withheld - What of it is not shown.
 * @param shown - What somebody else gets.
 */
export function findTelltales(
  whole: JsonObject,
  { withheld, shown }: { withheld: readonly Place[]; shown: JsonObject },
): Telltale[] {
  const texts = readTexts(shown);
  const clues = withheld
    .flatMap(({ part, pointer }) => textsAt(whole, pointer).flatMap((hidden) => cluesIn(part, hidden)))
    .slice(0, maximumClues);
  const found = new Map<string, Telltale>();
  for (const { part, clue, isIn } of clues) {
    for (const shownText of texts.filter(isIn)) {
      const { text, isAddress } = shownText;
      const telltale = { withheld: part, text: isAddress ? text : clue, shownIn: shownText.part };
      const key = JSON.stringify([part, telltale.shownIn, isAddress && text]);
      // The whole of a name says more than a word of it.
      if ((found.get(key)?.text.length ?? 0) < telltale.text.length) found.set(key, telltale);
    }
  }
  return [...found.values()];
}

/** A text that somebody else gets to read, made ready to be searched. */
interface ShownText {
  text: string;
  /** `undefined` for an address or an identifier. */
  part: Part | undefined;
  isAddress: boolean;
  words: ReadonlySet<string>;
  /** In small letters, with a blank before, between and after its words. */
  phrase: string;
}

function readTexts(shown: JsonObject): ShownText[] {
  const partAt = new Map(placesIn(shown).map(({ pointer, part }) => [pointer, part]));
  const partOf = (pointer: string) =>
    waysUp(pointer)
      .map((outer) => partAt.get(outer))
      .find((part) => part !== undefined);
  return textsIn(shown)
    .filter(({ member }) => member !== "type")
    .map(({ text, pointer }) => {
      const isAddress = /^[a-z][a-z0-9+.-]*:\S+$/iu.test(text);
      return {
        text,
        part: isAddress ? undefined : partOf(pointer),
        isAddress,
        words: new Set(wordsIn(isAddress ? text.toLowerCase() : text)),
        phrase: phraseOf(text),
      };
    });
}

/** Something to look for, and of which part it would tell. */
interface Clue {
  part: Part;
  clue: string;
  isIn(shown: ShownText): boolean;
}

function cluesIn(part: Part, { member, text }: PlacedText): Clue[] {
  const phrase = (clue: string): Clue => {
    const wanted = phraseOf(clue);
    return { part, clue, isIn: (shown) => shown.phrase.includes(wanted) };
  };
  if (part === "hours" && member === "value") return [phrase(text)];
  if (!telling.has(member) || resultParts.includes(part)) return [];
  if (/^\d{4}-\d{2}-\d{2}T/u.test(text)) return [phrase(text.slice(0, "2026-10-20".length))];
  const host = hostIn(text);
  if (host !== undefined) {
    return [{ part, clue: host, isIn: (shown) => shown.text.toLowerCase().includes(host) }];
  }
  if (text.length < shortestText) return [];
  return [phrase(text), ...(names.has(part) ? namesIn(text).map((clue) => word(part, clue)) : [])];
}

/** One word of a name: as it is written in a text, in small letters in an address. */
function word(part: Part, clue: string): Clue {
  const small = clue.toLowerCase();
  return { part, clue, isIn: ({ words, isAddress }) => words.has(isAddress ? small : clue) };
}

/** The words of a name that are written like one. */
function namesIn(text: string): string[] {
  return wordsIn(text).filter((part) => part.length >= shortestWord && /^\p{Lu}/u.test(part));
}

function phraseOf(text: string): string {
  return ` ${wordsIn(text).join(" ").toLowerCase()} `;
}

function wordsIn(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
}

function hostIn(text: string): string | undefined {
  if (!/^https?:/iu.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).host.replace(/^www\./u, "");
}
