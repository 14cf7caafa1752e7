// Runs every benchmark, one after the other, and writes what they found into docs/: npm run bench
import { spawnSync } from "node:child_process";
import { parts } from "./parts.ts";
import { publishOutput } from "./report/publish-output.ts";

const more = process.argv.slice(2);

for (const { name, writesReport, arguments: given = [] } of parts) {
  process.stdout.write(`\n== ${name}\n`);
  const file = new URL(`./${name}.js`, import.meta.url).pathname;
  const { status, stdout } = spawnSync(
    process.execPath,
    [file, ...given, ...(writesReport ? [...more, "--write"] : [])],
    {
      encoding: "utf8",
      stdio: ["ignore", writesReport ? "inherit" : "pipe", "inherit"],
      maxBuffer: 16 * 1024 * 1024,
    },
  );
  if (status !== 0) throw new Error(`${name} failed`);
  if (writesReport) continue;
  process.stdout.write(stdout);
  await publishOutput(name, stdout);
}
