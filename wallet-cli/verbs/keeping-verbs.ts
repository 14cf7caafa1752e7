import { type AddVerbs, credentialArgument } from "./verb.ts";

/** What a person does with the credentials that a wallet holds. */
export const addKeepingVerbs: AddVerbs = (verb, onCommand) => {
  verb("add", "verify a credential and keep it")
    .argument("<source>", "a file, an https address, or - for standard input")
    .option("--anyway", "keep it also when it is not about you, or no longer in force")
    .action((source: string, { anyway }: { anyway?: true }) =>
      onCommand(async (session) =>
        (await import("../commands/add.ts")).add({ source, anyway: anyway === true }, session),
      ),
    );
  verb("list", "show what is in the wallet").action(() =>
    onCommand(async (session) => (await import("../commands/list.ts")).list({}, session)),
  );
  verb("show", "show one credential: the work done, then how far it can be believed")
    .argument("<credential>", credentialArgument)
    .action((credential: string) =>
      onCommand(async (session) => (await import("../commands/show.ts")).show({ credential }, session)),
    );
  verb("status", "verify a held credential again: does it still stand?")
    .argument("<credential>", credentialArgument)
    .action((credential: string) =>
      onCommand(async (session) => (await import("../commands/status.ts")).status({ credential }, session)),
    );
  verb("evidence", "keep the files that a credential names as evidence, to give along with it")
    .argument("<action>", "add, list, save or remove")
    .argument("<credential>", credentialArgument)
    .argument("[what]", "add: the file; save and remove: its number in stint evidence list")
    .option("--out <file>", "save: the new file it is written into")
    .option("-y, --yes", "remove: do not ask")
    .action((action: string, credential: string, what: string | undefined, { out, yes }: EvidenceWords) =>
      onCommand(async (session) =>
        (await import("../commands/evidence.ts")).evidence(
          { action, credential, what, out, yes: yes === true },
          session,
        ),
      ),
    );
  verb("remove", "take a credential out of the wallet")
    .argument("<credential>", credentialArgument)
    .option("-y, --yes", "do not ask")
    .action((credential: string, { yes }: { yes?: true }) =>
      onCommand(async (session) =>
        (await import("../commands/remove.ts")).remove({ credential, yes: yes === true }, session),
      ),
    );
};

interface EvidenceWords {
  readonly out?: string;
  readonly yes?: true;
}
