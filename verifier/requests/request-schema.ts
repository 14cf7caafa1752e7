import { z } from "zod";
import { isIssuerId } from "../../core/key-discovery/issuer-urls.ts";
import type { WantedWork } from "../../core/openid/wanted-work.ts";
import { identityKinds } from "../openid/client-identity.ts";
import type { Asking } from "./ask-for-work.ts";

const maximumChoices = 20;

/** What a caller may ask for: the body of `POST /presentation-requests`, and what the form is turned into. */
export const askingSchema = z.strictObject({
  issuers: z
    .array(z.string().refine(isIssuerId, "must be a DID, such as did:web:employer.example, or an https URL"))
    .max(maximumChoices)
    .default([])
    .meta({
      description:
        "DIDs or https URLs of issuers, one of whom must have issued it; when empty, anybody may have",
    }),
  skills: z
    .array(z.string().trim().min(1).max(200))
    .max(maximumChoices)
    .default([])
    .meta({ description: "Names of skills, at least one of which it must name; when empty, none has to be" }),
  maximumAgeMonths: z
    .int()
    .min(1)
    .max(600)
    .optional()
    .meta({ description: "The work ended at most so many calendar months ago" }),
  format: z.enum(["ldp_vc", "jwt_vc_json", "either"]).default("either"),
  identity: z
    .enum(identityKinds)
    .optional()
    .meta({ description: "How the request says who asks; redirect_uri: not signed by anybody" }),
  encrypted: z.boolean().default(false).meta({ description: "Whether the wallet must encrypt its answer" }),
});

/** The parsed form of a body as the use case takes it. */
export function toAsking(body: z.output<typeof askingSchema>): Omit<Asking, "byBrowser"> {
  const { issuers, skills, maximumAgeMonths, format, identity, encrypted } = body;
  const wanted: WantedWork = {
    issuers: [...new Set(issuers)],
    skills: [...new Set(skills)],
    format,
    ...(maximumAgeMonths !== undefined && { maximumAgeMonths }),
  };
  return { wanted, identity, encrypted };
}
