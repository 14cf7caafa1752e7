import type { Palette } from "./palette.ts";

const tile = 36;
const rows = 3;
const columns = 4;
/** How large it is. */
export const emblemSize = { width: columns * tile, height: rows * tile };
/** Quarter discs in a tile by the corner that they are drawn from. */
const quarters = [
  (x: number, y: number) => `M${x} ${y}h${tile}a${tile} ${tile} 0 0 1 ${-tile} ${tile}z`,
  (x: number, y: number) => `M${x + tile} ${y}v${tile}a${tile} ${tile} 0 0 1 ${-tile} ${-tile}z`,
  (x: number, y: number) => `M${x + tile} ${y + tile}h${-tile}a${tile} ${tile} 0 0 1 ${tile} ${-tile}z`,
  (x: number, y: number) => `M${x} ${y + tile}v${-tile}a${tile} ${tile} 0 0 1 ${tile} ${tile}z`,
] as const;

/**
 * A small mosaic, mirrored left and right, that tells two badges apart at a glance: SVG elements, centred on x = 0, with their top at y = 0.
 *
 * @param bytes - At least six, of a hash.
 */
export function emblem(bytes: Uint8Array, palette: Palette): string {
  const inks = [palette.light, palette.accent, palette.middle];
  const parts: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns / 2; column += 1) {
      const byte = bytes[row * (columns / 2) + column] ?? 0;
      const corner = byte & 3;
      const mirrored = [1, 0, 3, 2][corner] ?? 0;
      const ink = inks[(byte >> 2) % inks.length] ?? palette.light;
      const ground = inks[((byte >> 2) + 1 + ((byte >> 6) & 1)) % inks.length] ?? palette.dark;
      const [left, right] = [(column - columns / 2) * tile, (columns / 2 - 1 - column) * tile];
      for (const [at, turn] of [
        [left, corner],
        [right, mirrored],
      ] as const) {
        const top = row * tile;
        parts.push(`<path fill="${ground}" d="M${at} ${top}h${tile}v${tile}h${-tile}z"/>`);
        parts.push(`<path fill="${ink}" d="${quarters[turn]?.(at, top)}"/>`);
      }
    }
  }
  return parts.join("");
}
