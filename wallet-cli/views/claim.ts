import { isPlain } from "../../core/text/printable.ts";
import { oneLine } from "../terminal/line.ts";

/** Check marks, crosses and boxes in their many shapes: what this wallet gives its own verdicts with. */
const verdictMarks =
  /[\u2610-\u2612\u2705\u2713-\u2718\u274c\u274e\u2bbd\u2bbf\u{1f5f4}-\u{1f5f9}\u{1f197}\u{1f7e2}]/gu;

/** Somebody else's words in one line, without the marks that would make them look like a verdict of ours. */
export function claim(text: string): string {
  // None of the marks is among the plain characters.
  return isPlain(text) ? text : oneLine(text).replace(verdictMarks, "*");
}

/** Somebody else's words in quotation marks that nothing in them can end. */
export function quotedClaim(text: string): string {
  return `"${claim(text).replace(/["\u00ab\u00bb\u201c-\u201f\uff02]/gu, "'")}"`;
}
