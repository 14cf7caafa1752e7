import type { PictureKind } from "../../core/badge/baked-picture.ts";
import { type BadgeSubject, badgeImage } from "../../core/badge/default-image/badge-image.ts";

/** A picture, and what a person should know about it. */
export interface Picture {
  bytes: Uint8Array;
  notes: string[];
}

/** The picture of an achievement that has none. As a PNG its letters are drawn in the wallet's own fonts, or the person's. */
export async function defaultPicture(
  subject: BadgeSubject,
  { kind, font }: { kind: PictureKind; font: Uint8Array | undefined },
): Promise<Picture> {
  if (kind === "svg") return { bytes: Buffer.from(badgeImage(subject)), notes: [] };
  const { Faces } = await import("../typesetting/faces.ts");
  const { lineOutline } = await import("../typesetting/outlines.ts");
  const { rasterize } = await import("./rasterize.ts");
  const faces = new Faces(font);
  if (!faces.cover(subject.name + subject.issuerName)) {
    const note =
      "The picture is without words: no font here has all the letters. Bring one with --font, or use --svg.";
    return { bytes: await rasterize(badgeImage(subject, "none")), notes: [note] };
  }
  const svg = badgeImage(subject, (line, place) => `<path d="${lineOutline(line, place, faces)}"/>`);
  return { bytes: await rasterize(svg), notes: [] };
}
