import { z } from "zod";
import { anyUrl, paragraphs } from "../completions/text-schemas.ts";

const moment = z.iso.datetime({ offset: true, error: "must be a date and time with a zone" });

/** What an employer or a university says about somebody, an achievement or a credential, as it comes from outside. */
export const endorsementSchema = z
  .strictObject({
    subject: anyUrl.meta({
      description:
        "The identifier of what is endorsed: an issuer's DID, an achievement's or a credential's id",
    }),
    comment: paragraphs(5_000).exactOptional().meta({ description: "Why, in Markdown; it is public" }),
    validFrom: moment.exactOptional().meta({ description: "Now when absent" }),
    validUntil: moment.exactOptional(),
  })
  .refine(
    ({ validFrom, validUntil }) =>
      validFrom === undefined || validUntil === undefined || Date.parse(validFrom) <= Date.parse(validUntil),
    "must not end before it begins",
  );

export type EndorsementInput = z.output<typeof endorsementSchema>;
