import {
  type AuthorizationRequest,
  parseAuthorizationRequest,
  type RequestEnvelope,
} from "../../core/openid/authorization-request.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { idOf } from "../credentials/select-credential.ts";
import { type ShowWords, saysWhatToShow } from "../disclosure/show-words.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withWallet } from "../open-wallet.ts";
import { type Answer, answersTo, signAnswer } from "../openid/answers.ts";
import { confirm, explain } from "../openid/confirm.ts";
import { findRequest } from "../openid/find-request.ts";
import { plainly } from "../openid/refusals.ts";
import { sendAnswer, sendError, type Thanks } from "../openid/send-answer.ts";
import { showAnswer, shownIn } from "../openid/show-answer.ts";
import { openWire, type Wire } from "../openid/wire.ts";
import type { Session } from "../session.ts";
import { styled } from "../terminal/line.ts";
import { answerLines, askedLines } from "../views/asked-view.ts";
import { askerName } from "../views/asker-name.ts";
import { askerLines } from "../views/asker-view.ts";
import { leastLines } from "../views/disclosure/least-view.ts";
import { partLines } from "../views/disclosure/part-view.ts";
import { revealedLines } from "../views/revealed-view.ts";
import { Wallet } from "../wallet.ts";

export interface RespondOptions {
  readonly source: string;
  readonly yes: boolean;
  readonly deny: boolean;
  readonly choose: string | undefined;
  /** A PEM file of further authorities for `x509_san_dns`. */
  readonly authorities: string | undefined;
  readonly words: ShowWords;
}

const advice = "Nothing was sent. Ask whoever sent you the link for another one.";

/** Answers somebody who asks for credentials: says who asks and what they would see, and sends nothing unasked. */
export async function respond(options: RespondOptions, session: Session): Promise<ExitCode> {
  await Wallet.requireIn(session.settings.walletFolder);
  const wire = await openWire(session);
  const { authorities } = options;
  const envelope = await plainly(() => findRequest(options.source, { wire, session, authorities }), {
    words: "The request is refused.",
    advice,
  });
  const agreed = { yes: options.yes || options.deny };
  explain(askerLines(envelope), agreed, session);
  const request = await readRequest(envelope, { options, wire });
  if (options.deny) {
    explain([...askedLines(request, { held: [], width: session.terminal.width }), ""], agreed, session);
    return deny(request, "The holder said no", { wire, session });
  }
  return answer(request, { options, wire, session });
}

interface Work {
  readonly options: RespondOptions;
  readonly wire: Wire;
  readonly session: Session;
}

/** A request that cannot be answered is told so, when a signature or the person vouches for who is told. */
async function readRequest(
  envelope: RequestEnvelope,
  { options, wire }: Omit<Work, "session">,
): Promise<AuthorizationRequest> {
  try {
    return parseAuthorizationRequest(envelope);
  } catch (error) {
    if (!(error instanceof OpenidError)) throw error;
    const isTold = envelope.isSigned || options.yes || options.deny;
    if (isTold) await sendError(envelope, error, wire).catch(() => undefined);
    throw new GuidedProblem(
      error.error === "vp_formats_not_supported" ? "UNSUPPORTED" : "MALFORMED_VALUE_ERROR",
      `The request is refused. ${error.message}. ${isTold ? "They were told so." : "Nothing was sent."}`,
      "Ask whoever sent you the link for another one.",
      { cause: error },
    );
  }
}

async function answer(request: AuthorizationRequest, { options, wire, session }: Work): Promise<ExitCode> {
  const { terminal, environment, settings } = session;
  return withWallet(session, async (wallet) => {
    const held = await wallet.credentials();
    explain([...askedLines(request, { held, width: terminal.width }), ""], options, session);
    const answers = answersTo(request, held, wallet);
    if (answers.length === 0) {
      throw new GuidedProblem(
        "NO_CREDENTIAL",
        "Nothing in your wallet fits what is asked for. Nothing was sent.",
        "To tell them that you do not answer: stint respond LINK --deny",
      );
    }
    explain([...answerLines(answers, environment.now()), ""], options, session);
    const chosen = await choose(answers, { options, wire, session });
    const answered = await showAnswer(chosen, { request, words: options.words }, session);
    const shown = shownIn(answered);
    explain(
      [
        ...shown.flatMap((one) => partLines(one, { width: terminal.width })),
        ...revealedLines(shown, { did: wallet.did, audience: askerName(request) }),
        ...(saysWhatToShow(options.words) ? [] : leastLines(chosen, request)),
        "",
      ],
      options,
      session,
    );
    const question = `What is sent cannot be taken back. Send all of this to ${new URL(request.responseUri).host}?`;
    if (!(await confirm(question, options, session))) {
      terminal.tell("Nothing was sent. To tell them no: stint respond LINK --deny");
      return exitCodes.no;
    }
    const vpToken = await signAnswer(answered, request, { wallet, created: environment.now() });
    const thanks = await sendAnswer(request, vpToken, wire);
    terminal.tell([styled("green", "✔ "), `Sent to ${askerName(request)}.`]);
    tellNext(thanks, session);
    if (settings.json) {
      const credentials = shown.map(({ held, part }) => ({
        number: held.number,
        id: idOf(held),
        title: titleOf(held.verification),
        issuer: employerOf(held.verification),
        ...(part !== undefined && { withheld: part.withheld }),
      }));
      terminal.printJson({ answered: true, ...asker(request), credentials, ...thanks });
    }
    return exitCodes.done;
  });
}

async function choose(answers: readonly Answer[], { options, session }: Work): Promise<Answer> {
  const [only] = answers;
  if (options.choose === undefined && only !== undefined && (answers.length === 1 || options.yes))
    return only;
  const typed = options.choose ?? (await session.terminal.ask(`Which one, 1 to ${answers.length}? `)) ?? "";
  const chosen = /^[0-9]{1,2}$/u.test(typed.trim()) ? answers[Number(typed) - 1] : undefined;
  if (chosen !== undefined) return chosen;
  throw new GuidedProblem(
    "INVALID_REQUEST",
    "No such choice. Nothing was sent.",
    `Choose one of those above, from 1 to ${answers.length}: --choose 1`,
  );
}

async function deny(
  request: AuthorizationRequest,
  words: string,
  { wire, session }: { wire: Wire; session: Session },
): Promise<ExitCode> {
  const thanks = await sendError(request, new OpenidError("access_denied", words), wire);
  session.terminal.tell([styled("green", "✔ "), `Told ${askerName(request)} that you do not answer.`]);
  tellNext(thanks, session);
  if (session.settings.json) session.terminal.printJson({ answered: false, ...asker(request), ...thanks });
  return exitCodes.done;
}

function tellNext({ redirectUri }: Thanks, { terminal }: Session): void {
  if (redirectUri !== undefined) terminal.tell("They would like you to go on here:", `  ${redirectUri}`);
}

function asker({ client, isSigned }: RequestEnvelope): object {
  return { verifier: client.full, identityProven: isSigned };
}
