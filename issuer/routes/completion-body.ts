import type { z } from "zod";
import type { CompletionInput } from "../completions/completion-input.ts";
import { completionSchema, factsSchema } from "../completions/completion-schema.ts";

const { achievementId } = completionSchema.shape;

/** A completion as the API takes it: the facts stand beside the achievement and the recipient. */
export const completionBodySchema = completionSchema
  .omit({ achievementId: true, facts: true })
  .extend({ achievement: achievementId, ...factsSchema.shape });

/** The same as the use cases know it. */
export function inputOf(body: z.output<typeof completionBodySchema>): CompletionInput {
  const { achievement, recipient, reference, offer, issueNow, approval, ...facts } = body;
  return {
    achievementId: achievement,
    recipient,
    facts,
    ...(reference !== undefined && { reference }),
    ...(offer && { offer }),
    ...(issueNow && { issueNow }),
    ...(approval && { approval }),
  };
}
