import { Problem } from "../../core/problem/problem.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";

/**
 * Asserts, in the transaction that acts for it, that an API key has not been revoked since the request was let in.
 *
 * @throws {@link Problem} `UNAUTHORIZED`.
 */
export async function assertKeyInForce(
  transaction: Pick<Transaction, "get">,
  slug: string,
  apiKeyId: string,
): Promise<void> {
  const apiKey = await transaction.get(keyOf.apiKey(slug, apiKeyId));
  if (!apiKey || apiKey.revokedAt !== undefined) {
    throw new Problem("UNAUTHORIZED", "This key has been revoked.");
  }
}

/**
 * {@link assertKeyInForce} for whoever acts: a client may send the body of a request long after its key was looked at, and the key be
 * revoked in between. The service and its admin act without a key.
 */
export async function assertActorInForce(
  transaction: Pick<Transaction, "get">,
  slug: string,
  by: string,
): Promise<void> {
  if (by !== "service" && by !== "service-admin") await assertKeyInForce(transaction, slug, by);
}
