import { z } from "zod";
import { isUrl } from "../../core/credential/members.ts";

/** Control characters (but line feed and tab), line separators, and what reorders or hides the text around it. */
const unwanted = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

const words = "must not hold control or direction characters";

/** One line of text for people, without white space around it. */
export function line(maximumCharacters: number) {
  return z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(maximumCharacters, `must have at most ${maximumCharacters} characters`)
    .refine((text) => !unwanted.test(text) && !/[\n\t]/.test(text), `${words}, and be one line`);
}

/** Text for people that may have several lines. */
export function paragraphs(maximumCharacters: number) {
  return z
    .string()
    .overwrite((text) => text.replaceAll("\r\n", "\n"))
    .trim()
    .min(1, "must not be empty")
    .max(maximumCharacters, `must have at most ${maximumCharacters} characters`)
    .refine((text) => !unwanted.test(text), words);
}

/** An http or https URL. */
export const webUrl = z
  .string()
  .max(2_000, "must have at most 2000 characters")
  .refine((text) => /^https?:\/\//i.test(text) && isUrl(text), "must be an http or https URL");

/** Any absolute URL: a DID, a URN, a web address. */
export const anyUrl = z
  .string()
  .max(2_000, "must have at most 2000 characters")
  .refine(isUrl, "must be a DID or another absolute URL");

/** Asserts that a value is not larger, as JSON, than credentials should carry. */
export function fits(maximumBytes: number) {
  return (value: unknown) => Buffer.byteLength(JSON.stringify(value)) <= maximumBytes;
}
