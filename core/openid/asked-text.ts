import type { JsonValue } from "../json/json-value.ts";
import { printable } from "../text/printable.ts";

const longestText = 60;
const longestRaw = 1_000;
/** How many of several alternatives are named. */
export const shownItems = 5;

const quotationMarks = /["\u00ab\u00bb\u201c-\u201f\uff02]/gu;

/** Any JSON as a text. `String` would run into the members of an object. */
export function textOf(value: JsonValue): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** An asker's text in one short printable line, and in quotation marks that nothing in it can close. */
export function quoted(text: string): string {
  return `"${shortLine(text).replace(quotationMarks, "'")}"`;
}

/** The place of a claim, its names joined: as it is when they are plain names, else in quotation marks. */
export function placeText(names: readonly string[]): string {
  const isPlain = names.every((name) => /^[\w@:#/.-]{1,60}$/u.test(name));
  const place = names.map(shortLine).join(" › ");
  return isPlain ? place : `"${place.replace(quotationMarks, "'")}"`;
}

/** "A, B or C": the first ones, and how many more there are. */
export function anyOf(items: readonly string[]): string {
  const shown = items.slice(0, shownItems);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join(", ")} or one of ${more} more`;
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} or ${last}`;
}

function shortLine(text: string): string {
  const line = printable(text.slice(0, longestRaw)).replace(/\s+/gu, " ").trim();
  const characters = [...line];
  return characters.length > longestText || text.length > longestRaw
    ? `${characters.slice(0, longestText - 1).join("")}…`
    : line;
}
