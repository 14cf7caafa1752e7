import { boundEffort } from "../../../core/bounded-effort.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type VerificationContext, verifyCredential } from "../../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../../core/verification/verify-presentation.ts";
import { challenge, domain, world } from "../world.ts";
import { usualLimits } from "./watched-verification.ts";

export interface Asked {
  document: unknown;
  documents?: Parameters<typeof world>[0];
  changes?: Partial<VerificationContext>;
}

/** Verifies with a bounded effort: the verdict, or `undefined` when that was not enough. */
export async function verdictOf({ document, documents = {}, changes = {} }: Asked) {
  const effort = boundEffort(usualLimits);
  const context = { ...world(documents, changes), effort };
  const isPresentation =
    typeof document === "object" && JSON.stringify((document as JsonObject).type).includes("Presentation");
  const verdict = isPresentation
    ? verifyPresentation(
        document,
        { checks: "all", expectedChallenge: challenge, expectedDomain: domain },
        context,
      )
    : verifyCredential(document, { checks: "all" }, context);
  const settled = await verdict.catch((error: unknown) => {
    if (!effort.isExceeded) throw error;
  });
  return effort.isExceeded ? undefined : settled;
}
