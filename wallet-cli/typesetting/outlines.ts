import type { Faces, Weight } from "./faces.ts";
import { textRuns, widthInEms } from "./text-runs.ts";

/** A line of text as an SVG path, centred on `x` with its base line at `y`: the same letters everywhere, whatever fonts there are. */
export function lineOutline(
  line: string,
  place: { x: number; y: number; size: number; weight: Weight },
  faces: Faces,
): string {
  const { x, y, size, weight } = place;
  let left = x - (widthInEms(line, faces, weight) * size) / 2;
  let path = "";
  for (const { face, text } of textRuns(line, faces, weight)) {
    const { glyphs, positions } = face.font.layout(text);
    const scale = size / face.font.unitsPerEm;
    glyphs.forEach((glyph, index) => {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
      path += glyph.path.transform(scale, 0, 0, -scale, left + xOffset * scale, y - yOffset * scale).toSVG();
      left += xAdvance * scale;
    });
  }
  return path;
}
