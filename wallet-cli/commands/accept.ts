import type { CredentialFormat } from "../../core/openid/dcql.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withCredentials } from "../open-wallet.ts";
import { chooseConfiguration, type ProofType } from "../openid/choose-configuration.ts";
import { claimOffer } from "../openid/claim-offer.ts";
import { confirm, explain } from "../openid/confirm.ts";
import { type FoundOffer, findOffer } from "../openid/find-offer.ts";
import { findTokenEndpoint, lookUpIssuer } from "../openid/look-up-issuer.ts";
import type { Kept } from "../openid/receive-credential.ts";
import { plainly } from "../openid/refusals.ts";
import { takeExchange } from "../openid/take-exchange.ts";
import { openWire, type Wire } from "../openid/wire.ts";
import type { Session } from "../session.ts";
import type { PendingIssuance } from "../store/wallet-records.ts";
import { styled } from "../terminal/line.ts";
import { exchangeLines, offerLines, pendingLines } from "../views/offer-view.ts";
import { Wallet } from "../wallet.ts";

export interface AcceptOptions {
  readonly source: string;
  readonly yes: boolean;
  readonly transactionCode: string | undefined;
  readonly format: string | undefined;
  readonly proof: string | undefined;
}

const formats: readonly string[] = ["ldp_vc", "jwt_vc_json"] satisfies CredentialFormat[];
const proofTypes: readonly string[] = ["jwt", "di_vp"] satisfies ProofType[];
const words = {
  words: "The offer is refused.",
  advice: "Nothing was sent. Ask the employer for a new link.",
};

/** Accepts what an employer offers by a link: says who offers what first, and keeps only what is verified and bound to this wallet. */
export async function accept(options: AcceptOptions, session: Session): Promise<ExitCode> {
  const wishes = readWishes(options);
  await Wallet.requireIn(session.settings.walletFolder);
  const wire = await openWire(session);
  const found = await plainly(() => findOffer(options.source, wire), words);
  return found.by === "exchange"
    ? acceptExchange(found.url, { options, session, wire })
    : acceptOffer(found, { options, wishes, session, wire });
}

type Wishes = Parameters<typeof chooseConfiguration>[2];

async function acceptOffer(
  { offer, from }: Extract<FoundOffer, { by: "openid" }>,
  {
    options,
    wishes,
    session,
    wire,
  }: { options: AcceptOptions; wishes: Wishes; session: Session; wire: Wire },
): Promise<ExitCode> {
  if (offer.preAuthorized === undefined) {
    throw new GuidedProblem(
      "UNSUPPORTED",
      "To get this you would have to sign in at the issuer, which this wallet cannot do.",
      "Ask the employer for a link with a pre-authorized code.",
    );
  }
  const { issuer, choice, tokenEndpoint } = await plainly(async () => {
    const issuer = await lookUpIssuer(offer, wire);
    const choice = chooseConfiguration(offer.credentialConfigurationIds, issuer, wishes);
    return { issuer, choice, tokenEndpoint: await findTokenEndpoint(offer, issuer, wire) };
  }, words);
  if (issuer.requiresEncryption) {
    throw new GuidedProblem(
      "UNSUPPORTED",
      "The issuer wants everything encrypted once more, which this wallet cannot do.",
      "Nothing was sent. Ask the employer for another way.",
    );
  }
  explain([...offerLines(offer, { issuer, choice, from }), ""], options, session);
  if (!(await confirm(consequence(offer.credentialIssuer), options, session))) return declined(session);
  return withCredentials(session, async (wallet) => {
    const { transactionCode } = options;
    const agreed = { offer, issuer, tokenEndpoint, choice, transactionCode };
    const result = await plainly(() => claimOffer(agreed, { wallet, session, wire }), {
      words: "The issuer's answer is refused.",
      advice: "Nothing was stored. Tell the employer.",
    });
    return "outcome" in result ? kept(result, session) : promised(result, session);
  });
}

async function acceptExchange(
  url: string,
  { options, session, wire }: { options: AcceptOptions; session: Session; wire: Wire },
): Promise<ExitCode> {
  explain(exchangeLines(url), options, session);
  if (!(await confirm(consequence(url), options, session))) return declined(session);
  return withCredentials(session, async (wallet) =>
    kept(await takeExchange(url, { wallet, session, wire }), session),
  );
}

function readWishes({ format, proof }: AcceptOptions): Wishes {
  if (format !== undefined && !formats.includes(format)) throw usedWrongly("--format", formats);
  if (proof !== undefined && !proofTypes.includes(proof)) throw usedWrongly("--proof", proofTypes);
  return { format: format as CredentialFormat | undefined, proof: proof as ProofType | undefined };
}

function usedWrongly(option: string, values: readonly string[]): GuidedProblem {
  return new GuidedProblem(
    "INVALID_REQUEST",
    `${option} does not know this value.`,
    `Choose ${values.join(" or ")}.`,
  );
}

function consequence(url: string): string {
  return `Show your identifier to ${new URL(url).host} and get the credential?`;
}

function declined({ terminal }: Session): ExitCode {
  terminal.tell("Nothing was accepted, and the offer was not used up.");
  return exitCodes.no;
}

function kept({ outcome, number, verification }: Kept, { terminal, settings }: Session): ExitCode {
  if (settings.json) terminal.printJson({ outcome, number, id: verification.statement?.id, verification });
  return outcome === "kept-newer" ? exitCodes.no : exitCodes.done;
}

function promised(pending: PendingIssuance, { terminal, settings }: Session): ExitCode {
  terminal.tell(
    [styled("yellow", "– "), "Promised for later; the wallet has noted it:"],
    ...pendingLines([pending]),
    "Ask for it then with: stint accept --resume",
  );
  if (settings.json) {
    const { title, credentialIssuer, nextTryAt } = pending;
    terminal.printJson({ outcome: "promised", title, credentialIssuer, nextTryAt });
  }
  return exitCodes.done;
}
