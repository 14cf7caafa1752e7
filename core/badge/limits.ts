/** What a picture with a credential in it may at most be; every one is far above what badge makers write. */
export const badgeLimits = {
  /** Of a whole PNG file. */
  pngBytes: 4 * 1024 * 1024,
  /** Of a whole SVG file: reading XML costs more than skipping over pixels. */
  svgBytes: 1024 * 1024,
  /** Of a credential as text, baked or taken out. */
  credentialBytes: 256 * 1024,
  pngChunks: 4096,
  svgDepth: 100,
  svgElements: 50_000,
  /** Of one element. */
  svgAttributes: 200,
} as const;
