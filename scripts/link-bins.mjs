// Puts the programs of this package where `npx` and npm scripts look first. npm does this for
// dependencies, but not for the package one stands in.
import { chmod, mkdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const { bin } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
const binFolder = join(root, "node_modules", ".bin");

await mkdir(binFolder, { recursive: true });
for (const [name, file] of Object.entries(bin)) {
  await chmod(join(root, file), 0o755);
  await rm(join(binFolder, name), { force: true });
  await symlink(join("..", "..", file), join(binFolder, name));
}
