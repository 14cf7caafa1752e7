import { OpenidError } from "../../core/openid/openid-error.ts";
import { completionKeys } from "../completions/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { openOffer } from "./access-token.ts";
import type { TokenCall } from "./credential-endpoint.ts";
import { isSameSecret, notificationIdOf } from "./offer-secrets.ts";

const events = ["credential_accepted", "credential_failure", "credential_deleted"] as const;

/**
 * Notes what a wallet says became of its credentials: OpenID4VCI 1.0, 11. Saying it again changes nothing. Its own description of the
 * event is not kept.
 *
 * @throws {OpenidError} `invalid_token`, `invalid_notification_id`, `invalid_notification_request`.
 */
export async function acceptNotification(
  context: IssuerContext,
  { slug, token, body }: TokenCall,
): Promise<void> {
  const { id, state } = await openOffer(context, { slug, token, isDeferred: false });
  const { notification_id: notificationId, event: name } = body;
  const event = events.find((candidate) => candidate === name);
  if (typeof notificationId !== "string" || notificationId.length > 200 || event === undefined) {
    throw new OpenidError("invalid_notification_request", "notification_id and a known event are needed.");
  }
  if (state !== "claimed" || !isSameSecret(notificationId, notificationIdOf(context, { id }))) {
    throw new OpenidError("invalid_notification_id", "There is nothing to say about this id.");
  }
  await context.store.commit(async (transaction) => {
    const offer = await transaction.get(completionKeys.offer(id));
    if (!offer || offer.notification?.event === event) return;
    transaction.put(completionKeys.offer(id), { ...offer, notification: { id: notificationId, event } });
  });
}
