import { open, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { countOf } from "../credentials/select-credential.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withWallet } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { sealBackup } from "../store/backup.ts";
import { styled } from "../terminal/line.ts";

/** Writes the whole wallet, key included, into one encrypted file. Never over a file that exists. */
export function backup(options: { file: string }, session: Session): Promise<ExitCode> {
  return withWallet(session, async (wallet, passphrase) => {
    const { environment, terminal, settings } = session;
    const contents = await wallet.contents();
    const { random, deriveSealingKey } = environment;
    await writeNewFile(options.file, await sealBackup(contents, { passphrase, random, deriveSealingKey }));
    const count = contents.credentials.length;
    terminal.tell(
      [styled("green", "✔ "), `Wrote your key and ${countOf(count)} to `, styled("bold", options.file)],
      "  Keep it on another disk. It opens with the passphrase you have now: stint restore FILE",
    );
    if (settings.json) terminal.printJson({ file: options.file, did: wallet.did, credentials: count });
    return exitCodes.done;
  });
}

async function writeNewFile(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") {
      throw new GuidedProblem(
        "ALREADY_EXISTS",
        "There is such a file already.",
        "Choose another name for the backup.",
      );
    }
    throw error;
  });
  try {
    await file.writeFile(bytes);
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
