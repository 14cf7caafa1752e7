/** One benchmark among those that `npm run bench` runs. */
export interface Part {
  /** Of its file, and of its part of docs/performance.md. */
  name: string;
  /** Arguments when it runs among the others, so that all together take a quarter of an hour. */
  arguments?: string[];
  /** Writes its own part of docs/; of the others what they print is kept as it is. */
  writesReport?: true;
}

/** In the order in which they run. */
export const parts: Part[] = [
  { name: "ed25519" },
  { name: "libraries", writesReport: true },
  { name: "http", writesReport: true },
  { name: "growth", writesReport: true },
  { name: "disclosure" },
  { name: "signing" },
  { name: "verifier-under-attack", arguments: ["10"] },
  { name: "batch-10000" },
  { name: "wallet", arguments: ["--sizes", "10,1000", "--rounds", "5"] },
];
