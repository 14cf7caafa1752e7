import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../core/problem/problem.ts";
import { decodeRecord, encodeRecord } from "./wallet-records.ts";

const anchorId = "anchor";

interface Sealing {
  seal(id: string, plaintext: Uint8Array): Uint8Array;
  open(id: string, sealed: Uint8Array): Uint8Array;
}

/**
 * Notes outside the database how far the wallet has come: `level` opens a damaged log silently with its last
 * writes missing, and only somebody else's memory can tell.
 */
export async function writeAnchor(folder: string, revision: number, sealing: Sealing): Promise<void> {
  const temporary = join(folder, "anchor.new");
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(sealing.seal(anchorId, encodeRecord({ revision })));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, "anchor"));
}

/** @throws {@link Problem} `STORE_DAMAGED` when the anchor is gone or knows a later revision than the database. */
export async function checkAnchor(folder: string, revision: number, sealing: Sealing): Promise<void> {
  const sealed = await readFile(join(folder, "anchor")).catch(() => undefined);
  if (sealed === undefined) throw new Problem("STORE_DAMAGED", "A file of the wallet is missing.");
  const anchor = decodeRecord<{ revision: number }>(sealing.open(anchorId, sealed));
  if (anchor.revision > revision) throw new Problem("STORE_DAMAGED", "The wallet has lost its last changes.");
}
