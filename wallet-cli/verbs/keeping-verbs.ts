import { plainVerbs } from "../command-line/plain-verbs.ts";
import { type AddVerbs, credentialArgument } from "./verb.ts";

interface ExportWords {
  readonly jwt?: true;
  readonly png?: true;
  readonly svg?: true;
  readonly pdf?: true;
  readonly image?: string;
  readonly replace?: true;
  readonly verifyLink?: string;
  readonly font?: string;
  readonly out?: string;
}

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
  verb("list", "show what is in the wallet").action(() => onCommand(plainVerbs.list.command));
  verb("show", "show one credential: the work done, then how far it can be believed")
    .argument("<credential>", credentialArgument)
    .action((credential: string) => onCommand((session) => plainVerbs.show.command(session, credential)));
  verb("status", "verify a held credential again: does it still stand?")
    .argument("<credential>", credentialArgument)
    .action((credential: string) => onCommand((session) => plainVerbs.status.command(session, credential)));
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
  verb(
    "export",
    "write a credential as it was issued (--json, --jwt), as a badge (--png, --svg) or on paper (--pdf)",
  )
    .argument("<credential>", credentialArgument)
    .option("--jwt", "as the JWT that it was issued as")
    .option("--png", "inside a PNG picture: an Open Badges 3.0 badge")
    .option("--svg", "the same inside an SVG picture")
    .option("--pdf", "a certificate to print, with a code to check it by")
    .option("--image <file>", "for a badge: your own picture")
    .option("--replace", "for a badge: put it in place of the one in your picture")
    .option(
      "--verify-link <address>",
      "for a certificate: where its code leads; the newest stint share of it alone when left out",
    )
    .option("--font <file>", "for a certificate or PNG: a font for scripts such as Chinese")
    .option("--out <file>", "the new file to write; --json and --jwt go to standard output when left out")
    .action((credential: string, words: ExportWords) =>
      onCommand(async (session) => {
        const { chosenForm } = await import("../export/export-form.ts");
        const { image, replace, verifyLink, font, out } = words;
        const form = chosenForm({ ...words, json: session.settings.json });
        return (await import("../commands/export.ts")).exportCredential(
          { credential, form, image, replace: replace === true, verifyLink, font, out },
          session,
        );
      }),
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
