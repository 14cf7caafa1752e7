import { z } from "zod";
import { keyTypes } from "../../core/keys/public-key.ts";
import { jsonObject } from "../../web/route.ts";
import { uuidPattern } from "../completions/identifiers.ts";
import { roles, statusPurposes } from "../store/records.ts";
import { maximumReasonCharacters } from "../use-cases/audit.ts";

/** The names of the two kinds of bearer token, as the API's description shows them. */
export const bearerTokens = {
  adminToken: "The service's admin token: creates issuers and manages their keys. It never issues.",
  apiKey: "An API key of one issuer, with the role admin, issuer or auditor.",
};

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "must be 1 to 63 lower-case letters, digits or hyphens")
  .meta({ description: "Short name of the issuer in URLs" });

export const slugParams = z.object({ slug: slugSchema });

/** Which achievement of which issuer. */
export const achievementParams = z.object({
  slug: slugSchema,
  id: z.string().regex(uuidPattern, "must be the id of an achievement"),
});

/** A date and time with its zone; zod's own check also refuses February 30. */
export const momentSchema = z.iso.datetime({ offset: true, error: "must be a date and time with a zone" });

export const idempotencyHeaders = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, "must be 1 to 255 visible ASCII characters")
    .optional()
    .meta({ description: "Repeat a request safely: the same key and body give the same answer" }),
});

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().meta({ description: "`next` of the page before" }),
});

export const roleSchema = z.enum(roles);

/** A status entry as a client asks for it. */
export const statusEntrySchema = z.object({
  type: z.literal("BitstringStatusListEntry"),
  statusPurpose: z.enum(statusPurposes),
});

/** Why something was done, in the words of whoever did it. */
export const reasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(maximumReasonCharacters)
  .meta({ description: "Why; kept in the audit trail, and never public" });

export const profileSchema = z
  .looseObject({
    name: z.string().trim().min(1).max(300),
    url: z
      .url({ protocol: /^https?$/, error: "must be an http or https URL" })
      .max(2000)
      .optional(),
    description: z.string().max(5000).optional(),
    email: z.email().max(320).optional(),
  })
  .meta({ description: "Open Badges 3.0 Profile; id and type are set by the service" });

export const issuerSchema = z.object({
  slug: z.string(),
  id: z.string().meta({ description: "The issuer's DID" }),
  profile: jsonObject("Open Badges 3.0 Profile"),
});

export const apiKeySchema = z.object({
  id: z.string(),
  role: roleSchema,
  label: z.string().optional(),
  createdAt: z.string(),
  revokedAt: z.string().optional(),
});

export const keyTypeSchema = z.enum(keyTypes);

export const signingKeySchema = z.object({
  name: z.string().meta({ description: "Like `key-2` (Ed25519) or `p256-1`" }),
  type: keyTypeSchema,
  version: z.int(),
  signsWith: z.array(z.string()).meta({ description: "Cryptosuites and JWS algorithms of such keys" }),
  inUse: z.boolean().meta({ description: "Whether it signs when one of its type is wanted" }),
  verificationMethod: z.string(),
  publicKeyMultibase: z.string().optional(),
  publicKeyJwk: jsonObject("Of the types of which there is no Multikey").optional(),
  createdAt: z.string(),
  revokedAt: z.string().optional(),
});

export const revokedSinceSchema = z.object({
  revoked: z.int(),
  alreadyRevoked: z.int(),
  notRevocable: z.array(z.string()),
  offersCancelled: z.int().optional(),
});

/** The shape of a page of things. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().optional() });
}
