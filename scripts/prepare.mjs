// Builds after `npm ci`, so that the programs are there at once; an installation without the
// development packages (`npm ci --omit=dev`) brings its own dist/ and has nothing to build with.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
if (existsSync(join(root, "node_modules", "typescript"))) {
  const { status } = spawnSync("npm", ["run", "build"], { cwd: root, stdio: "inherit" });
  process.exitCode = status ?? 1;
}
