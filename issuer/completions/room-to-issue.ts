import type { Transaction } from "../store/issuer-store.ts";
import type { CredentialSecuring } from "../store/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { type CompletionRecord, completionKeys, type OfferRecord } from "./records.ts";

interface Issuance {
  slug: string;
  completion: CompletionRecord;
  securing: CredentialSecuring;
}

/**
 * Asserts that the credential of a completion could be signed soon.
 *
 * @throws {@link Problem} `OVERLOADED` while too many signatures for selective disclosure are waiting, when it takes one.
 */
export async function assertRoomToIssue(
  store: Pick<Transaction, "get">,
  { signingThreads }: Pick<IssuerContext, "signingThreads">,
  { slug, completion, securing }: Issuance,
): Promise<void> {
  const { achievementId, achievementVersion } = completion;
  const version = completionKeys.achievementVersion(slug, achievementId, achievementVersion);
  const discloses = (await store.get(version))?.content.selectiveDisclosure !== undefined;
  if (discloses && securing === "embedded") signingThreads.room.assertAny();
}

/** The same of an offer, before its claim uses anything up. */
export async function assertRoomToClaim(
  context: IssuerContext,
  { slug, completionNumber }: OfferRecord,
  securing: CredentialSecuring,
): Promise<void> {
  const { store } = context;
  const completion = await store.get(completionKeys.completion(slug, completionNumber));
  if (completion) await assertRoomToIssue(store, context, { slug, completion, securing });
}
