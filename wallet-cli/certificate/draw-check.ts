import { encode } from "uqr";
import type { CertificateFacts } from "./certificate-facts.ts";
import { colours, styles } from "./look.ts";
import type { Sheet } from "./sheet.ts";

/** Where somebody who holds the paper finds out whether it is true. */
export interface WayToCheck {
  /** An address to scan; without one there is only the credential in the file. */
  link: string | undefined;
  /** Until when the link leads anywhere, as people write it. */
  until: string | undefined;
}

const codeSize = 104;
/** White room around a code, in modules: ISO/IEC 18004 wants four. */
const quietModules = 4;

/** Says plainly that the paper is no proof, and how to get one. */
export function drawCheck(
  sheet: Sheet,
  { credentialId, issuer }: CertificateFacts,
  place: { x: number; y: number; width: number; check: WayToCheck },
): void {
  const { x, y: top, check } = place;
  const { link, until } = check;
  sheet.ornament(() => {
    sheet.doc
      .moveTo(x, top)
      .lineTo(x + place.width, top)
      .lineWidth(0.7)
      .stroke(colours.rule);
  });
  const width = link === undefined ? place.width : place.width - codeSize - 18;
  let y = top + 12;
  const put = (text: string, style: (typeof styles)["small" | "strong" | "text"], maximumLines: number) => {
    y += sheet.text(text, { x, y, width, maximumLines }, style);
  };
  if (link === undefined) {
    put("This paper proves nothing by itself; check the credential.", styles.strong, 2);
  } else {
    put("This paper proves nothing by itself; scan to check.", styles.strong, 2);
    drawCode(sheet, link, { x: x + place.width - codeSize, y: top + 10 });
    put(link, styles.small, 4);
    const end = until === undefined ? "" : ` Good until ${until}.`;
    put(`See whose page it leads to: it must be a verifier that you trust.${end}`, styles.small, 3);
  }
  put(
    "The signed credential is attached to the file of this certificate. Any verifier of Open Badges 3.0 can check it.",
    styles.small,
    3,
  );
  y += 4;
  if (credentialId !== undefined) put(`Credential ${credentialId}`, styles.small, 2);
  put(`Issuer ${issuer}`, styles.small, 3);
}

function drawCode(sheet: Sheet, link: string, { x, y }: { x: number; y: number }): void {
  const { data, size } = encode(link, { border: 0, ecc: "M" });
  const step = codeSize / (size + 2 * quietModules);
  sheet.figure(`A QR code that leads to ${link}`, () => {
    data.forEach((row, line) => {
      row.forEach((dark, column) => {
        if (!dark) return;
        const [left, top] = [x + (column + quietModules) * step, y + (line + quietModules) * step];
        sheet.doc.rect(left, top, step, step);
      });
    });
    sheet.doc.fill("#000");
  });
  sheet.doc.link(x, y, codeSize, codeSize, link);
}
