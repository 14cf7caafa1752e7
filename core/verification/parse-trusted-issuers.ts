import { z } from "zod";
import { Problem } from "../problem/problem.ts";

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

/** One issuer that a verifier has an opinion about. */
export type TrustedIssuer = z.infer<typeof trustFile>["issuers"][number];

/**
 * Parses the text of a file that says whom a verifier believes.
 *
 * @throws {@link Problem} `CONFIGURATION` that names the first thing wrong with it; also for a DID listed twice.
 */
export function parseTrustedIssuers(text: Uint8Array | string): TrustedIssuer[] {
  let json: unknown;
  try {
    // The verifier's own file, of any length: the bounds for foreign documents would refuse a long list.
    json = JSON.parse(typeof text === "string" ? text : new TextDecoder().decode(text));
  } catch (error) {
    throw new Problem("CONFIGURATION", "not JSON", { cause: error });
  }
  const result = trustFile.safeParse(json);
  if (!result.success) {
    const issue = result.error.issues[0];
    const place = issue?.path.join(".") || "the document";
    throw new Problem("CONFIGURATION", `${place}: ${issue?.message ?? "not usable"}`);
  }
  const seen = new Set<string>();
  for (const [position, { did }] of result.data.issuers.entries()) {
    if (seen.has(did)) throw new Problem("CONFIGURATION", `issuers.${position}.did: listed twice`);
    seen.add(did);
  }
  return result.data.issuers;
}
