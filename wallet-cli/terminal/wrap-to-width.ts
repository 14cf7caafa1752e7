import { wrapText } from "../../core/text/wrap-text.ts";
import { textWidth } from "./text-width.ts";

/** The text in lines of at most so many columns, see {@link wrapText}. */
export function wrapToWidth(text: string, columns: number): string[] {
  return wrapText(text, { maximum: columns, measure: textWidth });
}
