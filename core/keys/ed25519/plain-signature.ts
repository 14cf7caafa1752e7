/** The five y coordinates of the points of small order; each point has two encodings, with another sign bit (RFC 8032, 5.1.2). */
const smallOrderY: ReadonlySet<string> = new Set(
  [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ].map((hex) => Buffer.from(hex, "hex").toString("latin1")),
);

/** The order of the group: 2^252 + 27742317777372353535851937790883648493. */
const order = Buffer.from("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010", "hex");
/** The prime of the field: 2^255 - 19. */
const prime = Buffer.from("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "hex");

/**
 * Whether the 64 bytes of a signature are as every verifier wants them: S below the group order, the y of R below the prime and
 * not that of a point of small order. Then R, if it is a point at all, is canonical: only points of small order have x = 0, where
 * the sign bit could be wrong.
 */
export function isPlainSignature(signature: Uint8Array): boolean {
  const y = Buffer.from(signature.subarray(0, 32));
  y[31] = (y[31] ?? 0) & 0x7f;
  return (
    isBelow(signature.subarray(32), order) && isBelow(y, prime) && !smallOrderY.has(y.toString("latin1"))
  );
}

/** Compares little-endian numbers of 32 bytes. */
function isBelow(number: Uint8Array, bound: Uint8Array): boolean {
  for (let index = 31; index >= 0; index -= 1) {
    const difference = (number[index] ?? 0) - (bound[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
