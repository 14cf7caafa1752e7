import type { CertificateFacts } from "./certificate-facts.ts";
import { drawCheck, type WayToCheck } from "./draw-check.ts";
import { colours, styles } from "./look.ts";
import type { Sheet } from "./sheet.ts";

/** The page, in points. What stands within these margins survives printing on US Letter too, which is wider and less high. */
const page = { left: 62, width: 471, top: 58, checkTop: 664 };
const badge = 104;
const labelWidth = 196;

/** Draws a certificate on a page: who did what for whom, what came of it, and how to find out whether it is true. */
export function drawCertificate(
  sheet: Sheet,
  facts: CertificateFacts,
  { picture, check }: { picture: Uint8Array; check: WayToCheck },
): void {
  sheet.ornament(() => sheet.doc.rect(0, 0, sheet.doc.page.width, 12).fill(colours.accent));
  let y = drawHead(sheet, facts, picture);
  y = drawFacts(sheet, facts, y + 14);
  if (facts.description !== undefined) {
    y +=
      sheet.text(
        facts.description,
        { x: page.left, y: y + 8, width: page.width, maximumLines: 5 },
        styles.text,
      ) + 8;
  }
  y = drawResults(sheet, facts, y + 16);
  drawSkills(sheet, facts, y + 12);
  drawCheck(sheet, facts, { x: page.left, y: page.checkTop, width: page.width, check });
}

function drawHead(
  sheet: Sheet,
  { kind, title, employer, student }: CertificateFacts,
  picture: Uint8Array,
): number {
  const x = page.left + badge + 22;
  const width = page.width - badge - 22;
  sheet.ornament(() =>
    sheet.doc.image(Buffer.from(picture), page.left, page.top, { width: badge, height: badge }),
  );
  let y = page.top;
  const certificate =
    kind === "Achievement" ? "Certificate of an achievement" : "Certificate of a micro-internship";
  y += sheet.text(certificate, { x, y, width, maximumLines: 1 }, styles.label);
  y += 3;
  y += sheet.text(title, { x, y, width, maximumLines: 3 }, styles.title);
  y += sheet.text(
    `${kind === "Achievement" ? "from" : "with"} ${employer}`,
    { x, y, width, maximumLines: 2 },
    styles.text,
  );
  y = Math.max(y, page.top + badge) + 22;
  const words = student === undefined ? "done by the holder of this credential" : "done by";
  y += sheet.text(words, { x: page.left, y, width: page.width, maximumLines: 1 }, styles.label);
  if (student === undefined) return y;
  return y + sheet.text(student, { x: page.left, y, width: page.width, maximumLines: 2 }, styles.name);
}

function drawFacts(sheet: Sheet, { facts }: CertificateFacts, top: number): number {
  let y = top;
  for (const [label, text] of facts) y += drawPair(sheet, label, text, y);
  return y;
}

function drawResults(sheet: Sheet, { results }: CertificateFacts, top: number): number {
  if (results.length === 0) return top;
  let y =
    top +
    sheet.text("Results", { x: page.left, y: top, width: page.width, maximumLines: 1 }, styles.heading) +
    2;
  for (const [index, [name, value]] of results.entries()) {
    if (y > page.checkTop - 110) return y + drawMore(sheet, results.length - index, y);
    y += drawPair(sheet, name, value, y);
  }
  return y;
}

function drawSkills(sheet: Sheet, { skills }: CertificateFacts, top: number): void {
  if (skills.length === 0) return;
  const box = { x: page.left, width: page.width };
  const below = top + sheet.text("Skills", { ...box, y: top, maximumLines: 1 }, styles.heading) + 2;
  const room = Math.floor((page.checkTop - 12 - below) / (styles.text.size * 1.3));
  sheet.text(skills.join("  ·  "), { ...box, y: below, maximumLines: Math.max(1, room) }, styles.text);
}

function drawPair(sheet: Sheet, label: string, text: string, y: number): number {
  const left = sheet.text(label, { x: page.left, y, width: labelWidth - 10, maximumLines: 2 }, styles.label);
  const box = { x: page.left + labelWidth, y, width: page.width - labelWidth, maximumLines: 2 };
  return Math.max(left, sheet.text(text, box, styles.text)) + 2;
}

function drawMore(sheet: Sheet, count: number, y: number): number {
  const words = `and ${count} more, in the credential that is attached to this file`;
  return sheet.text(words, { x: page.left, y, width: page.width, maximumLines: 1 }, styles.label);
}
