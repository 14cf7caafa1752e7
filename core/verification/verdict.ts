import type { WorkSummary } from "../credential/work-summary.ts";
import type { ProblemDetails } from "../problem/problem.ts";

export type CheckName =
  | "format"
  | "proof"
  | "issuer-binding"
  | "validity-period"
  | "status"
  | "challenge"
  | "domain"
  | "holder-binding"
  | "credentials";

/**
 * `unknown` means "could not find out" and never counts as passed; `not-asked` means that the caller
 * limited the question.
 */
export type Outcome = "passed" | "failed" | "unknown" | "not-applicable" | "not-asked";

/** One question and its answer. `failed` and `unknown` always carry a problem. */
export interface Check {
  name: CheckName;
  outcome: Outcome;
  problem?: ProblemDetails;
  /** A fact worth telling beside the outcome, in words (for example "a bearer credential"). */
  note?: string;
}

/** Whether *this* verifier believes the issuer: apart from whether the credential is authentic. */
export interface IssuerValidation {
  outcome: "trusted" | "unknown" | "distrusted";
  name?: string;
  reason?: string;
}

/** The verdict on one credential. */
export interface CredentialVerification {
  verified: boolean;
  checks: Check[];
  validation: { issuer: IssuerValidation };
  /** When the verdict was reached (XSD dateTimeStamp). */
  asOf: string;
  /** What was signed, as far as it was understood; absent when the format check failed. */
  statement?: StatementSummary;
  /** The work, in the terms of the micro-internship profile; absent for other credentials. */
  work?: WorkSummary;
}

/** The verdict on a presentation, with one verdict for each credential in it. */
export interface PresentationVerification {
  verified: boolean;
  checks: Check[];
  validation: { issuer: IssuerValidation };
  asOf: string;
  /** The DID that signed the presentation, when it could be told. */
  holder?: string;
  credentials: CredentialVerification[];
}

export type Verification = CredentialVerification | PresentationVerification;

export interface StatementSummary {
  id?: string;
  types: string[];
  issuer: string;
  /** The issuer's own name for itself: a claim, not a proof of identity. */
  issuerName?: string;
  subjects: string[];
  validFrom?: string;
  validUntil?: string;
}
