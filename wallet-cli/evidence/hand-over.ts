import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { printable } from "../../core/text/printable.ts";
import type { NumberedCredential } from "../credentials/select-credential.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { EvidenceRecord } from "../store/wallet-records.ts";
import { writeNewFile } from "../terminal/write-new-file.ts";
import type { Wallet } from "../wallet.ts";
import { numberEvidence, signedEvidenceOf } from "./numbered-evidence.ts";

const longestName = 100;

/** The files that go along with credentials: those that are kept, and are still what these credentials name. */
export async function filesToHandOver(
  chosen: readonly NumberedCredential[],
  wallet: Wallet,
): Promise<EvidenceRecord[]> {
  const files: EvidenceRecord[] = [];
  for (const held of chosen) {
    const numbered = numberEvidence(await signedEvidenceOf(held), await wallet.evidence.kept(held.recordId));
    files.push(...numbered.flatMap(({ signed, kept }) => (signed && kept ? [kept] : [])));
  }
  if (files.length > 0) return files;
  throw new GuidedProblem(
    "NOT_FOUND",
    "No file is kept that these credentials name as evidence.",
    "Keep one first: stint evidence add CREDENTIAL FILE",
  );
}

/**
 * Writes files into a new folder that their owner alone can read: plain files side by side, found again by their digests.
 *
 * @throws {@link Problem} `ALREADY_EXISTS`.
 */
export async function writeEvidenceFolder(
  folder: string,
  files: readonly EvidenceRecord[],
  wallet: Wallet,
): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
    throw new GuidedProblem(
      "ALREADY_EXISTS",
      "There is such a folder already.",
      "Name a new one with --with-evidence.",
    );
  });
  try {
    const names = new Set<string>();
    for (const record of files) {
      const path = join(folder, freeName(record.name, names));
      await writeNewFile(path, await wallet.evidence.read(record), { advice: "Name another folder." });
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A name that stays in its folder wherever it is written: no separators, no control characters, not hidden, not too long. */
export function plainName(name: string): string {
  const last = printable(name).split(/[/\\]/u).at(-1) ?? "";
  const plain = last.replace(/[\n\t:*?"<>|]/gu, "_").replace(/^[.\s]+|[.\s]+$/gu, "");
  return [...plain].slice(-longestName).join("") || "evidence";
}

function freeName(name: string, taken: Set<string>): string {
  const plain = plainName(name);
  const [, stem = plain, ending = ""] = /^(.+?)(\.[A-Za-z0-9]{1,10})?$/su.exec(plain) ?? [];
  let free = plain;
  // Two names that differ in case only are one name on some disks.
  for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${stem}-${count}${ending}`;
  taken.add(free.toLowerCase());
  return free;
}
