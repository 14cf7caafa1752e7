/** How many bytes are taken at a time: one table for each. */
const stride = 8;
const tables = tablesOf(stride);

/** CRC-32C (Castagnoli, RFC 3720 B.4) over some bytes, as LevelDB computes it before masking. */
export function crc32c(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as Tables;
  let crc = 0xffffffff;
  let at = 0;
  // Eight bytes at a time, each with the table that carries it over those behind it: five times as fast as one at a time.
  for (const end = bytes.length - stride; at <= end; at += stride) {
    const b =
      crc ^
      (byte(bytes, at) |
        (byte(bytes, at + 1) << 8) |
        (byte(bytes, at + 2) << 16) |
        (byte(bytes, at + 3) << 24));
    crc =
      entry(t7, b) ^
      entry(t6, b >>> 8) ^
      entry(t5, b >>> 16) ^
      entry(t4, b >>> 24) ^
      entry(t3, byte(bytes, at + 4)) ^
      entry(t2, byte(bytes, at + 5)) ^
      entry(t1, byte(bytes, at + 6)) ^
      entry(t0, byte(bytes, at + 7));
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ entry(t0, crc ^ byte(bytes, at));
  return (crc ^ 0xffffffff) >>> 0;
}

/** LevelDB stores checksums turned and shifted, so that a checksum of checksums is none. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

type Table = Uint32Array;
type Tables = [Table, Table, Table, Table, Table, Table, Table, Table];

/** The first table carries a byte over itself, each further one over one byte more. */
function tablesOf(count: number): Table[] {
  const first = new Uint32Array(256).map((_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
    return value;
  });
  const all = [first];
  for (let last = first; all.length < count; all.push(last)) {
    last = last.map((value) => (value >>> 8) ^ entry(first, value));
  }
  return all;
}

function entry(table: Table, index: number): number {
  return table[index & 0xff] as number;
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}
