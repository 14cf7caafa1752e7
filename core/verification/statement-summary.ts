import type { OpenedCredential } from "../credential/open-credential.ts";
import { isJsonObject } from "../json/json-value.ts";
import type { StatementSummary } from "./verdict.ts";

/** What was signed, in the few facts that people and programs ask for first. */
export function summarizeStatement({ unsecured, statement }: OpenedCredential): StatementSummary {
  const { issuer } = unsecured;
  const issuerName = isJsonObject(issuer) && typeof issuer.name === "string" ? issuer.name : undefined;
  const validFrom = statement.notBefore[0];
  const validUntil = statement.notAfter[0];
  return {
    ...(statement.id !== undefined && { id: statement.id }),
    types: statement.types,
    issuer: statement.issuer ?? "",
    ...(issuerName !== undefined && { issuerName }),
    subjects: statement.subjects.filter((subject) => subject !== undefined),
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
  };
}
