import { z } from "zod";
import { lookedFor } from "../../core/credential/micro-internship/parts/missing-parts.ts";

/** The shape of what a verdict says of a credential that can be shown in parts, for the API's description. */
export const disclosureSchema = z
  .discriminatedUnion("partial", [
    z.object({
      partial: z.literal(true),
      suite: z.string(),
      notShown: z.array(z.enum(lookedFor)).meta({
        description: "What one looks for in a micro-internship and does not find: left out, or never there",
      }),
      mandatory: z.array(z.string()).meta({
        description: "Members of the credential that its issuer let nobody leave out",
      }),
    }),
    z.object({ partial: z.literal(false), suite: z.string() }),
  ])
  .meta({
    description:
      "Only for a credential that can be shown in parts: partial, when its holder chose what to show; not, when it is the holder's own copy",
  });
