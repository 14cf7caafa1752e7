import { readFile } from "node:fs/promises";
import { z } from "zod";
import { openBadgesVocabulary } from "../core/credential/vocabulary.ts";
import { Problem } from "../core/problem/problem.ts";
import type { IssuerValidation } from "../core/verification/verdict.ts";

const trustFile = z.strictObject({
  issuers: z.array(
    z.strictObject({
      did: z.string().regex(/^did:[a-z0-9]+:[^\s/?#]+$/, "must be a DID"),
      name: z.string().min(1).max(200),
      reason: z.string().min(1).max(1000),
      for: z.array(z.string().min(1)).min(1).optional(),
      distrusted: z.literal(true).optional(),
    }),
  ),
});

/** One issuer that this verifier has an opinion about. */
export type TrustedIssuer = z.infer<typeof trustFile>["issuers"][number];

/**
 * Reads the file that says whom this verifier believes.
 *
 * @throws {@link Problem} `CONFIGURATION` that names the first thing wrong with the file; also for a DID listed twice.
 */
export async function readTrustedIssuers(path: string): Promise<TrustedIssuer[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new Problem("CONFIGURATION", `STINT_TRUSTED_ISSUERS: the file ${path} cannot be read.`, {
      cause: error,
    });
  });
  return parseTrustedIssuers(text, path);
}

/** Parses the text of a trust file; `path` is for the words of a refusal only. */
export function parseTrustedIssuers(text: string, path: string): TrustedIssuer[] {
  const refuse = (words: string) => new Problem("CONFIGURATION", `STINT_TRUSTED_ISSUERS: ${path}: ${words}.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse("it is not JSON");
  }
  const result = trustFile.safeParse(json);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw refuse(`${issue?.path.join(".") || "the document"}: ${issue?.message ?? "not usable"}`);
  }
  const seen = new Set<string>();
  for (const { did } of result.data.issuers) {
    if (seen.has(did)) throw refuse(`${did} is listed twice`);
    seen.add(did);
  }
  return result.data.issuers;
}

/**
 * Says what this verifier holds of an issuer. DIDs are compared whole, character by character.
 *
 * @param types - The types (IRIs) of the credential that the issuer vouches for: trust limited by `for`, in IRIs or
 * names of the Open Badges vocabulary, reaches only to these.
 */
export function validateIssuer(issuers: TrustedIssuer[], did: string, types: string[]): IssuerValidation {
  const entry = issuers.find((candidate) => candidate.did === did);
  if (entry === undefined) return { outcome: "unknown" };
  const { name, reason } = entry;
  if (entry.distrusted) return { outcome: "distrusted", name, reason };
  if (entry.for && !entry.for.some((kind) => reaches(kind, types))) {
    return { outcome: "unknown", name, reason: `Trusted only for ${entry.for.join(", ")}` };
  }
  return { outcome: "trusted", name, reason };
}

function reaches(kind: string, types: string[]): boolean {
  return types.includes(kind) || types.includes(openBadgesVocabulary + kind);
}
