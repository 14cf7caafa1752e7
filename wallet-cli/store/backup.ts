import { didKey } from "../../core/did/did-key.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { type deriveSealingKey, openRecord, saltOf, sealRecord } from "../../core/keys/seal.ts";
import { Problem } from "../../core/problem/problem.ts";
import { decodeRecord, encodeRecord, type WalletContents } from "./wallet-records.ts";

const backupId = "stint-backup-1";
const saltBytes = 32;
const nonceBytes = 12;

/** Far above any wallet, and far below what would exhaust a machine. */
export const maxBackupBytes = 256 * 1024 * 1024;

/** One encrypted file with everything in it, under a salt of its own: nothing else is needed but the passphrase. */
export async function sealBackup(
  contents: WalletContents,
  options: {
    passphrase: string;
    random: (size: number) => Uint8Array;
    deriveSealingKey: typeof deriveSealingKey;
  },
): Promise<Uint8Array> {
  const key = await options.deriveSealingKey(options.passphrase, options.random(saltBytes));
  return sealRecord(key, {
    id: backupId,
    plaintext: encodeRecord(contents),
    nonce: options.random(nonceBytes),
  });
}

/** @throws {@link Problem} `CANNOT_OPEN` for another passphrase, a changed byte, or a file that is no backup. */
export async function openBackup(
  sealed: Uint8Array,
  options: { passphrase: string; deriveSealingKey: typeof deriveSealingKey },
): Promise<WalletContents> {
  const key = await options.deriveSealingKey(options.passphrase, saltOf(sealed));
  const contents = decodeRecord<WalletContents>(openRecord(key, { id: backupId, sealed }));
  const seed = Buffer.from(contents.identity.seed, "base64url");
  if (didKey({ type: "Ed25519", bytes: ed25519KeyPair(seed).publicKey }) !== contents.identity.did) {
    throw new Problem("CANNOT_OPEN");
  }
  return contents;
}
