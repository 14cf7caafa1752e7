import { Problem } from "../../core/problem/problem.ts";
import { readFileBounded } from "../credentials/read-document.ts";
import { countOf } from "../credentials/select-credential.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { walletOptions } from "../open-wallet.ts";
import { passphraseOf } from "../passphrase.ts";
import type { Session } from "../session.ts";
import { maxBackupBytes, openBackup } from "../store/backup.ts";
import { styled } from "../terminal/line.ts";
import { Wallet } from "../wallet.ts";

/**
 * Makes the wallet of a backup again, or adds what a wallet of the same DID lacks. All or nothing; the newer of
 * two credentials stays, and another person's wallet is never touched.
 */
export async function restore(options: { file: string }, session: Session): Promise<ExitCode> {
  const sealed = await readFileBounded(options.file, maxBackupBytes);
  if (sealed.length > maxBackupBytes) throw new Problem("CONTENT_TOO_LARGE");
  const { terminal, settings } = session;
  const isNew = !(await Wallet.exists(settings.walletFolder));
  const passphrase = await passphraseOf(
    session,
    isNew ? "Passphrase of the backup: " : "Passphrase of the wallet: ",
  );
  const { did, counts } = isNew
    ? await restoreNew(sealed, passphrase, session)
    : await restoreInto(sealed, passphrase, session);
  terminal.tell(
    [styled("green", "✔ "), isNew ? "Restored the wallet of" : "Restored into the wallet of"],
    `  ${did}`,
  );
  terminal.tell(
    `  ${countOf(counts.added)} added, ${counts.replaced} replaced by a newer one, ${counts.kept} left as they were`,
  );
  if (settings.json) terminal.printJson({ did, ...counts });
  return exitCodes.done;
}

interface Restored {
  readonly did: string;
  readonly counts: { added: number; replaced: number; kept: number };
}

async function restoreNew(sealed: Uint8Array, passphrase: string, session: Session): Promise<Restored> {
  const { deriveSealingKey } = session.environment;
  const contents = await openBackup(sealed, { passphrase, deriveSealingKey });
  const wallet = await Wallet.createFrom(contents, walletOptions(session, passphrase));
  await wallet.close();
  return { did: contents.identity.did, counts: { added: contents.credentials.length, replaced: 0, kept: 0 } };
}

async function restoreInto(sealed: Uint8Array, passphrase: string, session: Session): Promise<Restored> {
  const wallet = await Wallet.open(walletOptions(session, passphrase));
  try {
    const contents = await openBackup(sealed, {
      passphrase,
      deriveSealingKey: session.environment.deriveSealingKey,
    });
    return { did: wallet.did, counts: await wallet.merge(contents) };
  } finally {
    await wallet.close();
  }
}
