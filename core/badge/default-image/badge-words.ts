import { badgeSize } from "./shapes.ts";
import { fitText, lineSpacing, type SetText } from "./text-size.ts";

/** Where a line of letters goes: centred on `x`, its base line at `y`. */
export interface LinePlace {
  x: number;
  y: number;
  size: number;
  weight: "regular" | "bold";
}

/** Draws one line of letters as SVG elements, without colour. */
export type DrawLine = (line: string, place: LinePlace) => string;

const fonts = "'Noto Sans','Segoe UI','Helvetica Neue',Arial,sans-serif";
const white = "#fff";

/** The name of an achievement, large, and its issuer's below a short rule. */
export function badgeWords(
  { name, issuerName }: { name: string; issuerName: string },
  { ruleColour, drawLine }: { ruleColour: string; drawLine: DrawLine },
): string {
  const title = fitText(name, { width: 410, height: 172, sizes: [54, 47, 41, 36, 31, 27, 23] });
  const issuer = fitText(issuerName, { width: 316, height: 62, sizes: [27, 24, 21, 18] });
  return [
    `<g fill="${white}">${block(title, { middle: 314, weight: "bold", drawLine })}</g>`,
    `<path fill="${ruleColour}" d="M240 422h120v4h-120z"/>`,
    `<g fill="${white}">${block(issuer, { middle: 468, weight: "regular", drawLine })}</g>`,
  ].join("");
}

/** Draws a line as text that stays text: whoever shows the picture chooses the font. */
export function textLine(line: string, { x, y, size, weight }: LinePlace): string {
  const direction = isRightToLeft(line) ? ' direction="rtl"' : "";
  const font = `font-family="${fonts}" font-size="${size}" font-weight="${weight === "bold" ? 700 : 400}"`;
  return `<text x="${x}" y="${y}" text-anchor="middle" ${font}${direction}>${escaped(line)}</text>`;
}

/** A text fit to stand between the tags of an element. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function block(
  { size, lines }: SetText,
  { middle, weight, drawLine }: { middle: number; weight: LinePlace["weight"]; drawLine: DrawLine },
): string {
  const step = size * lineSpacing;
  // Letters reach about 0.72 em above their base line.
  const first = middle - ((lines.length - 1) * step) / 2 + size * 0.36;
  return lines
    .map((line, index) => {
      const y = Math.round((first + index * step) * 10) / 10;
      return drawLine(line, { x: badgeSize / 2, y, size, weight });
    })
    .join("");
}

/** Whether the first letter that has a direction goes from right to left. */
function isRightToLeft(line: string): boolean {
  const first = /\p{L}/u.exec(line)?.[0] ?? "";
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first);
}
