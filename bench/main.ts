// Runs every benchmark, one after the other, and writes what they found into docs/: npm run bench
import { spawnSync } from "node:child_process";
import { publishOutput } from "./report/publish-output.ts";

interface Part {
  name: string;
  /** Arguments when it runs among the others, so that all together take a quarter of an hour. */
  arguments?: string[];
  /** Writes its own part of docs/; of the others what they print is kept as it is. */
  writesReport?: true;
}

const parts: Part[] = [
  { name: "ed25519" },
  { name: "libraries", writesReport: true },
  { name: "http", writesReport: true },
  { name: "growth", writesReport: true, arguments: process.argv.slice(2) },
  { name: "disclosure" },
  { name: "verifier-under-attack", arguments: ["10"] },
  { name: "batch-10000" },
];

for (const { name, writesReport, arguments: given = [] } of parts) {
  process.stdout.write(`\n== ${name}\n`);
  const file = new URL(`./${name}.js`, import.meta.url).pathname;
  const parameters = [file, ...given, ...(writesReport ? ["--write"] : [])];
  const { status, stdout } = spawnSync(process.execPath, parameters, {
    encoding: "utf8",
    stdio: ["ignore", writesReport ? "inherit" : "pipe", "inherit"],
    maxBuffer: 16 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${name} failed`);
  if (!writesReport) {
    process.stdout.write(stdout);
    await publishOutput(name, stdout);
  }
}
