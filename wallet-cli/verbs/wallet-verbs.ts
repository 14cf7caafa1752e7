import { plainVerbs } from "../command-line/plain-verbs.ts";
import type { AddVerbs } from "./verb.ts";

/** What concerns the wallet as a whole. */
export const addWalletVerbs: AddVerbs = (verb, onCommand) => {
  verb("init", "make a wallet: a new DID and its key").action(() =>
    onCommand(async (session) => (await import("../commands/init.ts")).init({}, session)),
  );
  verb("did", "print the wallet's DID, for whoever issues to you").action(() =>
    onCommand(plainVerbs.did.command),
  );
  verb("unlock", "ask for the passphrase once, and not again for a while")
    .option("--for <time>", "how long, from 1m to 12h", "15m")
    .action(({ for: lifetime }: { for: string }) =>
      onCommand(async (session) => (await import("../commands/unlock.ts")).unlock({ lifetime }, session)),
    );
  verb("lock", "end what stint unlock began, at once").action(() =>
    onCommand(async (session) => (await import("../commands/lock.ts")).lock({}, session)),
  );
  verb("backup", "write the whole wallet into one encrypted file")
    .argument("<file>", "a new file")
    .action((file: string) =>
      onCommand(async (session) => (await import("../commands/backup.ts")).backup({ file }, session)),
    );
  verb("restore", "make the wallet of a backup again, or add what this one lacks")
    .argument("<file>", "a file that stint backup wrote")
    .action((file: string) =>
      onCommand(async (session) => (await import("../commands/restore.ts")).restore({ file }, session)),
    );
};
