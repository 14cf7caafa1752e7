import type { WorkSummary } from "../credential/micro-internship/work-summary.ts";
import type { RelatedResource } from "../credential/related-resource.ts";
import type { ComparedEvidence } from "../evidence/compare-evidence.ts";
import type { ProblemDetails } from "../problem/problem.ts";
import type { SchemaValidation } from "../schema/evaluate-schemas.ts";

export type CheckName =
  | "format"
  | "proof"
  | "issuer-binding"
  | "validity-period"
  | "status"
  | "schema"
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
  /** For `status`: when the oldest of the lists that it rests on was made (XSD dateTimeStamp). */
  listAsOf?: string;
}

/** Whether *this* verifier believes the issuer: apart from whether the credential is authentic. */
export interface IssuerValidation {
  outcome: "trusted" | "unknown" | "distrusted";
  /** What the list that decided calls the issuer. */
  name?: string;
  reason?: string;
  /** What each of this verifier's lists holds of it; absent when it has none. */
  lists?: ListOpinion[];
}

/** What one list of a verifier holds of an issuer. */
export interface ListOpinion {
  /** The list's own name. */
  name: string;
  outcome: IssuerValidation["outcome"];
  /** What the list calls the issuer. */
  issuerName?: string;
  reason?: string;
}

/** Whether an answer is what *this* verifier asked for: apart from whether it is authentic. */
export interface RequestValidation {
  outcome: "met" | "not-met";
  /** In plain words; empty when it is met. */
  reasons: string[];
}

/** A file that was given along with a credential, and whether any signed digest in the verdict is its own. */
export interface EvidenceFile {
  /** What whoever gave it calls it. */
  name: string;
  outcome: "belongs" | "foreign";
}

/** What was found beside the verdict; whoever verifies decides what it is worth. */
export interface CredentialValidation {
  issuer: IssuerValidation;
  /** Each schema that the credential names, and whether it is satisfied; absent when it names none, or they were not looked at. */
  schemas?: SchemaValidation[];
  /** The digests that the credential states of related resources; absent when it states none. */
  relatedResources?: RelatedResource[];
  /** The evidence that was signed, beside the files that were given; absent without any, and unless the signature holds. */
  evidence?: ComparedEvidence[];
  /** Only where files were given, and on the whole verdict only. */
  evidenceFiles?: EvidenceFile[];
}

/** The verdict on one credential. */
export interface CredentialVerification {
  verified: boolean;
  checks: Check[];
  validation: CredentialValidation;
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
  validation: {
    issuer: IssuerValidation;
    /** Only for the answer to a request of this verifier. */
    request?: RequestValidation;
    /** Only where files were given. */
    evidenceFiles?: EvidenceFile[];
  };
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
  /** The address that the issuer gives for itself: a claim, too. */
  issuerUrl?: string;
  subjects: string[];
  validFrom?: string;
  validUntil?: string;
}
