import type { CredentialOffer } from "../../core/openid/credential-offer.ts";
import type { IssuerMetadata } from "../../core/openid/issuer-metadata.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import type { PendingIssuance } from "../store/wallet-records.ts";
import { titleOfConfiguration } from "../views/offer-view.ts";
import type { Wallet } from "../wallet.ts";
import type { Choice } from "./choose-configuration.ts";
import { fetchPending } from "./deferred.ts";
import { notify } from "./notify.ts";
import { type Kept, receiveCredential } from "./receive-credential.ts";
import { type Issued, requestCredential } from "./request-credential.ts";
import { codeRefused, requestToken, type Token } from "./request-token.ts";
import type { Wire } from "./wire.ts";

/** An offer that was shown and agreed to. */
export interface Agreed {
  readonly offer: CredentialOffer;
  readonly issuer: IssuerMetadata;
  readonly tokenEndpoint: string;
  readonly choice: Choice;
  /** Given beforehand; else a person is asked when one is needed. */
  readonly transactionCode: string | undefined;
}

interface Claiming {
  readonly wallet: Wallet;
  readonly session: Session;
  readonly wire: Wire;
}

const typingAttempts = 3;
const longestCode = 100;

/**
 * Claims an offer: code, token, proof of the key, credential, verification, storing, notification (OpenID4VCI 1.0, 3.5).
 *
 * @returns what was kept, or what the issuer promised for later.
 */
export async function claimOffer(agreed: Agreed, claiming: Claiming): Promise<Kept | PendingIssuance> {
  const { issuer, choice } = agreed;
  const { wallet, session, wire } = claiming;
  const token = await exchangeCode(agreed, claiming);
  const { now } = session.environment;
  const issued = await requestCredential({ issuer, choice, token, wallet, now, wire });
  if ("transactionId" in issued) return awaitCredential(issued, { agreed, token, claiming });
  const { credential, notificationId } = issued;
  const notifier = { endpoint: issuer.notificationEndpoint, notificationId, accessToken: token.accessToken };
  const received = { credential, expectedFormat: choice.configuration.format, from: issuer.credentialIssuer };
  const kept = await receiveCredential(received, { wallet, session }).catch(async (error: unknown) => {
    await notify("credential_failure", notifier, wire);
    throw error;
  });
  await notify("credential_accepted", notifier, wire);
  return kept;
}

/** A person may mistype a transaction code; a script may not. */
async function exchangeCode(
  { offer, tokenEndpoint, transactionCode }: Agreed,
  claiming: Claiming,
): Promise<Token> {
  const { session, wire } = claiming;
  const { code } = offer.preAuthorized ?? { code: "" };
  const isTyped = offer.preAuthorized?.transactionCode !== undefined && transactionCode === undefined;
  for (let attempt = 1; ; attempt += 1) {
    const typed = isTyped ? await askCode(session) : transactionCode;
    const answer = await requestToken(tokenEndpoint, { code, transactionCode: typed }, wire);
    if (!("error" in answer)) return answer;
    const problem = codeRefused(answer, offer);
    if (
      !isTyped ||
      attempt === typingAttempts ||
      /\b(no tries|used|claimed|cancelled|expired)\b/iu.test(answer.words)
    )
      throw problem;
    session.terminal.tell(problem.message);
  }
}

async function askCode({ terminal }: Session): Promise<string> {
  const typed = (await terminal.ask("The code for this offer: "))?.trim();
  if (typed !== undefined && typed !== "" && typed.length <= longestCode) return typed;
  throw new GuidedProblem(
    "INVALID_REQUEST",
    "This offer needs a code, which the employer gives you in another way than the link.",
    "In a script give it with --tx-code.",
  );
}

async function awaitCredential(
  { transactionId, intervalSeconds }: Extract<Issued, { transactionId: string }>,
  { agreed, token, claiming }: { agreed: Agreed; token: Token; claiming: Claiming },
): Promise<Kept | PendingIssuance> {
  const { issuer, choice } = agreed;
  const { environment } = claiming.session;
  if (issuer.deferredCredentialEndpoint === undefined) {
    throw new GuidedProblem(
      "MALFORMED_VALUE_ERROR",
      "The issuer promises the credential for later, but does not say where it will be.",
      "Nothing was stored. Tell the employer.",
    );
  }
  const now = environment.now();
  const issuance: PendingIssuance = {
    id: `p-${Buffer.from(environment.random(16)).toString("hex")}`,
    createdAt: now.toISOString(),
    nextTryAt: new Date(now.getTime() + intervalSeconds * 1000).toISOString(),
    credentialIssuer: issuer.credentialIssuer,
    configurationId: choice.configuration.id,
    format: choice.configuration.format,
    title: titleOfConfiguration(choice),
    deferredEndpoint: issuer.deferredCredentialEndpoint,
    ...(issuer.notificationEndpoint !== undefined && { notificationEndpoint: issuer.notificationEndpoint }),
    transactionId,
    accessToken: token.accessToken,
  };
  await claiming.wallet.savePending(issuance);
  return (await fetchPending(issuance, claiming)) ?? issuance;
}
