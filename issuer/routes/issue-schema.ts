import { z } from "zod";
import { type SigningAlgorithm, signingAlgorithms } from "../../core/jose/sign-jws.ts";
import { jsonObject } from "../../web/route.ts";
import { disclosureSuiteNames, issuingSuites } from "../signing-keys/signatures-of-keys.ts";
import { keyTypeSchema, statusEntrySchema } from "./schemas.ts";

const algorithmNames = Object.values(signingAlgorithms) as SigningAlgorithm[];

/** What a request to issue says besides the credential. */
export const issueOptionsSchema = z
  .object({
    credentialStatus: z
      .union([statusEntrySchema, z.array(statusEntrySchema).max(2)])
      .optional()
      .transform((entries) => entries && [entries].flat().map(({ statusPurpose }) => statusPurpose))
      .refine(
        (purposes) => new Set(purposes).size === (purposes?.length ?? 0),
        "must not name a purpose twice",
      )
      .meta({
        description: "The status entries to add; revocation when absent and the credential has none",
      }),
    previousProof: z.union([z.string().max(2000), z.array(z.string().max(2000)).max(4)]).optional(),
    reissue: z.boolean().optional().meta({
      description: "Replace the credential that was issued under this id; the earlier one is revoked",
    }),
    cryptosuite: z
      .enum(issuingSuites)
      .optional()
      .meta({
        description:
          "Of the proof; the usual one of the issuer's usual key when absent. With `ecdsa-sd-2023` or `bbs-2023` there is no other " +
          "proof, and only who can derive proofs from it can present it",
      }),
    selectiveDisclosure: z.enum(disclosureSuiteNames).optional().meta({
      description: "Of a second proof, from which the holder can show parts. Not in a JWT",
    }),
    mandatoryPointers: z.array(z.string().max(500)).max(100).optional().meta({
      description:
        "JSON Pointers to what the holder may not withhold, besides issuer, subject, validity and status, which always are shown",
    }),
    keyType: keyTypeSchema.optional().meta({
      description: "Where keys of several types will do: P-256 or P-384 with `ecdsa-rdfc-2019`",
    }),
    securing: z.enum(["embedded", "jwt", "vc+jwt"]).optional().meta({
      description:
        "embedded (when absent): a proof in the credential. jwt: a VC-JWT as Open Badges 3.0 and `jwt_vc_json` have it, as text. vc+jwt: that of VC-JOSE-COSE 1.0, in an EnvelopedVerifiableCredential",
    }),
    profileChecks: z.enum(["none"]).optional().meta({
      description:
        "none: issue a badge, an endorsement or a learner record even when it does not conform to Open Badges 3.0 or CLR 2.0",
    }),
    alg: z.enum(algorithmNames).optional().meta({
      description: "Of the JWT; that of the issuer's usual key when absent",
    }),
  })
  .refine(
    ({ securing = "embedded", selectiveDisclosure }) =>
      securing === "embedded" || selectiveDisclosure === undefined,
    "selectiveDisclosure is for a proof in the credential, not for a JWT",
  )
  .meta({ description: "Unknown options are ignored" });

/** A request to issue: VC-API. */
export const issueSchema = z.object({
  credential: jsonObject("An unsigned credential, VCDM 2.0 or 1.1"),
  options: issueOptionsSchema.optional(),
});
