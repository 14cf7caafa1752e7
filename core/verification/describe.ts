import { untitledWork } from "./credential-kind.ts";
import { describeDisclosure } from "./describe-disclosure.ts";
import { validationLines } from "./describe-validation.ts";
import { pathsOfTrust } from "./endorsements/describe-endorsements.ts";
import { trustedThrough } from "./endorsements/judge-endorsers.ts";
import { isOwnPortfolio } from "./portfolio/describe-portfolio.ts";
import { mostCautious } from "./portfolio/portfolio-issuers.ts";
import type {
  Check,
  CheckName,
  CredentialVerification,
  IssuerValidation,
  ListOpinion,
  PresentationVerification,
  RequestValidation,
  Verification,
} from "./verdict.ts";

const questions: Record<CheckName, string> = {
  format: "It can be read, and says one thing only",
  proof: "The signature fits: nothing was changed after signing",
  "issuer-binding": "It was signed by the issuer it names",
  "validity-period": "It is within its validity period",
  status: "Its issuer has not revoked or suspended it",
  schema: "It has the form that its schema demands",
  challenge: "It answers the challenge it was asked for",
  domain: "It was made for this verifier",
  "holder-binding": "It is presented by the person it was issued to",
  credentials: "Something is presented",
  portfolio: "Every credential in it is verified, and about the person whom it is about",
  "portfolio-subject": "It is about the person whom the portfolio is about",
  endorsement: "It endorses what it stands with, and comes from somebody else",
};

const words: Record<Check["outcome"], string> = {
  passed: "yes",
  failed: "no",
  unknown: "could not find out",
  "not-applicable": "does not apply",
  "not-asked": "not asked",
};

/**
 * How a verdict is headed; only "verified" may ever be shown in green, and "verified-through-endorsement", which only a verifier gets
 * who said that it counts.
 */
export interface Headline {
  kind:
    | "verified"
    | "verified-through-endorsement"
    | "verified-unknown-issuer"
    | "verified-not-bound"
    | "not-what-was-asked"
    | "not-verified"
    | "undetermined";
  text: string;
}

/**
 * The verdict in one line. An authentic credential by a stranger is neither red nor plainly green, nor is one that somebody presents of whom
 * nothing shows that it is their own.
 */
export function headlineOf(verification: Verification): Headline {
  if (!verification.verified) {
    const failed = allChecks(verification).some(({ outcome }) => outcome === "failed");
    return failed
      ? { kind: "not-verified", text: "Not verified" }
      : { kind: "undetermined", text: "Could not be determined" };
  }
  if (!isPresentation(verification) && verification.portfolio !== undefined)
    return headlineOfPortfolio(verification);
  const { issuer } = verification.validation;
  if (issuer.outcome === "distrusted")
    return { kind: "not-verified", text: "Authentic, but you distrust its issuer" };
  if (requestOf(verification)?.outcome === "not-met")
    return { kind: "not-what-was-asked", text: "Authentic, but not what you asked for" };
  const { kind, text } = headlineOfIssuer(verification);
  if (isAnybodys(verification))
    return { kind: "verified-not-bound", text: `${text}; not shown to be the presenter’s own` };
  return { kind, text: isShared(verification) ? `${text}; shared by its holder` : text };
}

function headlineOfIssuer({ validation: { issuer } }: Verification): Headline {
  if (issuer.outcome === "trusted")
    return { kind: "verified", text: `Verified, issued by ${issuer.name ?? "an issuer you trust"}` };
  const [endorser] = trustedThrough(issuer);
  if (endorser !== undefined) {
    const text = `Verified, issuer trusted through ${endorser.name ?? endorser.did}`;
    return { kind: "verified-through-endorsement", text };
  }
  return { kind: "verified-unknown-issuer", text: "Verified, issuer not known to you" };
}

/** Whether somebody presents what names nobody, or is about somebody else. */
function isAnybodys(verification: Verification): boolean {
  return allChecks(verification).some(
    ({ name, outcome }) => name === "holder-binding" && outcome === "not-applicable",
  );
}

/** Nobody but its holder vouches for a portfolio; what counts is who issued what is in it. */
function headlineOfPortfolio(portfolio: CredentialVerification): Headline {
  const issuers = mostCautious([portfolio]);
  if (issuers.outcome === "distrusted")
    return { kind: "not-verified", text: "Authentic, but you distrust an issuer in it" };
  if (issuers.outcome === "trusted")
    return { kind: "verified", text: "Verified, and you trust every issuer in it" };
  return trustedThrough(issuers).length > 0
    ? {
        kind: "verified-through-endorsement",
        text: "Verified, and every issuer in it is trusted, some through others",
      }
    : { kind: "verified-unknown-issuer", text: "Verified, but not every issuer in it is known to you" };
}

