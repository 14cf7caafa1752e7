import type { ExitCode } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import { type AddVerbs, withShowWords } from "./verb.ts";

/** What follows a link of an employer or a recruiter. */
export const addExchangeVerbs: AddVerbs = (verb, onCommand) => {
  verb("accept", "accept what an employer offers by a link, after showing who offers what")
    .argument("[link]", "the link: openid-credential-offer:, an interaction address or the offer's page")
    .option("-y, --yes", "do not ask")
    .option("--tx-code <code>", "the code that the employer gave you in another way than the link")
    .option("--format <format>", "ldp_vc or jwt_vc_json; the first that is offered when left out")
    .option("--proof <type>", "how to prove your key: jwt or di_vp")
    .option("--resume", "ask for what was promised for later, see stint pending")
    .action((link: string | undefined, options: AcceptWords) =>
      onCommand(async (session) => accept(link, options, session)),
    );
  verb("pending", "show what employers promised for later").action(() =>
    onCommand(async (session) => (await import("../commands/pending.ts")).pending({}, session)),
  );
  withShowWords(
    verb(
      "respond",
      "answer somebody who asks for credentials, after showing who asks and what they would see",
    ),
  )
    .argument("<link>", "the link: openid4vp: or an interaction address")
    .option("-y, --yes", "do not ask; without --choose, the first that fits")
    .option("--choose <number>", "which of the credentials that fit")
    .option("--deny", "tell them that you do not answer")
    .option("--ca <file>", "believe these certificate authorities too (PEM)")
    .action((source: string, { yes, choose, deny, ca, reveal, hide }: RespondWords) =>
      onCommand(async (session) =>
        (await import("../commands/respond.ts")).respond(
          {
            source,
            yes: yes === true,
            deny: deny === true,
            choose,
            authorities: ca,
            words: { reveal, hide },
          },
          session,
        ),
      ),
    );
};

interface AcceptWords {
  readonly yes?: true;
  readonly txCode?: string;
  readonly format?: string;
  readonly proof?: string;
  readonly resume?: true;
}

interface RespondWords {
  readonly yes?: true;
  readonly choose?: string;
  readonly deny?: true;
  readonly ca?: string;
  readonly reveal?: string;
  readonly hide?: string;
}

async function accept(
  source: string | undefined,
  { yes, txCode: transactionCode, format, proof, resume }: AcceptWords,
  session: Session,
): Promise<ExitCode> {
  if (source === undefined) {
    if (resume) return (await import("../commands/pending.ts")).resumePending(session);
    throw new GuidedProblem("INVALID_REQUEST", "Which offer?", "Give its link: stint accept LINK");
  }
  const options = { source, yes: yes === true, transactionCode, format, proof };
  return (await import("../commands/accept.ts")).accept(options, session);
}
