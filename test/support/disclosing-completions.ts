import { createAchievement } from "../../issuer/completions/achievements.ts";
import type { CompletionAnswer } from "../../issuer/completions/completion-answer.ts";
import { createCompletion } from "../../issuer/completions/create-completion.ts";
import type { Recipient } from "../../issuer/completions/records.ts";
import type { IssuerContext } from "../../issuer/use-cases/context.ts";
import { achievementContent, recipients } from "./completions.ts";

/** Whether what is issued for an achievement can be shown in part. */
export type Disclosure = "ecdsa-sd-2023" | undefined;

/** Records a completion of an achievement of its own. */
export async function completeWith(
  context: IssuerContext,
  {
    slug,
    apiKeyId,
    disclosure,
    recipient = recipients.known,
  }: { slug: string; apiKeyId: string; disclosure: Disclosure; recipient?: Recipient },
): Promise<CompletionAnswer> {
  const content = achievementContent(disclosure && { selectiveDisclosure: disclosure });
  const { id: achievementId } = await createAchievement(context, { slug, content, by: "service" });
  return createCompletion(context, { slug, apiKeyId, input: { achievementId, recipient, facts: {} } });
}
