import { choosePresentable } from "../credentials/choose-presentable.ts";
import { presentationOf } from "../credentials/sign-presentation.ts";
import type { ShowWords } from "../disclosure/show-words.ts";
import { handedOver, showCredentials } from "../disclosure/shown-credential.ts";
import { filesToHandOver, writeEvidenceFolder } from "../evidence/hand-over.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withCredentials } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { documentText } from "../terminal/json-text.ts";
import { styled } from "../terminal/line.ts";
import { writeNewFile } from "../terminal/write-new-file.ts";
import { partLines, previewLines } from "../views/disclosure/part-view.ts";
import { handedOverLines } from "../views/evidence-view.ts";
import { revealedLines } from "../views/revealed-view.ts";

export interface PresentOptions {
  readonly credentials: readonly string[];
  readonly challenge: string | undefined;
  readonly domain: string | undefined;
  readonly out: string | undefined;
  /** A new folder that gets the files which are kept as evidence. */
  readonly withEvidence: string | undefined;
  readonly words: ShowWords;
  /** Show what they will see, and sign nothing. */
  readonly preview: boolean;
}

/** Signs a presentation of held credentials for one verifier and one challenge, and says what it reveals. */
export async function present(options: PresentOptions, session: Session): Promise<ExitCode> {
  if (options.preview) return preview(options, session);
  const { challenge, domain } = required(options);
  return withCredentials(session, async (wallet) => {
    const { terminal, settings, environment } = session;
    const chosen = await choosePresentable(options.credentials, wallet);
    const shown = await showCredentials(chosen, options, session);
    terminal.tell(...shown.flatMap((one) => partLines(one, { width: terminal.width })));
    const credentials = shown.map(({ credential }) => credential);
    const created = environment.now();
    const { withEvidence: folder } = options;
    const files = folder === undefined ? [] : await filesToHandOver(shown.map(handedOver), wallet);
    const presentation = await presentationOf(credentials, { challenge, domain }, { wallet, created });
    if (folder !== undefined) await writeEvidenceFolder(folder, files, wallet);
    terminal.tell(...revealedLines(shown, { did: wallet.did, audience: domain }));
    if (folder !== undefined) terminal.tell(...handedOverLines(files, folder));
    if (options.out === undefined) {
      if (settings.json) terminal.printJson(presentation);
      else terminal.printDocument(presentation);
    } else {
      await writeNewFile(options.out, documentText(presentation), {
        advice: "Choose another name with --out.",
      });
      terminal.tell([styled("green", "✔ "), "Wrote the presentation to ", styled("bold", options.out)]);
      if (settings.json) terminal.printJson({ file: options.out });
    }
    return exitCodes.done;
  });
}

/** Prints what would be seen: for programs the presentation as it is before it is signed. */
function preview(options: PresentOptions, session: Session): Promise<ExitCode> {
  return withCredentials(session, async (wallet) => {
    const { terminal, settings } = session;
    const chosen = await choosePresentable(options.credentials, wallet);
    const shown = await showCredentials(chosen, options, session);
    if (settings.json) {
      const { createPresentation } = await import("../../core/presentation/create-presentation.ts");
      const credentials = shown.map(({ credential }) => credential);
      terminal.printJson(createPresentation({ credentials, holder: wallet.did }));
    } else {
      terminal.print(...shown.flatMap((one) => previewLines(one, { width: terminal.width })));
      terminal.tell("Nothing was signed.");
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
