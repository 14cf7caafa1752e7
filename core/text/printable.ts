/**
 * Whole terminal sequences: OSC, DCS, SOS, PM and APC strings with their text, CSI, then two-byte escapes. A string ends at its terminator
 * or, cut off, at the next escape: each alternative matches whatever follows, so no text is gone through twice.
 */
const escapeSequences =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
  /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/gu;

/**
 * Control (but line feed and tab), format (bidi controls, zero-width characters, soft hyphen, tags), surrogate,
 * private-use and unassigned code points, line and paragraph separators, and blanks that are no `White_Space`.
 */
const unprintable =
  /(?![\n\t])(?:\p{C}|\p{Zl}|\p{Zp}|[\u115f\u1160\u3164\uffa0]|\u034f|\p{Variation_Selector})/gu;

/** More than this many combining marks on one letter are no language, but an overprint of the neighbouring lines. */
const markPile = /(\p{M}{4})\p{M}+/gu;

/** Latin letters, digits, signs, dashes and quotation marks, of which nothing below removes or changes any. */
const plain = /^[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027]*$/u;

/** Whether a text is one line of such characters alone, as most are: then it is printable as it is. */
export function isPlain(text: string): boolean {
  return plain.test(text);
}

/**
 * What is left of a text when nothing in it can move a cursor, change a colour, hide, or reorder what people read.
 *
 * Keeps line feeds and tabs: a caller that wants one line replaces them. Does not escape HTML.
 */
export function printable(text: string): string {
  if (isPlain(text)) return text;
  return text
    .replaceAll("\r\n", "\n")
    .replace(escapeSequences, "")
    .replace(unprintable, "")
    .replace(markPile, "$1");
}
