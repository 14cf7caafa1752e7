import type { JsonObject } from "../../core/json/json-value.ts";
import type {
  CredentialVerification,
  IssuerValidation,
  Verification,
} from "../../core/verification/verdict.ts";
import type { VerificationContext } from "../../core/verification/verify-credential.ts";
import type { Session } from "../session.ts";
import type { Document } from "./read-document.ts";

type ValidateIssuer = (did: string, kinds: string[]) => IssuerValidation;

/** Verifies a credential completely. A wallet knows no issuers, so it never says "trusted". */
export async function verifyOneCredential(
  credential: JsonObject | string,
  session: Session,
): Promise<CredentialVerification> {
  const { verifyCredential } = await import("../../core/verification/verify-credential.ts");
  const context = await createContext(session, () => ({ outcome: "unknown" }));
  return verifyCredential(credential, { checks: "all" }, context);
}

/** Verifies a credential or presentation of anybody. */
export async function verifyDocument(
  document: Document,
  options: { challenge: string | undefined; domain: string | undefined; validateIssuer: ValidateIssuer },
  session: Session,
): Promise<Verification> {
  const context = await createContext(session, options.validateIssuer);
  if (document.kind === "credential") {
    const { verifyCredential } = await import("../../core/verification/verify-credential.ts");
    return verifyCredential(document.content, { checks: "all" }, context);
  }
  const { verifyPresentation } = await import("../../core/verification/verify-presentation.ts");
  return verifyPresentation(
    document.content,
    {
      checks: "all",
      expectedChallenge: options.challenge,
      expectedDomain: options.domain,
      acceptShare: options.challenge === undefined,
    },
    context,
  );
}

/** JSON-LD and the network are loaded here, and by the commands that verify only: the others start fast. */
async function createContext(session: Session, validateIssuer: ValidateIssuer): Promise<VerificationContext> {
  const { createStatusListMemory } = await import("../../core/status/status-list-memory.ts");
  const { allowLoopback } = session.settings;
  return {
    now: session.environment.now(),
    fetchDocument: await session.environment.createFetcher({ allowLoopback }),
    allowHttpOnLoopback: allowLoopback,
    validateIssuer,
    statusListMemory: createStatusListMemory(),
  };
}
