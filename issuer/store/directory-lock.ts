import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Level } from "level";
import { Problem } from "../../core/problem/problem.ts";

/** A data directory that this process alone uses. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Takes a data directory for this process, before any of its files is looked at.
 *
 * An empty database serves as the lock: the operating system frees it however the process ends, and it can be
 * held while the store itself is too damaged to open.
 *
 * @throws {@link Problem} `CONFLICT` when another process has it.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(directory, "in-use");
  const lock = new Level(path);
  try {
    await lock.open();
  } catch (error) {
    if (isLocked(error)) {
      throw new Problem("CONFLICT", "Another process is using this data directory; stop it first.");
    }
    // Nobody holds it and nothing is in it, so a damaged one can be made anew.
    await rm(path, { recursive: true, force: true });
    await lock.open();
  }
  return { release: () => lock.close() };
}

function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  return cause?.code === "LEVEL_LOCKED";
}
