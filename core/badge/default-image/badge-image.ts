import { createHash } from "node:crypto";
import { printable } from "../../text/printable.ts";
import { badgeWords, type DrawLine, escaped, textLine } from "./badge-words.ts";
import { emblem, emblemSize } from "./emblem.ts";
import { paletteFor } from "./palette.ts";
import { badgeSize, outlines } from "./shapes.ts";

/** What a default badge shows. */
export interface BadgeSubject {
  /** Of the achievement. */
  name: string;
  issuerName: string;
}

const centre = badgeSize / 2;
/** Where the emblem stands: above the words, or in place of them. */
const small = `translate(${centre} 98)`;
const large = `translate(${centre} ${centre - 1.25 * emblemSize.height}) scale(2.5)`;
/** In characters, and enough for every name: what follows would not be legible anyway. */
const longestName = 300;

/**
 * The picture of an achievement that has none of its own: an SVG that looks the same for the same names, another way for others. It says in
 * words what it shows, for those who do not see it, and holds no script and no reference to anything outside.
 *
 * @param drawLine - How a line of letters is drawn: as text when absent; "none" where no font has them, title and description stay.
 */
export function badgeImage(subject: BadgeSubject, drawLine: DrawLine | "none" = textLine): string {
  const names = { name: oneLine(subject.name), issuerName: oneLine(subject.issuerName) };
  const hash = createHash("sha256")
    .update(JSON.stringify([names.name, names.issuerName]))
    .digest();
  const palette = paletteFor((hash.readUInt16BE(0) * 360) / 65536);
  const outline = outlines[hash.readUInt8(2) % outlines.length] ?? "";
  const { width, height } = emblemSize;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${badgeSize} ${badgeSize}" width="${badgeSize}" height="${badgeSize}"`,
    ` role="img" aria-labelledby="badge-title badge-description">`,
    `<title id="badge-title">${escaped(names.name)}</title>`,
    `<desc id="badge-description">${escaped(`Badge for ${names.name}, by ${names.issuerName}`)}</desc>`,
    `<defs><linearGradient id="badge-ground" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${palette.darkToo}"/>`,
    `<stop offset="1" stop-color="${palette.dark}"/></linearGradient>`,
    `<clipPath id="badge-emblem"><rect x="${-width / 2}" width="${width}" height="${height}" rx="18"/></clipPath></defs>`,
    `<path fill="${palette.middle}" d="${outline}"/>`,
    `<path fill="url(#badge-ground)" stroke="${palette.light}" stroke-width="6" transform="matrix(.93 0 0 .93 21 21)" d="${outline}"/>`,
    `<g transform="${drawLine === "none" ? large : small}"><g clip-path="url(#badge-emblem)">${emblem(hash.subarray(3), palette)}</g></g>`,
    drawLine === "none" ? "" : badgeWords(names, { ruleColour: palette.light, drawLine }),
    "</svg>",
  ].join("");
}

function oneLine(text: string): string {
  const characters = [...printable(text).replace(/\s+/gu, " ").trim()];
  return characters.length > longestName
    ? `${characters.slice(0, longestName).join("")}…`
    : characters.join("");
}
