import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Problem } from "../../core/problem/problem.ts";
import { asProblem } from "../../core/problem/undecided.ts";
import { parseTrustedIssuers } from "../../core/verification/parse-trusted-issuers.ts";
import { maxTrustListBytes, type TrustedIssuers } from "../../core/verification/trusted-issuer.ts";
import { createIssuerList, type IssuerList } from "../../core/verification/trusted-issuers.ts";

/** The file that the operator names in the settings: read anew whenever it has changed, never written. */
export interface SettingsList {
  /** The file's name without its folder. */
  name: string;
  /** The last version that could be used, and why a newer one cannot, if there is one. */
  current(): Promise<SettingsVersion>;
}

export interface SettingsVersion extends TrustedIssuers {
  index: IssuerList;
  readAt: Date;
  trouble?: string;
}

interface SettingsListOptions {
  path: string;
  clock: () => Date;
  /** Told once of each version that cannot be used. */
  onTrouble: (words: string) => void;
}

/**
 * Opens the file.
 *
 * @throws {@link Problem} `CONFIGURATION` that names the file and the first thing wrong with it.
 */
export async function openSettingsList({
  path,
  clock,
  onTrouble,
}: SettingsListOptions): Promise<SettingsList> {
  // Looked at before it is read: what is written in between is noticed the next time.
  let mark = await markOf(path);
  const name = basename(path);
  const read = async (): Promise<SettingsVersion> => {
    const content = parseTrustedIssuers(await readBounded(path));
    const index = createIssuerList(name, content.issuers, { mayEndorse: true });
    return { ...content, index, readAt: clock() };
  };
  let version: SettingsVersion;
  try {
    version = await read();
  } catch (error) {
    const words = `STINT_TRUSTED_ISSUERS: ${path}: ${asProblem(error).message}.`;
    throw new Problem("CONFIGURATION", words, { cause: error });
  }
  let looking: Promise<void> | undefined;

  const look = async () => {
    const found = await markOf(path);
    if (found === mark) return;
    mark = found;
    try {
      version = await read();
    } catch (error) {
      const trouble = `The file has changed and cannot be used: ${asProblem(error).message}`;
      version = { ...version, trouble };
      onTrouble(trouble);
    }
  };

  return {
    name,
    current: async () => {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      await looking;
      return version;
    },
  };
}

/** Changes whenever the file does; a file that is gone has one too. */
async function markOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(" ");
  } catch {
    return "";
  }
}

/** Reads at most one byte more than a list may have. */
async function readBounded(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of file.createReadStream({ autoClose: false, end: maxTrustListBytes })) {
        chunks.push(chunk as Buffer);
      }
      return Buffer.concat(chunks);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new Problem("CONFIGURATION", "it cannot be read", { cause });
  }
}
