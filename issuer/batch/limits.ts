/** How much one upload may hold. */
export const batchLimits = {
  bytes: 8 * 1024 * 1024,
  /** Of one issuer: each is held in memory while it arrives and waits. */
  uploadsAtOnce: 3,
  rows: 10_000,
  /** Rows with nothing in them are passed over; a file may not consist of them. */
  rowsWithBlankOnes: 20_000,
  columns: 60,
  fieldCharacters: 8_000,
  rowCharacters: 64_000,
  /** More than these are not looked for: nobody reads them, and 10,000 rows can have half a million. */
  problems: 2_000,
};
