import { countOf } from "../credentials/select-credential.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { withPassphrase } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { sealBackup } from "../store/backup.ts";
import { styled } from "../terminal/line.ts";
import { writeNewFile } from "../terminal/write-new-file.ts";

/** Writes the whole wallet, key included, into one encrypted file. Never over a file that exists. */
export function backup(options: { file: string }, session: Session): Promise<ExitCode> {
  return withPassphrase(session, async (wallet, passphrase) => {
    const { environment, terminal, settings } = session;
    const contents = await wallet.contents();
    const { random, deriveSealingKey } = environment;
    const sealed = await sealBackup(contents, { passphrase, random, deriveSealingKey });
    await writeNewFile(options.file, sealed, { advice: "Choose another name for the backup." });
    const count = contents.credentials.length;
    const files = contents.evidence?.length ?? 0;
    const kept = files === 0 ? "" : `, and ${files} ${files === 1 ? "file" : "files"} kept as evidence,`;
    terminal.tell(
      [
        styled("green", "✔ "),
        `Wrote your key and ${countOf(count)}${kept} to `,
        styled("bold", options.file),
      ],
      "  Keep it on another disk. It opens with the passphrase you have now: stint restore FILE",
    );
    if (settings.json) terminal.printJson({ file: options.file, did: wallet.did, credentials: count });
    return exitCodes.done;
  });
}
