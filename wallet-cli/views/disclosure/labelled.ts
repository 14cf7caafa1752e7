import { type Line, styled } from "../../terminal/line.ts";
import { wrapToWidth } from "../../terminal/wrap-to-width.ts";

const labelWidth = 14;

/** A text with a label before it, wrapped behind the label. */
export function labelled(label: string, text: string, { width }: { width: number }): Line[] {
  return wrapToWidth(text, width - labelWidth).map(
    (line, index): Line => [styled("dim", (index === 0 ? label : "").padEnd(labelWidth)), line],
  );
}
