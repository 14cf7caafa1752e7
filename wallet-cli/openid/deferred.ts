import type { Session } from "../session.ts";
import type { PendingIssuance } from "../store/wallet-records.ts";
import type { Wallet } from "../wallet.ts";
import { notify } from "./notify.ts";
import { type Kept, receiveCredential } from "./receive-credential.ts";
import { type Refusal, readRefusal, refusedBy } from "./refusals.ts";
import { type Issued, readIssued } from "./request-credential.ts";
import type { Wire } from "./wire.ts";

/** Only an issuer that is nearly done is waited for. */
const longestWaitSeconds = 5;
const tries = 3;

export interface Waiting {
  readonly wallet: Wallet;
  readonly session: Session;
  readonly wire: Wire;
}

/**
 * Asks for what an issuer promised: OpenID4VCI 1.0, 9. A few times when it wants to be asked soon; else it stays with the wallet's records.
 *
 * @returns `undefined` when it takes longer.
 * @throws {@link Problem} `PEER_REFUSED` when it will not be issued any more, which ends it; what receiving throws.
 */
export async function fetchPending(issuance: PendingIssuance, waiting: Waiting): Promise<Kept | undefined> {
  const { wallet, session, wire } = waiting;
  let intervalSeconds = Math.max(
    0,
    (Date.parse(issuance.nextTryAt) - session.environment.now().getTime()) / 1000,
  );
  for (let attempt = 0; attempt < tries && intervalSeconds <= longestWaitSeconds; attempt += 1) {
    await session.environment.pause(intervalSeconds * 1000);
    const answer = await ask(issuance, wire);
    if ("error" in answer) return giveUp(issuance, answer, wallet);
    if ("credential" in answer) return receive(issuance, answer, waiting);
    intervalSeconds = answer.intervalSeconds;
  }
  const nextTryAt = new Date(session.environment.now().getTime() + intervalSeconds * 1000).toISOString();
  await wallet.savePending({ ...issuance, nextTryAt });
  return undefined;
}

async function ask(
  { deferredEndpoint, transactionId, accessToken }: PendingIssuance,
  wire: Wire,
): Promise<Issued | Refusal> {
  const json = { transaction_id: transactionId };
  const answer = await wire.post(deferredEndpoint, { json }, { token: accessToken });
  return answer.status === 200 || answer.status === 202 ? readIssued(answer) : readRefusal(answer);
}

async function receive(
  issuance: PendingIssuance,
  { credential, notificationId }: Extract<Issued, { credential: unknown }>,
  { wallet, session, wire }: Waiting,
): Promise<Kept> {
  const { notificationEndpoint: endpoint, accessToken, credentialIssuer, format } = issuance;
  const notifier = { endpoint, notificationId, accessToken };
  // It was handed out: whatever becomes of it, it cannot be asked for again.
  await wallet.removePending(issuance);
  const received = { credential, expectedFormat: format, from: credentialIssuer };
  const kept = await receiveCredential(received, { wallet, session }).catch(async (error: unknown) => {
    await notify("credential_failure", notifier, wire);
    throw error;
  });
  await notify("credential_accepted", notifier, wire);
  return kept;
}

async function giveUp(issuance: PendingIssuance, refusal: Refusal, wallet: Wallet): Promise<never> {
  const isOver = refusal.status >= 400 && refusal.status < 500 && refusal.status !== 429;
  if (isOver) await wallet.removePending(issuance);
  throw refusedBy(
    refusal,
    `"${issuance.title}" is not issued to you.`,
    isOver ? "It is not waited for any more. Ask the employer." : "Try again later: stint accept --resume",
  );
}
