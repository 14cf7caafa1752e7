import { z } from "zod";
import { disclosureSchema } from "./disclosure-schema.ts";

const findingSchema = z
  .object({
    member: z.string().meta({ description: "JSON Pointer; empty for the whole document" }),
    clause: z.string(),
    url: z.string().optional(),
    words: z.string(),
  })
  .meta({ description: "What is not as a standard or a schema demands, and who demands it" });

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  findings: z.array(findingSchema).optional(),
});

const check = z.object({
  name: z.enum([
    "format",
    "proof",
    "issuer-binding",
    "validity-period",
    "status",
    "schema",
    "challenge",
    "domain",
    "holder-binding",
    "credentials",
    "endorsement",
    "portfolio",
    "portfolio-subject",
  ]),
  outcome: z.enum(["passed", "failed", "unknown", "not-applicable", "not-asked"]),
  problem: problem.optional(),
  note: z.string().optional(),
  listAsOf: z.iso.datetime({ offset: true }).optional(),
});

const opinion = z.enum(["trusted", "unknown", "distrusted"]);

const issuerValidation = z.object({
  outcome: opinion,
  name: z.string().optional(),
  reason: z.string().optional(),
  lists: z
    .array(
      z.object({
        name: z.string(),
        outcome: opinion,
        issuerName: z.string().optional(),
        reason: z.string().optional(),
        endorses: z.literal(true).optional(),
      }),
    )
    .optional(),
  endorses: z.literal(true).optional(),
  endorsedBy: z
    .array(z.object({ did: z.string(), name: z.string().optional(), counts: z.boolean() }))
    .optional()
    .meta({ description: "Whom this verifier trusts among those who endorse the issuer" }),
});

const schemaValidation = z
  .object({
    id: z.string(),
    type: z.string(),
    outcome: z.enum(["valid", "invalid", "unknown"]),
    findings: z.array(findingSchema).optional(),
    reason: z.string().optional(),
  })
  .meta({
    description: "A schema that it names; unknown when this verifier does not have it, which decides nothing",
  });

const relatedResource = z.object({ id: z.string(), outcome: z.enum(["match", "unchecked"]) }).meta({
  description: "Whether the stated digest was compared; one that does not fit fails the check of the format",
});

const evidence = z
  .array(
    z.object({
      id: z.string().optional(),
      name: z.string().optional(),
      digests: z.array(z.string()),
      outcome: z.enum(["matches", "differs", "not-given", "no-digest", "unreadable-digest"]),
      files: z.array(z.string()),
    }),
  )
  .meta({ description: "The evidence that was signed; files are compared on the page and by stint verify" });

const credentialValidation = z.object({
  issuer: issuerValidation,
  schemas: z.array(schemaValidation).optional(),
  relatedResources: z.array(relatedResource).optional(),
  evidence: evidence.optional(),
});

const requestValidation = z
  .object({ outcome: z.enum(["met", "not-met"]), reasons: z.array(z.string()) })
  .meta({ description: "Whether it is what this verifier asked for; only for the answer to a request" });

const common = {
  verified: z.boolean(),
  checks: z.array(check),
  asOf: z.iso.datetime({ offset: true }),
};

const optionalText = z.string().optional();

const statement = z.object({
  id: optionalText,
  types: z.array(z.string()),
  issuer: z.string(),
  issuerName: optionalText,
  issuerUrl: optionalText,
  subjects: z.array(z.string()),
  achievement: optionalText,
  endorsementComment: optionalText,
  validFrom: optionalText,
  validUntil: optionalText,
});

const work = z.object({
  title: optionalText,
  achievementType: optionalText,
  description: optionalText,
  criteria: optionalText,
  issuerName: optionalText,
  supervisor: optionalText,
  recipientName: optionalText,
  role: optionalText,
  startDate: optionalText,
  endDate: optionalText,
  results: z.array(
    z.object({ name: z.string(), value: z.string(), scale: optionalText, type: optionalText }),
  ),
  skills: z.array(
    z.object({ name: z.string(), framework: optionalText, code: optionalText, url: optionalText }),
  ),
  evidence: z.array(
    z.object({
      name: z.string(),
      genre: optionalText,
      description: optionalText,
      digestMultibase: optionalText,
    }),
  ),
  source: optionalText,
});

const alone = z.object({
  ...common,
  validation: credentialValidation,
  statement: statement.optional(),
  work: work.optional(),
  disclosure: disclosureSchema.optional(),
});

const endorsements = z
  .array(
    z.object({
      of: z.enum(["credential", "issuer", "achievement", "other"]),
      thing: optionalText,
      verification: alone,
    }),
  )
  .meta({ description: "What endorses it, in it or beside it, each with a verdict of its own" });

const positions = z.array(z.int());

const sums = z.object({
  projects: positions,
  employers: z.int(),
  hours: z.object({
    total: z.number(),
    parts: z.array(z.object({ position: z.int(), hours: z.number() })),
  }),
  skills: z.array(
    z.object({ name: z.string(), framework: optionalText, code: optionalText, url: optionalText, positions }),
  ),
  averages: z.array(
    z.object({
      name: z.string(),
      scale: z.string(),
      average: z.number(),
      parts: z.array(z.object({ position: z.int(), value: z.number() })),
    }),
  ),
  levels: z.array(
    z.object({ name: z.string(), values: z.array(z.object({ value: z.string(), positions })) }),
  ),
  notCounted: z.array(z.object({ position: z.int(), name: z.string(), value: z.string() })),
});

const withEndorsements = alone.extend({
  endorsements: endorsements.optional(),
  endorsementsNotExamined: z.int().optional(),
  endorsesPosition: z.int().optional(),
});

const portfolio = z
  .object({
    credentials: z.array(withEndorsements),
    notExamined: z.int().optional(),
    sums,
    knownSums: sums.optional(),
    leftOut: z.array(
      z.object({
        position: z.int(),
        reason: z.enum(["not-verified", "own-word", "repeated", "nameless", "no-work", "endorsement"]),
      }),
    ),
  })
  .meta({ description: "What is in a portfolio (CLR 2.0), and what the verified credentials in it come to" });

/** The shape of the verdict on a credential, for the API's description. */
export const credentialVerificationSchema = withEndorsements.extend({ portfolio: portfolio.optional() });

/** The shape of the verdict on a presentation, for the API's description. */
export const presentationVerificationSchema = z.object({
  ...common,
  validation: z.object({ issuer: issuerValidation, request: requestValidation.optional() }),
  holder: optionalText,
  credentials: z.array(credentialVerificationSchema),
});
