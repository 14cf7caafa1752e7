import { open, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { GuidedProblem } from "../guided-problem.ts";

/**
 * Writes a file that its owner alone can read, never over one that exists.
 *
 * @param options - `advice`: what to do when there is such a file.
 * @throws {@link Problem} `ALREADY_EXISTS`.
 */
export async function writeNewFile(
  path: string,
  content: Uint8Array | string,
  options: { advice: string },
): Promise<void> {
  const file = await open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
    throw new GuidedProblem("ALREADY_EXISTS", "There is such a file already.", options.advice);
  });
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** A new file is only surely there when its folder is on the disk too. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return; // folders cannot be opened there
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}
