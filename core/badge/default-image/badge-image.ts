import { createHash } from "node:crypto";
import { printable } from "../../text/printable.ts";
import { emblem, emblemSize } from "./emblem.ts";
import { paletteFor } from "./palette.ts";
import { badgeSize, outlines } from "./shapes.ts";
import { fitText, lineSpacing, type SetText } from "./text-size.ts";

/** What a default badge shows. */
export interface BadgeSubject {
  /** Of the achievement. */
  name: string;
  issuerName: string;
}

interface DrawingOptions {
  /** Left out only where no font has their letters; title and description stay. */
  withoutWords?: boolean;
}

const centre = badgeSize / 2;
const fonts = "'Noto Sans','Segoe UI','Helvetica Neue',Arial,sans-serif";
/** Where the emblem stands: above the words, or in place of them. */
const small = `translate(${centre} 98)`;
const large = `translate(${centre} ${centre - 1.25 * emblemSize.height}) scale(2.5)`;
/** Enough for every name; what follows would not be legible anyway. */
const longestName = 300;

/**
 * The picture of an achievement that has none of its own: an SVG that looks the same for the same names, another way for others. It says in
 * words what it shows, for those who do not see it, and holds no script and no reference to anything outside.
 */
export function badgeImage(subject: BadgeSubject, { withoutWords = false }: DrawingOptions = {}): string {
  const [name, issuerName] = [oneLine(subject.name), oneLine(subject.issuerName)];
  const hash = createHash("sha256")
    .update(JSON.stringify([name, issuerName]))
    .digest();
  const palette = paletteFor((hash.readUInt16BE(0) * 360) / 65536);
  const outline = outlines[hash.readUInt8(2) % outlines.length] ?? "";
  const inset = 'transform="matrix(.93 0 0 .93 21 21)"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${badgeSize} ${badgeSize}" width="${badgeSize}" height="${badgeSize}"`,
    ` role="img" aria-labelledby="badge-title badge-description">`,
    `<title id="badge-title">${escaped(name)}</title>`,
    `<desc id="badge-description">${escaped(`Badge for ${name}, by ${issuerName}`)}</desc>`,
    `<defs><linearGradient id="badge-ground" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${palette.darkToo}"/>`,
    `<stop offset="1" stop-color="${palette.dark}"/></linearGradient>`,
    `<clipPath id="badge-emblem"><rect x="${-emblemSize.width / 2}" width="${emblemSize.width}" height="${emblemSize.height}" rx="18"/></clipPath></defs>`,
    `<path fill="${palette.middle}" d="${outline}"/>`,
    `<path fill="url(#badge-ground)" stroke="${palette.light}" stroke-width="6" ${inset} d="${outline}"/>`,
    `<g transform="${withoutWords ? large : small}"><g clip-path="url(#badge-emblem)">${emblem(hash.subarray(3), palette)}</g></g>`,
    ...(withoutWords ? [] : [words(name, issuerName, palette.light)]),
    "</svg>",
  ].join("");
}

function words(name: string, issuerName: string, light: string): string {
  const title = fitText(name, { width: 410, height: 172, sizes: [54, 47, 41, 36, 31, 27, 23] });
  const issuer = fitText(issuerName, { width: 316, height: 62, sizes: [27, 24, 21, 18] });
  return [
    textBlock(title, { middle: 314, weight: 700, fill: "#fff" }),
    `<path fill="${light}" d="M240 422h120v4h-120z"/>`,
    textBlock(issuer, { middle: 468, weight: 400, fill: "#fff" }),
  ].join("");
}

function textBlock(
  { size, lines }: SetText,
  { middle, weight, fill }: { middle: number; weight: number; fill: string },
): string {
  const step = size * lineSpacing;
  // Letters reach about 0.72 em above their base line.
  const first = middle - ((lines.length - 1) * step) / 2 + size * 0.36;
  const spans = lines.map((line, index) => {
    const direction = isRightToLeft(line) ? ' direction="rtl"' : "";
    return `<text x="${centre}" y="${(first + index * step).toFixed(1)}"${direction}>${escaped(line)}</text>`;
  });
  return `<g font-family="${fonts}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="middle">${spans.join("")}</g>`;
}

/** Whether the first letter that has a direction goes from right to left. */
function isRightToLeft(line: string): boolean {
  const first = /\p{L}/u.exec(line)?.[0] ?? "";
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first);
}

function oneLine(text: string): string {
  const characters = [...printable(text).replace(/\s+/gu, " ").trim()];
  return characters.length > longestName
    ? `${characters.slice(0, longestName).join("")}…`
    : characters.join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
