import { crc32, deflateSync } from "node:zlib";
import fc from "fast-check";

/** One chunk of a PNG, written by other means than ours; `changes` make it a wrong one. */
export function chunk(
  type: string,
  data: Uint8Array | string = "",
  changes: { length?: number; crc?: number } = {},
): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), Buffer.from(data as string, "utf8")]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(changes.length ?? body.length - 4);
  crc.writeUInt32BE(changes.crc ?? crc32(body));
  return Buffer.concat([length, body, crc]);
}

export const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** One pixel by one, eight bits of grey. */
export const header = chunk("IHDR", Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
export const pixels = chunk("IDAT", deflateSync(Buffer.from([0, 0x7f])));
export const end = chunk("IEND");

/** A PNG of one pixel with some chunks between its header and its pixels. */
export function png(...chunks: Uint8Array[]): Buffer {
  return Buffer.concat([signature, header, ...chunks, pixels, end]);
}

/** An SVG with something inside. */
export function svg(inside = "", attributes = ""): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"${attributes}>${inside}<circle r="4"/></svg>`;
}

/** Texts of every character that UTF-8 has, control characters and noncharacters too. */
export const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff - 0x800 }))
  .map((points) => String.fromCodePoint(...points.map((point) => (point < 0xd800 ? point : point + 0x800))));
