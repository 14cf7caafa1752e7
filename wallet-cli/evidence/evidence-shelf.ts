import { type ContentDigests, contentDigests } from "../../core/evidence/content-digests.ts";
import { Problem } from "../../core/problem/problem.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { EvidenceRecord, WalletContents } from "../store/wallet-records.ts";
import type { WalletStore } from "../store/wallet-store.ts";

/** The largest file that is kept. */
export const maxEvidenceBytes = 10 * 1024 * 1024;
const maxBytesOfCredential = 50 * 1024 * 1024;
/** All of it goes into one backup file. */
const maxBytesOfWallet = 100 * 1024 * 1024;

/** A file as it was handed in to be kept. */
export interface EvidenceFileToKeep {
  /** The record id of the credential that it is evidence of. */
  readonly credential: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files that a wallet keeps as evidence of its credentials, sealed like everything in it. */
export class EvidenceShelf {
  readonly #store: WalletStore;
  readonly #random: (size: number) => Uint8Array;

  constructor(store: WalletStore, random: (size: number) => Uint8Array) {
    this.#store = store;
    this.#random = random;
  }

  /** What is kept for a credential, or for all of them, in the order in which it came; the files themselves are not read. */
  async kept(credential?: string): Promise<EvidenceRecord[]> {
    const all = [...(await this.#store.all("evidence")).values()];
    return credential === undefined ? all : all.filter((record) => record.credential === credential);
  }

  /**
   * Keeps a file. That it is evidence of the credential is NOT checked here.
   *
   * @returns the record, and whether it was kept before.
   * @throws {@link Problem} `CONTENT_TOO_LARGE`.
   */
  async keep(
    { credential, name, bytes }: EvidenceFileToKeep,
    { now }: { now: Date },
  ): Promise<{ record: EvidenceRecord; isNew: boolean }> {
    const digests = contentDigests(bytes);
    const all = await this.kept();
    const same = all.find((record) => record.credential === credential && isSame(record, digests));
    if (same !== undefined) return { record: same, isNew: false };
    assertRoom(bytes.length, all, credential);
    const key = Buffer.from(this.#random(16)).toString("hex");
    const record: EvidenceRecord = {
      id: `e-${key}`,
      file: `f-${key}`,
      credential,
      name,
      sizeBytes: bytes.length,
      digests,
      addedAt: now.toISOString(),
    };
    await this.#store.save({ evidence: new Map([[record.id, record]]) }, new Map([[record.file, bytes]]));
    return { record, isNew: true };
  }

  /** The bytes of a kept file. @throws {@link Problem} `STORE_DAMAGED`, `CANNOT_OPEN`. */
  async read(record: EvidenceRecord): Promise<Uint8Array> {
    const bytes = await this.#store.file(record.file);
    if (isSame(record, contentDigests(bytes))) return bytes;
    throw new Problem("STORE_DAMAGED", "A kept file is not what it was.");
  }

  remove({ id, file }: EvidenceRecord): Promise<void> {
    return this.#store.remove(id, file);
  }

  /** All of it with the bytes, as a backup holds it. */
  async contents(): Promise<Required<Pick<WalletContents, "evidence" | "files">>> {
    const evidence = await this.kept();
    const files: Record<string, string> = {};
    for (const record of evidence)
      files[record.file] = Buffer.from(await this.read(record)).toString("base64");
    return { evidence, files };
  }
}

/** The bytes of the kept files that a backup names, by record id. */
export function filesOf({ evidence = [], files = {} }: WalletContents): Map<string, Uint8Array> {
  return new Map(evidence.map(({ file }) => [file, Buffer.from(files[file] ?? "", "base64")]));
}

function isSame({ digests }: EvidenceRecord, others: ContentDigests): boolean {
  return digests.sha256 === others.sha256 && digests.sha512 === others.sha512;
}

function assertRoom(sizeBytes: number, all: readonly EvidenceRecord[], credential: string): void {
  const sum = (records: readonly EvidenceRecord[]) =>
    records.reduce((total, record) => total + record.sizeBytes, sizeBytes);
  if (sizeBytes > maxEvidenceBytes) throw tooLarge("A file may have 10 MiB.");
  if (sum(all.filter((record) => record.credential === credential)) > maxBytesOfCredential) {
    throw tooLarge("The files of one credential may have 50 MiB together.");
  }
  if (sum(all) > maxBytesOfWallet) throw tooLarge("The files in a wallet may have 100 MiB together.");
}

function tooLarge(words: string): GuidedProblem {
  return new GuidedProblem(
    "CONTENT_TOO_LARGE",
    words,
    "Keep it elsewhere, and give it along yourself: whoever has it can compare it with stint verify --evidence FILE",
  );
}
