import type { JsonObject } from "../../core/json/json-value.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { completionKeys } from "../completions/records.ts";
import { assertRoomToClaim } from "../completions/room-to-issue.ts";
import type { CredentialSecuring } from "../store/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { type OpenedOffer, openOffer } from "./access-token.ts";
import { issuerIdentifier } from "./addresses.ts";
import { type ClaimOutcome, claimOffer } from "./claim-offer.ts";
import { readCredentialRequest } from "./credential-request.ts";
import type { Nonces } from "./nonces.ts";
import { hashSecret, isSameSecret, notificationIdOf } from "./offer-secrets.ts";
import { proveKeys } from "./prove-keys.ts";

/** How long a wallet should wait before it asks again. */
const intervalSeconds = 60;
const tokenLifetimeMilliseconds = 300_000;

/** A request with an access token for one tenant. */
export interface TokenCall {
  slug: string;
  token: string;
  body: JsonObject;
}

/** An answer: 200 with credentials, 202 when they have to wait (OpenID4VCI 1.0, 8.3 and 9.2). */
export interface CredentialAnswer {
  status: 200 | 202;
  body: JsonObject;
}

/**
 * Answers a credential request: OpenID4VCI 1.0, 8. A wallet may ask for each configuration of the offer in turn: for the same keys the
 * answer is the same credential each time, in the form of the configuration.
 *
 * @throws {OpenidError} every code of 8.3.1.
 */
export async function requestCredential(
  context: IssuerContext,
  { slug, token, body }: TokenCall,
  options: { nonces: Nonces; acceptDrafts: boolean },
): Promise<CredentialAnswer> {
  const offer = await openOffer(context, { slug, token, isDeferred: false });
  const { identified, clientId } = offer.token;
  const { acceptDrafts, nonces } = options;
  const { securing, keyProofs } = readCredentialRequest(body, { identified, acceptDrafts });
  await assertRoomToClaim(context, offer, securing);
  const dids = await proveKeys(keyProofs, {
    slug,
    nonces,
    expectedIssuer: issuerIdentifier(context, slug),
    expectedClientId: clientId,
    now: context.now(),
  });
  const answer = answerOf(await claimOffer(context, { offer, dids, securing }));
  if (answer.status !== 200) return answer;
  const notification = { notification_id: notificationIdOf(context, offer) };
  // Wallets older than OpenID4VCI 1.0 take the nonce of their next proof from here, and ask nowhere else.
  const nonce = acceptDrafts && { c_nonce: nonces.create(slug) };
  return { ...answer, body: { ...answer.body, ...notification, ...nonce } };
}

/**
 * Answers a wallet that asks what became of a claim that had to wait: OpenID4VCI 1.0, 9. There is no `notification_id` in the answer:
 * it is optional, and a library that many wallets are made of refuses it here.
 *
 * @throws {OpenidError} `invalid_token`, `invalid_transaction_id`, `credential_request_denied`.
 */
export async function requestDeferredCredential(
  context: IssuerContext,
  { slug, token, body }: TokenCall,
): Promise<CredentialAnswer> {
  const offer = await openOffer(context, { slug, token, isDeferred: true });
  if (body.credential_response_encryption !== undefined) {
    throw new OpenidError("invalid_encryption_parameters", "Encrypted responses are not offered here.");
  }
  const { transaction_id: transactionId } = body;
  const { deferred } = offer;
  const securing = typeof transactionId === "string" ? formAskedFor(deferred, transactionId) : undefined;
  if (!deferred || securing === undefined) {
    throw new OpenidError("invalid_transaction_id", "There is no such transaction, or it is over.");
  }
  const outcome = await claimOffer(context, { offer, dids: deferred.dids, securing });
  if ("credentials" in outcome) await endWaiting(context, offer, securing);
  return answerOf(outcome);
}

function answerOf(outcome: ClaimOutcome): CredentialAnswer {
  if ("transactionId" in outcome) {
    return { status: 202, body: { transaction_id: outcome.transactionId, interval: intervalSeconds } };
  }
  const credentials = outcome.credentials.map((credential) => ({ credential }));
  return { status: 200, body: { credentials } };
}

/** The form that a transaction id stands for; undefined when it stands for none. */
function formAskedFor(
  deferred: OpenedOffer["deferred"],
  transactionId: string,
): CredentialSecuring | undefined {
  if (transactionId.length > 200) return undefined;
  const hash = hashSecret(transactionId);
  const { embedded, jwt } = deferred?.transactions ?? {};
  if (embedded !== undefined && isSameSecret(hash, embedded)) return "embedded";
  return jwt !== undefined && isSameSecret(hash, jwt) ? "jwt" : undefined;
}

/**
 * The transaction id ends with the answer; that of the other form, if there is one, goes on. The token, which the wait has outlived,
 * begins anew, so that the same credential request can be sent once more should this answer be lost.
 */
async function endWaiting(
  context: IssuerContext,
  { id, token }: OpenedOffer,
  securing: CredentialSecuring,
): Promise<void> {
  await context.store.commit(async (transaction) => {
    const found = await transaction.get(completionKeys.offer(id));
    if (!found) throw new TypeError("An offer vanished");
    const { deferred, ...offer } = found;
    const { [securing]: _over, ...transactions } = deferred?.transactions ?? {};
    const isWaiting = deferred && Object.keys(transactions).length > 0;
    const expiresAt = new Date(context.now().getTime() + tokenLifetimeMilliseconds).toISOString();
    transaction.put(completionKeys.offer(id), {
      ...offer,
      ...(isWaiting && { deferred: { ...deferred, transactions } }),
      token: { ...token, expiresAt },
    });
  });
}
