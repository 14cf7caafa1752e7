import type { LookedFor } from "../credential/micro-internship/parts/missing-parts.ts";
import type { WorkSummary } from "../credential/micro-internship/work-summary.ts";
import type { RelatedResource } from "../credential/related-resource.ts";
import type { EndorsedThing } from "../endorsement/embedded-endorsements.ts";
import type { ComparedEvidence } from "../evidence/compare-evidence.ts";
import type { WorkSums } from "../portfolio/work-sums.ts";
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
  | "credentials"
  | "endorsement"
  | "portfolio"
  | "portfolio-subject";

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
  /** Only for a trusted one: a list says that its endorsements of others count. */
  endorses?: true;
  /** Whom this verifier trusts among those who endorse the issuer. `outcome` stays what it is without them. */
  endorsedBy?: Endorser[];
}

/** Somebody whom this verifier trusts, and who endorses an issuer by an endorsement that holds. */
export interface Endorser {
  did: string;
  /** What the list that decided calls it. */
  name?: string;
  /** Whether this verifier lets its endorsements count: then the issuer is trusted through it. */
  counts: boolean;
}

/** What one list of a verifier holds of an issuer. */
export interface ListOpinion {
  /** The list's own name. */
  name: string;
  outcome: IssuerValidation["outcome"];
  /** What the list calls the issuer. */
  issuerName?: string;
  reason?: string;
  /** Its endorsements of others count. */
  endorses?: true;
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

/** How a credential was shown that can be shown in parts. */
export type Disclosure = PartialDisclosure | OwnCopy;

/** In part: what is not in it may have been left out, and whether anything was is not known to a verifier. */
export interface PartialDisclosure {
  partial: true;
  /** The cryptosuite whose proof allows it. */
  suite: string;
  /** What one looks for in a micro-internship and does not find here. */
  notShown: LookedFor[];
  /** What the issuer let nobody leave out: members of the credential, by the standards' names. */
  mandatory: string[];
}

/** The holder's own copy with the base proof, from which whoever has it can show any part. */
export interface OwnCopy {
  partial: false;
  suite: string;
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
  /** Absent when it cannot be shown in parts, or when all that its issuer signed is there. */
  disclosure?: Disclosure;
  /** The work, in the terms of the micro-internship profile; absent for other credentials. */
  work?: WorkSummary;
  /** The endorsements in it or presented beside it, each with a verdict of its own; none of them changes `verified`. */
  endorsements?: Endorsement[];
  /** How many more there are, which nobody looked at. */
  endorsementsNotExamined?: number;
  /** For an endorsement in a presentation: which of the credentials beside it it speaks for, counted from 1. */
  endorsesPosition?: number;
  /** What is in it, when it is a portfolio (CLR 2.0) whose own signature holds. */
  portfolio?: PortfolioVerification;
}

/** The credentials in a portfolio, each with a verdict of its own, and what they come to. */
export interface PortfolioVerification {
  /** In the order in which they stand there: positions count them from 1. */
  credentials: CredentialVerification[];
  /** How many more there are, which nobody looked at. */
  notExamined?: number;
  /** Computed from what the verified credentials say; nothing of it comes from the portfolio. */
  sums: WorkSums;
  /** The same for those whose issuers this verifier trusts; absent until it was asked whom. */
  knownSums?: WorkSums;
  /** Credentials that are part of no number. */
  leftOut: LeftOutMember[];
}

/**
 * A credential in a portfolio that is not counted. "own-word": by the person themself; "repeated": it stands there before; "nameless": it
 * has no id, and one by its issuer that has none either stands there before.
 */
export interface LeftOutMember {
  position: number;
  reason: "not-verified" | "own-word" | "repeated" | "nameless" | "no-work" | "endorsement";
}

/** An endorsement that a credential carries, and its own verdict: with the check "endorsement" of what it stands with. */
export interface Endorsement {
  of: EndorsedThing;
  /** The identifier of the thing that it stands with. */
  thing?: string;
  verification: CredentialVerification;
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
  /** The identifier of the one achievement that it is about. */
  achievement?: string;
  /** An endorsement's comment: the endorser's own words. */
  endorsementComment?: string;
  validFrom?: string;
  validUntil?: string;
}
