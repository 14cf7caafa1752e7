import { crc32 } from "node:zlib";
import { Problem } from "../../problem/problem.ts";
import { badgeLimits } from "../limits.ts";

/** One chunk of a PNG file: {@link https://www.w3.org/TR/png-3/#5Chunk-layout}. */
export interface PngChunk {
  /** Four ASCII letters, such as `iTXt`. */
  type: string;
  data: Uint8Array;
  /** The chunk as it stands in the file: length, type, data and CRC. */
  bytes: Uint8Array;
}

export const pngSignature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** Length, type and CRC. */
const frameBytes = 12;
const headerBytes = 13;

/**
 * Takes a PNG file apart into its chunks, all of them, and refuses every file in which another reader could find other ones: something
 * missing, cut off, damaged, or after the end. The pixels are not looked at.
 *
 * @throws {@link Problem} `CONTENT_TOO_LARGE` above `badgeLimits.pngBytes`; `PARSING_ERROR`.
 */
export function readPngChunks(file: Uint8Array): PngChunk[] {
  if (file.length > badgeLimits.pngBytes) {
    throw new Problem("CONTENT_TOO_LARGE", `A PNG may have at most ${badgeLimits.pngBytes} bytes.`);
  }
  if (!pngSignature.equals(file.subarray(0, pngSignature.length)))
    throw broken("does not begin as a PNG does");
  const chunks: PngChunk[] = [];
  for (let start = pngSignature.length; start < file.length; ) {
    if (chunks.length === badgeLimits.pngChunks) throw broken("has too many parts");
    const chunk = readChunk(file.subarray(start));
    chunks.push(chunk);
    start += chunk.bytes.length;
  }
  assertWhole(chunks);
  return chunks;
}

/** Writes one chunk as it stands in a file. */
export function encodePngChunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(frameBytes + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

function readChunk(rest: Uint8Array): PngChunk {
  const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength);
  if (rest.length < frameBytes) throw broken("is cut off");
  const length = view.getUint32(0);
  if (length > rest.length - frameBytes)
    throw broken("is cut off, or says that a part is longer than the file");
  const type = Buffer.from(rest.subarray(4, 8)).toString("latin1");
  if (!/^[A-Za-z]{4}$/.test(type)) throw broken("has a part without a name");
  if (crc32(rest.subarray(4, 8 + length)) !== view.getUint32(8 + length)) throw broken("is damaged");
  return { type, data: rest.subarray(8, 8 + length), bytes: rest.subarray(0, frameBytes + length) };
}

/** The order of the chunks that there must be: {@link https://www.w3.org/TR/png-3/#5ChunkOrdering}. */
function assertWhole(chunks: PngChunk[]): void {
  const [first, last] = [chunks[0], chunks.at(-1)];
  if (first?.type !== "IHDR" || first.data.length !== headerBytes) throw broken("has no header");
  if (last?.type !== "IEND" || last.data.length !== 0) throw broken("has no end, or something after it");
  const count = (type: string) => chunks.filter((chunk) => chunk.type === type).length;
  if (count("IHDR") > 1 || count("IEND") > 1) throw broken("is several in one file");
  if (count("IDAT") === 0) throw broken("has no picture in it");
}

function broken(words: string): Problem {
  return new Problem("PARSING_ERROR", `The PNG file ${words}.`);
}
