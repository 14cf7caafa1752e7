import { z } from "zod";
import { isIssuerId } from "../key-discovery/issuer-urls.ts";
import { printable } from "../text/printable.ts";

/** The largest file of trusted issuers. */
export const maxTrustListBytes = 16 * 1024 * 1024;

/** How many issuers one list may have. */
export const maxTrustedIssuers = 50_000;

const visible = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine((text) => printable(text).trim() !== "", "must not be empty");

/** What an entry of a list must be. */
export const trustedIssuerSchema = z
  .strictObject({
    /** Its DID, or the https URL that it goes by instead. Compared whole. */
    did: z.string().refine(isIssuerId, "must be a DID, or the https URL of an issuer"),
    name: visible(200),
    reason: visible(1000),
    for: z.array(z.string().min(1).max(500)).min(1).max(50).optional(),
    distrusted: z.literal(true).optional(),
    /** Whom it endorses is trusted through it. */
    endorses: z.literal(true).optional(),
  })
  .refine(
    ({ distrusted, endorses }) => !(distrusted && endorses),
    "must not be distrusted and endorse others",
  );

/** One issuer that a verifier has an opinion about. */
export type TrustedIssuer = z.infer<typeof trustedIssuerSchema>;

/** A list of issuers as a file gives it. */
export interface TrustedIssuers {
  issuers: TrustedIssuer[];
  /** Entries of a registry that vouch for nobody in particular, and so count for nothing. */
  leftOut: LeftOut;
}

export interface LeftOut {
  /** DIDs that stand there twice: nobody can tell which entry is meant. */
  repeated: number;
  /** Without a usable DID or name. */
  unusable: number;
}
