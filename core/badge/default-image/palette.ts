/** The colours of a badge, as #rrggbb. White letters on both of the dark ones have at least {@link leastContrast}. */
export interface Palette {
  dark: string;
  darkToo: string;
  middle: string;
  light: string;
  accent: string;
}

/** WCAG 2.2, 1.4.6 (AAA). */
export const leastContrast = 7;

/** The colours around a hue. */
export function paletteFor(hue: number): Palette {
  return {
    dark: hex(darkTone(hue)),
    darkToo: hex(darkTone(hue + 34)),
    middle: hex(fromHsl(hue + 14, 0.48, 0.56)),
    light: hex(fromHsl(hue + 20, 0.6, 0.9)),
    accent: hex(fromHsl(hue + 62, 0.72, 0.7)),
  };
}

/** How well a colour can be told from white: {@link https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio}. */
export function contrastToWhite(colour: string): number {
  const rgb = [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16) / 255);
  return 1.05 / (luminance(rgb) + 0.05);
}

type Rgb = number[];

/** The lightest tone of a hue that white letters can stand on: yellow must be much darker than blue. */
function darkTone(hue: number): Rgb {
  for (let lightness = 0.4; ; lightness -= 0.01) {
    const rgb = fromHsl(hue, 0.62, lightness);
    if (contrastToWhite(hex(rgb)) >= leastContrast) return rgb;
  }
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const spread = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((offset) => {
    const place = (offset + hue / 30) % 12;
    return lightness - spread * Math.max(-1, Math.min(place - 3, 9 - place, 1));
  });
}

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hex(rgb: Rgb): string {
  return `#${rgb
    .map((value) =>
      Math.round(value * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
