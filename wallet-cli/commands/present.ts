import { open } from "node:fs/promises";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import type { NumberedCredential } from "../credentials/select-credential.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withWallet } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { jsonText } from "../terminal/json-text.ts";
import { type Line, styled } from "../terminal/line.ts";
import { claim } from "../views/claim.ts";
import type { Wallet } from "../wallet.ts";

export interface PresentOptions {
  readonly credentials: readonly string[];
  readonly challenge: string | undefined;
  readonly domain: string | undefined;
  readonly out: string | undefined;
}

/** Signs a presentation of held credentials for one verifier and one challenge, and says what it reveals. */
export async function present(options: PresentOptions, session: Session): Promise<ExitCode> {
  const { challenge, domain } = required(options);
  return withWallet(session, async (wallet) => {
    const chosen = await choose(options.credentials, wallet);
    const presentation = await sign(chosen, { challenge, domain }, { wallet, session });
    session.terminal.tell(...revealedLines(chosen, { did: wallet.did, domain }));
    if (options.out === undefined) {
      session.terminal.printJson(presentation);
    } else {
      await writePresentation(options.out, presentation);
      session.terminal.tell([
        styled("green", "✔ "),
        "Wrote the presentation to ",
        styled("bold", options.out),
      ]);
      if (session.settings.json) session.terminal.printJson({ file: options.out });
    }
    return exitCodes.done;
  });
}

function required(options: PresentOptions): { challenge: string; domain: string } {
  const { challenge, domain } = options;
  if (challenge === undefined || challenge === "") {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "A presentation needs the challenge of whoever asks for it: it proves that you made it now, for them.",
      "Ask the recruiter for it, then: stint present 1 --challenge CHALLENGE --domain DOMAIN",
    );
  }
  if (domain === undefined || domain === "") {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "A presentation needs the domain of whoever asks for it: without it they could show it to others as you.",
      "It comes with the challenge; for a web page it is the host name. Give it with --domain.",
    );
  }
  return { challenge, domain };
}

async function choose(selectors: readonly string[], wallet: Wallet): Promise<NumberedCredential[]> {
  const chosen = new Map<string, NumberedCredential>();
  for (const selector of selectors) {
    const held = await wallet.credential(selector);
    const isIssuer = held.verification.statement?.issuer === wallet.did;
    if (held.ownership === "not-mine" && !isIssuer) {
      throw new GuidedProblem(
        "HOLDER_MISMATCH",
        `Number ${held.number} is about somebody else's DID: no verifier would accept it from you.`,
        "Leave it out. Your own credentials: stint list",
      );
    }
    chosen.set(held.recordId, held);
  }
  return [...chosen.values()];
}

async function sign(
  chosen: readonly NumberedCredential[],
  purpose: { challenge: string; domain: string },
  { wallet, session }: { wallet: Wallet; session: Session },
): Promise<unknown> {
  const { createPresentation, signPresentation } = await import(
    "../../core/presentation/create-presentation.ts"
  );
  const credentials = chosen.map(({ credential }) => credential);
  const presentation = createPresentation({ credentials, holder: wallet.did });
  const created = session.environment.now();
  return signPresentation(presentation, { signer: wallet.signer(), ...purpose, created });
}

function revealedLines(
  chosen: readonly NumberedCredential[],
  options: { did: string; domain: string },
): Line[] {
  return [
    ["This shows to ", styled("bold", options.domain), ", and to whoever they pass it on to:"],
    ...chosen.flatMap((held) => [[styled("yellow", "  • "), ...revealed(held)] as Line]),
    [styled("yellow", "  • "), `that you hold the key of ${options.did}`],
    "A credential is shown whole: nothing in it can be left out.",
  ];
}

function revealed(held: NumberedCredential): Exclude<Line, string> {
  const { work } = held.verification;
  const facts = [
    ...(work?.recipientName === undefined ? [] : ["your name"]),
    ...(work?.startDate === undefined && work?.endDate === undefined ? [] : ["dates"]),
    ...(work?.role === undefined ? [] : ["role"]),
    ...(work === undefined || work.results.length === 0 ? [] : [`${work.results.length} results`]),
    ...(work === undefined || work.skills.length === 0 ? [] : ["skills"]),
    ...(work === undefined || work.evidence.length === 0 ? [] : ["evidence"]),
  ];
  const list = facts.length === 0 ? "everything in it" : `with ${facts.join(", ")} and everything else in it`;
  return [
    styled("bold", claim(titleOf(held.verification))),
    ` for ${claim(employerOf(held.verification))}, ${list}`,
  ];
}

async function writePresentation(path: string, presentation: unknown): Promise<void> {
  const file = await open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") {
      throw new GuidedProblem(
        "ALREADY_EXISTS",
        "There is such a file already.",
        "Choose another name with --out.",
      );
    }
    throw error;
  });
  await file.writeFile(`${jsonText(presentation)}\n`).finally(() => file.close());
}
