import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** What the wallet answered. */
export interface WalletAnswer {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Somebody who types `stint` commands: each is a process of its own. */
export interface WalletUser {
  stint(...args: string[]): Promise<WalletAnswer>;
}

/**
 * A person with a wallet folder and a passphrase.
 *
 * @param options.program - The path of the built wallet.
 * @param options.folder - Where the person works: relative paths start here.
 */
export function walletUser(options: {
  program: string;
  folder: string;
  wallet: string;
  passphrase: string;
}): WalletUser {
  return {
    stint: async (...args) => {
      const child = spawn(process.execPath, [options.program, ...args], {
        cwd: options.folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          PATH: process.env.PATH ?? "",
          STINT_WALLET_DIR: options.wallet,
          STINT_PASSPHRASE: options.passphrase,
          STINT_ALLOW_LOOPBACK: "true",
        },
      });
      const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
      return { code: child.exitCode, out, error };
    },
  };
}
