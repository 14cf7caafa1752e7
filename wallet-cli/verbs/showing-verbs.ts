import { Option } from "commander";
import { type ProfileName, profiles } from "../../core/open-badges/profile-name.ts";
import { type AddVerbs, credentialArgument, withShowWords } from "./verb.ts";

/** What shows credentials to others, and looks at theirs. */
export const addShowingVerbs: AddVerbs = (verb, onCommand) => {
  withShowWords(verb("present", "sign a presentation of credentials for whoever asks"))
    .argument("<credentials...>", `one or more; ${credentialArgument}`)
    .option("--challenge <text>", "the challenge that the recruiter gave you")
    .option("--domain <text>", "what the recruiter's verifier is called, usually its host name")
    .option("--out <file>", "write it to a new file instead of standard output")
    .option("--with-evidence <folder>", withEvidence)
    .option("--preview", "print what they will see, and sign nothing")
    .action((credentials: string[], options: PresentWords) =>
      onCommand(async (session) => {
        const { challenge, domain, out, withEvidence, preview, reveal, hide } = options;
        const words = { reveal, hide };
        return (await import("../commands/present.ts")).present(
          { credentials, challenge, domain, out, withEvidence, words, preview: preview === true },
          session,
        );
      }),
    );
  verb("portfolio", "combine credentials into a portfolio (CLR 2.0) that you sign, with a page to show")
    .argument("<credentials...>", `one or more; ${credentialArgument}`)
    .option("--name <name>", "what people call you; what the credentials say when left out")
    .option("--out <file>", "a new folder, or a new .html or .json file; the folder portfolio when left out")
    .option("--verifier <url>", "the https address of a verifier, to be named on the page")
    .option("-y, --yes", "do not ask")
    .action((credentials: string[], { name, out, verifier, yes }: PortfolioWords) =>
      onCommand(async (session) =>
        (await import("../commands/portfolio.ts")).portfolio(
          { credentials, name, out, verifier, yes: yes === true },
          session,
        ),
      ),
    );
  verb("verify", "give the verdict on anybody's credential, presentation or portfolio; needs no wallet")
    .argument("<source>", "a file, an https address, or - for standard input")
    .option("--challenge <text>", "for a presentation: the challenge that you gave out")
    .option("--domain <text>", "for a presentation: what you are called")
    .option(
      "--trusted-issuers <file>",
      "a JSON file that says whom you believe; may be given several times",
      severalFiles,
      [],
    )
    .option(
      "--schema <file>",
      "a JSON Schema that the credential may name (by its $id); may be given several times, and none is fetched",
      severalFiles,
      [],
    )
    .addOption(profileOption())
    .option(
      "--evidence <file>",
      "a file or folder that came along: is it what was signed? may be given several times",
      severalFiles,
      [],
    )
    .action((source: string, options: VerifyWords) =>
      onCommand(async (session) => {
        const { challenge, domain, trustedIssuers, schema: schemas, profile, evidence } = options;
        return (await import("../commands/verify.ts")).verify(
          { source, challenge, domain, trustedIssuers, schemas, profile, evidence },
          session,
        );
      }),
    );
  verb("validate", "say whether a credential, signed or not, has the form that badges and schemas demand")
    .argument("<source>", "a file, an https address, or - for standard input")
    .option(
      "--schema <file>",
      "a JSON Schema that the credential names (by its $id); may be given several times, and none is fetched",
      severalFiles,
      [],
    )
    .addOption(profileOption())
    .action((source: string, { schema: schemas, profile }: Pick<VerifyWords, "schema" | "profile">) =>
      onCommand(async (session) =>
        (await import("../commands/validate.ts")).validate({ source, schemas, profile }, session),
      ),
    );
  withShowWords(verb("share", "give credentials to one recruiter to look at for some days"))
    .argument("<credentials...>", `one or more; ${credentialArgument}`)
    .option("--to <recruiter>", "the https address of their verifier, or their name")
    .option("--days <number>", "for how long, 14 when left out, at most 90")
    .option("--out <file>", "for a name: the new file it is written into")
    .option("--with-evidence <folder>", withEvidence)
    .option("-y, --yes", "do not ask")
    .action((credentials: string[], options: ShareWords) =>
      onCommand(async (session) => {
        const { to, days, out, yes, withEvidence, reveal, hide } = options;
        const words = { reveal, hide };
        return (await import("../commands/share.ts")).share(
          { credentials, to, days, out, yes: yes === true, withEvidence, words },
          session,
        );
      }),
    );
  verb("shares", "show what was shared, with whom and until when, or take one back")
    .argument("[action]", "revoke")
    .argument("[number]", "which one, as stint shares counts them")
    .action((action: string | undefined, number: string | undefined) =>
      onCommand(async (session) =>
        (await import("../commands/shares.ts")).shares({ action, number }, session),
      ),
    );
};

const withEvidence = "write the files that are kept as evidence into a new folder, to give along";

interface PortfolioWords {
  readonly name?: string;
  readonly out?: string;
  readonly verifier?: string;
  readonly yes?: true;
}

interface VerifyWords {
  readonly challenge?: string;
  readonly domain?: string;
  readonly trustedIssuers: string[];
  readonly schema: string[];
  readonly profile?: ProfileName;
  readonly evidence: string[];
}

function severalFiles(file: string, files: string[]): string[] {
  return [...files, file];
}

function profileOption(): Option {
  const words = "hold the credential against Open Badges 3.0 (or, for a learner record, CLR 2.0) besides";
  return new Option("--profile <name>", words).choices(profiles);
}

interface HowMuch {
  readonly reveal?: string;
  readonly hide?: string;
  readonly withEvidence?: string;
}

interface PresentWords extends HowMuch {
  readonly challenge?: string;
  readonly domain?: string;
  readonly out?: string;
  readonly preview?: true;
}

interface ShareWords extends HowMuch {
  readonly to?: string;
  readonly days?: string;
  readonly out?: string;
  readonly yes?: true;
  readonly withEvidence?: string;
}
