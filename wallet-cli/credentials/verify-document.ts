import type { JsonObject } from "../../core/json/json-value.ts";
import { type KnownSchemas, noSchemas } from "../../core/schema/known-schema.ts";
import type { ValidateIssuer } from "../../core/verification/judge-issuers.ts";
import type { CredentialVerification, Verification } from "../../core/verification/verdict.ts";
import type { VerificationContext } from "../../core/verification/verify-credential.ts";
import type { Session } from "../session.ts";
import type { Document } from "./read-document.ts";

/** What the person at this terminal brings along: whom they believe, and which schemas they have. */
interface Knowledge {
  readonly validateIssuer: ValidateIssuer;
  readonly knownSchemas: KnownSchemas;
}

/** Verifies a credential completely. A wallet knows no issuers, so it never says "trusted". */
export async function verifyOneCredential(
  credential: JsonObject | string,
  session: Session,
): Promise<CredentialVerification> {
  const { verifyCredential } = await import("../../core/verification/verify-credential.ts");
  const knowledge = { validateIssuer: () => ({ outcome: "unknown" }) as const, knownSchemas: noSchemas };
  const context = await createContext(session, knowledge);
  return verifyCredential(credential, { checks: "all" }, context);
}

/** Verifies a credential or presentation of anybody. */
export async function verifyDocument(
  document: Document,
  options: { challenge: string | undefined; domain: string | undefined } & Knowledge,
  session: Session,
): Promise<Verification> {
  const context = await createContext(session, options);
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
async function createContext(
  session: Session,
  { validateIssuer, knownSchemas }: Knowledge,
): Promise<VerificationContext> {
  const { createStatusListMemory } = await import("../../core/status/status-list-memory.ts");
  const { allowLoopback } = session.settings;
  return {
    now: session.environment.now(),
    fetchDocument: await session.environment.createFetcher({ allowLoopback }),
    allowHttpOnLoopback: allowLoopback,
    validateIssuer,
    knownSchemas,
    statusListMemory: createStatusListMemory(),
  };
}
