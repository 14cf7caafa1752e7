import { z } from "zod";
import { parseDateTimeStamp } from "../../core/date-time.ts";
import { hoursSchema } from "./achievement-schema.ts";
import { uuidPattern } from "./identifiers.ts";
import { anyUrl, fits, line, paragraphs, webUrl } from "./text-schemas.ts";

const maximumBytes = 64 * 1024;
const day = 24 * 60 * 60;

/** How long an offer can be claimed, in seconds. */
export const offerLifetimes = { minimum: 60 * 60, usual: 14 * day, maximum: 90 * day } as const;

/** The digest of a file: sha2-256 as a multihash, in base58btc or base64url. */
const digestPattern = /^(?:zQm[1-9A-HJ-NP-Za-km-z]{44}|uEi[A-D][A-Za-z0-9_-]{42}[AQgw])$/;

const momentSchema = z
  .string()
  .max(64)
  .refine(
    (text) => /^\d{4}-/.test(text) && Number.isFinite(parseDateTimeStamp(text)),
    "must be a date and time with a zone, like 2026-09-01T00:00:00Z",
  );

/** An achievement by its UUID, also as it stands in credentials: `urn:uuid:` before it. */
const achievementReference = z
  .string()
  .transform((text) => text.replace(/^urn:uuid:/, ""))
  .pipe(z.string().regex(uuidPattern, "must be the id of an achievement"));

/** Whom a completion is for. Whether a DID can be believed is not checked here. */
export const recipientSchema = z.strictObject({
  did: z.string().max(2_048).exactOptional(),
  email: z.email("must be an e-mail address").max(254).exactOptional(),
  name: line(200).exactOptional(),
});

/** How a completion is offered. */
export const offerSchema = z.strictObject({
  transactionCode: z.boolean().meta({ description: "Whether a code of 6 digits is needed besides the link" }),
  expiresInSeconds: z
    .int()
    .min(offerLifetimes.minimum, "must be an hour or more")
    .max(offerLifetimes.maximum, "must be 90 days or less")
    .exactOptional()
    .meta({ description: "14 days when absent" }),
  sendMail: z
    .boolean()
    .exactOptional()
    .meta({ description: "Whether the link is mailed; it is, when absent and a mail server is configured" }),
});

/** What one student did. */
export const factsSchema = z
  .strictObject({
    role: line(200).exactOptional(),
    start: momentSchema.exactOptional(),
    end: momentSchema.exactOptional(),
    estimatedHours: hoursSchema.exactOptional(),
    paidFairly: z.boolean().exactOptional(),
    rating: z
      .literal([1, 2, 3, 4, 5], "must be a whole number from 1 to 5")
      .exactOptional()
      .meta({ description: "The supervisor's overall rating" }),
    rubrics: z
      .array(z.strictObject({ name: line(200), achieved: line(100) }))
      .min(1)
      .max(20)
      .exactOptional()
      .meta({ description: "Levels reached in the criteria of the achievement" }),
    evidence: z
      .array(
        z.strictObject({
          name: line(300),
          description: paragraphs(1_000).exactOptional(),
          digestMultibase: z
            .string()
            .regex(digestPattern, "must be the multibase of a sha2-256 multihash")
            .meta({ description: "Of the file's bytes: sha2-256 as a multihash, base58btc or base64url" }),
        }),
      )
      .min(1)
      .max(50)
      .exactOptional(),
    source: z
      .strictObject({ id: anyUrl, name: line(300), url: webUrl.exactOptional() })
      .exactOptional()
      .meta({ description: "The university that coordinated or assessed" }),
    supervisor: line(200).exactOptional(),
    validUntil: momentSchema.exactOptional(),
  })
  .refine(fits(maximumBytes), "must have at most 64 KiB in all");

/** A completion as it comes from outside; what must fit its achievement is checked by `checkCompletion`. */
export const completionSchema = z.strictObject({
  achievementId: achievementReference,
  recipient: recipientSchema,
  facts: factsSchema,
  reference: line(200).exactOptional().meta({
    description: "Your own name for it; no two completions of an issuer share one",
  }),
  offer: offerSchema.exactOptional(),
  issueNow: z.literal(true).exactOptional().meta({
    description: "Issue for the e-mail address at once, without a claim; a DID can be bound later",
  }),
  approval: z
    .enum(["granted", "awaited"])
    .exactOptional()
    .meta({ description: "awaited: issued only once it is approved" }),
});