/** One check in words: the question, the answer, and the reason where the answer is not plain. */
export function describeCheck({ name, outcome, problem, note }: Check): {
  question: string;
  answer: string;
  reason?: string;
} {
  // "Could not find out" would sound as if somebody had tried.
  if (problem?.code === "NOT_EXAMINED") return { question: questions[name], answer: "not examined" };
  const reasons = [problem?.detail ?? problem?.title, note].filter((reason) => reason !== undefined);
  const reason = reasons.length > 0 && { reason: reasons.join("; ") };
  return { question: questions[name], answer: words[outcome], ...reason };
}

/** The verdict as lines of plain words, the headline first. Values in it come from outside: print them safely. */
export function describeVerification(verification: Verification): string[] {
  const lines = [headlineOf(verification).text, ...verification.checks.map(lineOf)];
  if (isPresentation(verification)) {
    verification.credentials.forEach((credential, position) => {
      lines.push(`Credential ${position + 1}: ${nameOf(credential)}`);
      lines.push(
        ...disclosed(credential).map((line) => `  ${line}`),
        ...credential.checks.map((check) => `  ${lineOf(check)}`),
        ...speakerLines(credential).map((line) => `  ${line}`),
        ...validationLines(credential.validation).map((line) => `  ${line}`),
      );
    });
  } else {
    lines.push(
      ...disclosed(verification),
      ...speakerLines(verification),
      ...validationLines(verification.validation),
    );
  }
  return [...lines, `As of ${verification.asOf}`];
}

export function isPresentation(verification: Verification): verification is PresentationVerification {
  return "credentials" in verification;
}

/** Whether it was left with this verifier rather than presented now: nobody answered a challenge. */
export function isShared(verification: Verification): boolean {
  return (
    isPresentation(verification) &&
    verification.checks.some(({ name, outcome }) => name === "challenge" && outcome === "not-applicable")
  );
}

/** Whether it is what this verifier asked for; `undefined` when it is no answer to a request. */
export function requestOf(verification: Verification): RequestValidation | undefined {
  return isPresentation(verification) ? verification.validation.request : undefined;
}

/** What this verifier thinks of the issuer, in words. */
export function trustOf({ outcome, name, reason }: IssuerValidation): string {
  if (outcome === "unknown") return "The issuer is not known to you";
  const who = name ?? "The issuer";
  const why = reason === undefined ? "" : `: ${reason}`;
  return outcome === "trusted" ? `You trust ${who}${why}` : `You distrust ${who}${why}`;
}

/** The same, and then what each list says. */
function trustLines(issuer: IssuerValidation): string[] {
  return [trustOf(issuer), ...pathsOfTrust(issuer), ...(issuer.lists ?? []).map(opinionOf)];
}

/** The same of whoever signed a credential; of a portfolio of one's own nobody asks whether its signer is known. */
export function speakerLines(credential: CredentialVerification): string[] {
  if (isOwnPortfolio(credential)) return ["It is signed by the person whom it is about"];
  return trustLines(credential.validation.issuer);
}

/** What one list holds of the issuer, in words. */
export function opinionOf({ name, outcome, issuerName, reason }: ListOpinion): string {
  const opinion = { trusted: "trusted", distrusted: "distrusted", unknown: "not on it" }[outcome];
  const who = issuerName === undefined ? "" : `, as ${issuerName}`;
  const why = reason === undefined ? "" : ` (${reason})`;
  // Trusted for something else: it stands there, but says nothing about this credential.
  const words = outcome === "unknown" && reason !== undefined ? "not for this" : opinion;
  return `List “${name}”: ${words}${who}${why}`;
}

function disclosed({ disclosure }: CredentialVerification): string[] {
  return disclosure?.partial === true ? describeDisclosure(disclosure) : [];
}

function nameOf({ work, statement }: CredentialVerification): string {
  return work === undefined ? (statement?.id ?? "unreadable") : (work.title ?? untitledWork);
}

function lineOf(check: Check): string {
  const { question, answer, reason } = describeCheck(check);
  return `${question}: ${answer}${reason === undefined ? "" : ` (${reason})`}`;
}

function allChecks(verification: Verification): Check[] {
  const inner = isPresentation(verification) ? verification.credentials.flatMap(({ checks }) => checks) : [];
  return [...verification.checks, ...inner];
}
