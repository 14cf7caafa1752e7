import { z } from "zod";
import { Problem } from "../../core/problem/problem.ts";
import { printable } from "../../core/text/printable.ts";
import { maxTrustedIssuers, trustedIssuerSchema } from "../../core/verification/trusted-issuer.ts";

/** How many lists one verifier may keep. */
export const maxTrustLists = 20;

/** How many issuers all of them may have together: they are held in memory. */
export const maxIssuersInAll = 200_000;

const name = z
  .string()
  .min(1)
  .max(100)
  .refine((text) => text.trim() === text && printable(text) === text && !/[\n\t]/.test(text), {
    error: "must be one line of visible text",
  });

const moment = z.iso.datetime();

/** The shape of a list as it is kept: one file for each. */
export const trustListSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  name,
  issuers: z.array(trustedIssuerSchema).max(maxTrustedIssuers),
  createdAt: moment,
  /** When its issuers last changed, or were last copied. */
  changedAt: moment,
  leftOut: z.strictObject({ repeated: z.int(), unusable: z.int() }).optional(),
  /** There for a copy of a list that somebody else keeps. */
  copy: z
    .strictObject({
      url: z.string().max(2048),
      /** When it was last asked for, with or without success. */
      triedAt: moment,
      /** Why that had no success. */
      trouble: z.string().max(1000).optional(),
    })
    .optional(),
});

/** One list of issuers, kept by this verifier or copied from an address. */
export type TrustList = z.infer<typeof trustListSchema>;

/** What a list may be called. */
export const trustListName = name;

/** A name that somebody typed. @throws {@link Problem} `INVALID_REQUEST` */
export function parseListName(text: string): string {
  const result = name.safeParse(text);
  if (result.success) return result.data;
  throw new Problem(
    "INVALID_REQUEST",
    "The name of a list is one line of visible text, at most 100 characters.",
  );
}
