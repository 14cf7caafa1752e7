import {
  type PresentationQuestion,
  verifyPresentation,
} from "../../core/verification/verify-presentation.ts";
import type { webWith } from "./https-issuer.ts";
import { challenge, domain, world } from "./world.ts";

const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;

/** The first refusal, of the presentation or of a credential in it. */
export async function refusalOf(
  presented: unknown,
  { fetchDocument, ...asked }: Partial<PresentationQuestion> & Partial<ReturnType<typeof webWith>> = {},
): Promise<string> {
  const context = world({}, fetchDocument && { fetchDocument });
  const { verified, checks, credentials } = await verifyPresentation(
    presented,
    { ...question, ...asked },
    context,
  );
  if (verified) return "verified";
  const all = [...checks, ...credentials.flatMap((one) => one.checks)];
  const check =
    all.find(({ outcome }) => outcome === "failed") ?? all.find((one) => one.outcome === "unknown");
  return `${check?.name} ${check?.outcome}: ${check?.problem?.code}`;
}
