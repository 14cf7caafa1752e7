import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../core/problem/problem.ts";

export interface SecretFile {
  bytes: Uint8Array;
  path: string;
  /** Whether it was made just now: the moment to tell people where it lies. */
  created: boolean;
}

/**
 * A random secret that a service keeps for itself in its data folder: made on first start, mode 0600, base64url on one line.
 *
 * @param size - In bytes.
 * @throws {@link Problem} `CONFIGURATION` when the file is there but does not hold such a secret.
 */
export async function secretFile(dataDirectory: string, name: string, size: number): Promise<SecretFile> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, name);
  const made = randomBytes(size);
  const draft = `${path}.${randomBytes(6).toString("hex")}.new`;
  try {
    await writeFile(draft, `${made.toString("base64url")}\n`, { mode: 0o600, flush: true });
    // A link appears whole or not at all, and never replaces what another process just made.
    await link(draft, path);
    return { bytes: made, path, created: true };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const bytes = Buffer.from((await readFile(path, "utf8")).trim(), "base64url");
  if (bytes.byteLength !== size) throw new Problem("CONFIGURATION", `The secret file ${path} is damaged.`);
  return { bytes, path, created: false };
}
