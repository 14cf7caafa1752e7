import { z } from "zod";
import { isPlainPng, pngOfDataUrl } from "../../core/badge/achievement-image.ts";
import { disclosureSuiteNames } from "../signing-keys/signatures-of-keys.ts";
import { fits, line, paragraphs, webUrl } from "./text-schemas.ts";

const maximumBytes = 64 * 1024;
/** Every credential carries it, and so does every presentation. */
export const maximumImageBytes = 24 * 1024;
const maximumImageUrlCharacters = 34_000;
const imageWords = "must be a whole PNG of at most 24 KiB, in a data: URL, without a badge in it";

export const hoursSchema = z
  .number("must be a number")
  .positive("must be more than 0")
  .max(10_000, "must be at most 10000");

const skillSchema = z.strictObject({
  targetType: z.enum(["ext:ESCO", "ext:ONETSOC", "CTDL"], "must be ext:ESCO, ext:ONETSOC or CTDL"),
  targetFramework: line(200),
  targetName: line(200),
  targetCode: line(200).exactOptional(),
  targetUrl: webUrl,
});

const rubricSchema = z.strictObject({
  name: line(200),
  levels: z
    .array(line(100))
    .min(2, "must be at least two")
    .max(10, "must be at most 10 levels")
    .refine(areDifferent, "must be different levels"),
  skills: z.array(skillSchema).min(1).max(10).exactOptional(),
});

/** What a kind of micro-internship is, as it comes from outside. */
export const achievementSchema = z
  .strictObject({
    title: line(200),
    summary: paragraphs(1_000),
    criteria: paragraphs(10_000).meta({
      description: 'Agreed scope, deliverables and what "done" means, in restricted Markdown',
    }),
    skills: z.array(skillSchema).min(1).max(50).exactOptional(),
    tags: z.array(line(100)).min(1).max(30).exactOptional(),
    rubrics: z
      .array(rubricSchema)
      .min(1)
      .max(20)
      .refine((rubrics) => areDifferent(rubrics.map(({ name }) => name)), "must have different names")
      .exactOptional()
      .meta({ description: "What the supervisor may rate, with the levels there are, lowest first" }),
    estimatedHours: hoursSchema.exactOptional(),
    paidFairly: z
      .boolean()
      .exactOptional()
      .meta({ description: "Whether it is paid at or above the stated minimum" }),
    image: z
      .string()
      .max(maximumImageUrlCharacters, imageWords)
      .refine(isPicture, imageWords)
      .exactOptional()
      .meta({
        description: "Your own picture for badges: a PNG in a data: URL. It stands in every credential",
      }),
    selectiveDisclosure: z
      .enum(disclosureSuiteNames, `must be ${disclosureSuiteNames.join(" or ")}`)
      .exactOptional()
      .meta({
        description:
          "Blind screening: credentials get a second proof of this cryptosuite, from which the student can show parts (skills and results " +
          "without name and employer contact). The issuer needs a key for it",
      }),
  })
  .refine(fits(maximumBytes), "must have at most 64 KiB in all");

function isPicture(address: string): boolean {
  const png = pngOfDataUrl(address);
  return png !== undefined && png.length <= maximumImageBytes && isPlainPng(png);
}

function areDifferent(texts: string[]): boolean {
  return new Set(texts).size === texts.length;
}
