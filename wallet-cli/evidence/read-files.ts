import { constants, createReadStream } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { GivenFile } from "../../core/evidence/compare-evidence.ts";
import { createDigestReader } from "../../core/evidence/content-digests.ts";
import { Problem } from "../../core/problem/problem.ts";
import { GuidedProblem } from "../guided-problem.ts";

const maximumFiles = 100;
const maximumBytes = 1024 * 1024 * 1024;

/**
 * Reads the digests of files that came along with a credential: the files named, and those that lie in a folder named; folders in it and
 * links are left alone. Nothing of a file is kept.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONTENT_TOO_LARGE` for more than 100 files, or more than 1 GiB in one.
 */
export async function readGivenFiles(paths: readonly string[]): Promise<GivenFile[]> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  if (files.length > maximumFiles) {
    throw new GuidedProblem("CONTENT_TOO_LARGE", `More than ${maximumFiles} files.`, "Give fewer at a time.");
  }
  const given: GivenFile[] = [];
  for (const path of files) given.push(await readOne(path));
  return given;
}

async function filesAt(path: string): Promise<string[]> {
  const found = await lstat(path).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(path, entry.name))
    .sort();
}

async function readOne(path: string): Promise<GivenFile> {
  try {
    // A pipe would wait for ever, and a device never ends: neither is a file that somebody handed over.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await file.stat()).isFile()) throw Object.assign(new Error(), { code: "not a file" });
      const reader = createDigestReader();
      let size = 0;
      for await (const chunk of createReadStream("", { fd: file.fd, autoClose: false })) {
        size += chunk.length;
        if (size > maximumBytes) throw new Problem("CONTENT_TOO_LARGE", "A file has more than 1 GiB.");
        reader.update(chunk);
      }
      return { name: basename(path), digests: reader.digests() };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw unreadable(error);
  }
}

function unreadable(error: unknown): GuidedProblem {
  const code = (error as NodeJS.ErrnoException).code;
  const words =
    code === "ENOENT" ? "There is no such file." : `The file cannot be read (${code ?? "unknown"}).`;
  return new GuidedProblem("NOT_FOUND", words, "Check the path.", { cause: error });
}
