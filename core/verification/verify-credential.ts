import type { BoundedEffort } from "../bounded-effort.ts";
import { type Coverage, wholeDocument } from "../credential/disclosure/coverage.ts";
import { summarizeWork } from "../credential/micro-internship/summarize-work.ts";
import { type OpenedCredential, openCredential } from "../credential/open-credential.ts";
import { relatedResourcesOf } from "../credential/related-resource.ts";
import { formatDateTimeStamp } from "../date-time.ts";
import { createControllerResolver } from "../did/resolver.ts";
import { compareEvidence } from "../evidence/compare-evidence.ts";
import { signedEvidence } from "../evidence/signed-evidence.ts";
import { type FetchDocument, limitFetches } from "../fetch-document.ts";
import type { JsonObject } from "../json/json-value.ts";
import type { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";
import type { SchemaValidation, SchemaWorld } from "../schema/evaluate-schemas.ts";
import { type KnownSchemas, noSchemas } from "../schema/known-schema.ts";
import type { StatusListContext } from "../status/load-status-list.ts";
import type { OpenedLists } from "../status/opened-lists.ts";
import type { StatusListMemory } from "../status/status-list-memory.ts";
import { authenticityOnce, type BegunExamination, type BegunExaminations } from "./begun-examinations.ts";
import { checkAuthenticity } from "./check-authenticity.ts";
import { checkEntries, checkPeriod } from "./check-in-force.ts";
import { checkSchemas } from "./check-schemas.ts";
import { isVerified, notAsked, notReached, passed, unpassed } from "./checks.ts";
import { type VerifyAlone, verifyEndorsements } from "./endorsements/verify-endorsements.ts";
import { judgeIssuer, type ValidateIssuer } from "./judge-issuers.ts";
import { verifyPortfolio } from "./portfolio/verify-portfolio.ts";
import { createSharedBounds, type SharedBounds } from "./shared-bounds.ts";
import { summarizeStatement } from "./statement-summary.ts";
import type { CheckName, CredentialValidation, CredentialVerification } from "./verdict.ts";

/** Everything a verification takes from the world around it. */
export interface VerificationContext {
  now: Date;
  fetchDocument: FetchDocument;
  /** For development: did:web documents of loopback hosts may come over http. */
  allowHttpOnLoopback: boolean;
  statusListMemory: StatusListMemory;
  /** What this verifier thinks of an issuer; it decides about trust, never about authenticity. */
  validateIssuer: ValidateIssuer;
  /** The schemas that this verifier was given; those of Open Badges and CLR it knows without. */
  knownSchemas: KnownSchemas;
  /** Only for a credential among others. */
  shared?: SharedBounds;
  /** Status lists that were opened by other verifications: what depends on their bytes alone is not worked out again. */
  openedLists?: OpenedLists;
  /** For a verification that is run again once more has been fetched. */
  begun?: BegunExaminations;
  /** For a run that cannot be stopped. When it is exceeded, the run throws, and nothing that it may have said counts. */
  effort?: BoundedEffort;
  /** Whether a document was still to be fetched, so that this run is not the last and its verdict will not be used. */
  isLacking?: () => boolean;
}

/** "proof" asks for proof, issuer binding and VCDM conformance alone. */
export interface CredentialQuestion {
  checks: "all" | "proof";
  /** What it is inside another credential. Nothing inside an endorsement is looked at, nor in a portfolio inside a portfolio. */
  embeddedAs?: "endorsement" | "member";
}

/** DID documents and status lists that one credential may make its verifier fetch. */
const maximumFetches = 4;
/** The same for a portfolio and all that is in it; each credential in it may make its verifier fetch four. */
const portfolioFetches = 16;

/**
 * Reaches the verdict on one credential: is it well-formed, signed, by its issuer, in force, not
 * revoked; and apart from that, is the issuer known to this verifier.
 *
 * Every check reads the statement that was signed. The signature is verified before a status list is
 * fetched. Never throws for what the credential contains: a verdict is a value.
 *
 * @param credential - A JSON object with proofs, or a compact VC-JWT: the checks are the same.
 */
export async function verifyCredential(
  credential: unknown,
  question: CredentialQuestion,
  context: VerificationContext,
): Promise<CredentialVerification> {
  return (await examineCredential(credential, question, context)).verification;
}

/** A verdict, and how much of the credential its issuer is known to have signed. */
export interface ExaminedCredential {
  verification: CredentialVerification;
  coverage: Coverage;
  /** Absent when it cannot be read. */
  about?: { subjects: readonly (string | undefined)[]; describesSubject: boolean };
}

/** The same as {@link verifyCredential}, for who has further questions. */
export async function examineCredential(
  credential: unknown,
  { checks: asked, embeddedAs }: CredentialQuestion,
  context: VerificationContext,
): Promise<ExaminedCredential> {
  const asOf = formatDateTimeStamp(context.now);
  let begun: BegunExamination;
  try {
    begun = await begin(credential, asked, context);
  } catch (error) {
    return { verification: unreadable(asProblem(error), asked, asOf), coverage: wholeDocument };
  }
  const { opened } = begun;
  const maximum = opened.members === undefined ? maximumFetches : portfolioFetches;
  const shared = context.shared ?? createSharedBounds();
  // What is new comes first: V8 takes ten times as long to add a member to a copy.
  const limited = { shared, ...context, fetchDocument: limitFetches(context.fetchDocument, maximum) };
  const world = limitedWorld(limited, maximum);
  const {
    checks: authenticity,
    coverage,
    disclosure,
  } = await authenticityOnce(begun, world.fetchDocument, (fetchDocument) =>
    checkAuthenticity(opened, { ...world, ...resolving(fetchDocument, context) }),
  );
  const checks = [passed("format"), ...authenticity];
  const authentic = isVerified(checks);
  checks.push(await checkPeriod(opened, { asked, coverage }, context.now));
  checks.push(await checkEntries(opened, { asked, coverage, authentic }, world));
  if (embeddedAs === undefined && opened.members === undefined && context.isLacking?.()) {
    return {
      verification: { verified: false, checks, validation: { issuer: { outcome: "unknown" } }, asOf },
      coverage,
    };
  }
  const { check, schemas } = await checkSchemas(opened, { asked, coverage, authentic }, schemaWorld(limited));
  checks.push(check);
  const { fetchDocument } = world;
  const verifyInner =
    (role: "endorsement" | "member"): VerifyAlone =>
    (inner) =>
      verifyCredential(inner, { checks: "all", embeddedAs: role }, { ...context, fetchDocument, shared });
  const isLookedInto = asked === "all" && authentic && embeddedAs !== "endorsement";
  const inside =
    isLookedInto && opened.members !== undefined && embeddedAs === undefined
      ? await verifyPortfolio(opened, verifyInner("member"), shared)
      : undefined;
  if (asked === "all" && opened.members !== undefined) checks.push(inside?.check ?? notReached("portfolio"));
  // Whatever a portfolio says of work by itself is its holder's own word; what counts stands in its credentials.
  const isWork = asked === "all" && opened.members === undefined;
  const shownInPart = disclosure?.partial === true;
  const work = isWork ? summarizeWork(opened.graph, { shownInPart }) : undefined;
  const verification: CredentialVerification = {
    verified: isVerified(checks),
    checks,
    validation: validationOf(opened, { asked, authentic, schemas }),
    asOf,
    statement: summarizeStatement(opened.statement, opened.graph),
    ...(disclosure !== undefined && { disclosure }),
    ...(work !== undefined && { work }),
    ...(isLookedInto && (await verifyEndorsements(opened, verifyInner("endorsement"), shared))),
    ...(inside && { portfolio: inside.portfolio }),
  };
  return {
    verification: judgeIssuer(verification, context.validateIssuer),
    coverage,
    about: whomAbout(opened),
  };
}

/** Whom it is about: by identifiers, and whether it says so in another way (`IdentityObject`, Open Badges 3.0, B.1.12). */
function whomAbout({
  statement: { subjects },
  graph,
}: OpenedCredential): ExaminedCredential["about"] & object {
  const described = graph.things(graph.root, "credentialSubject");
  return {
    subjects,
    describesSubject: described.some((subject) => graph.things(subject, "identifier").length > 0),
  };
}

/** Opens a credential, or takes it as an earlier run opened it. Throws what {@link openCredential} throws. */
async function begin(
  credential: unknown,
  asked: "all" | "proof",
  { begun, effort }: VerificationContext,
): Promise<BegunExamination> {
  const known = begun?.get(credential);
  if (known?.asked === asked) return known;
  const opened = { asked, opened: await openCredential(credential, asked, effort), fetches: [] };
  begun?.set(credential, opened);
  return opened;
}

/** What is found beside the verdict; whom this verifier trusts is judged last. */
function validationOf(
  { statement, graph }: OpenedCredential,
  { asked, authentic, schemas }: { asked: "all" | "proof"; authentic: boolean; schemas: SchemaValidation[] },
): CredentialValidation {
  const related = asked === "all" ? relatedResourcesOf(statement.expanded) : [];
  const evidence = asked === "all" && authentic ? compareEvidence(signedEvidence(graph), []) : [];
  return {
    issuer: { outcome: "unknown" },
    ...(schemas.length > 0 && { schemas }),
    ...(related.length > 0 && { relatedResources: related }),
    ...(evidence.length > 0 && { evidence }),
  };
}

/** The context of one verification, whose fetches for DIDs and status lists are counted together. */
export function limitedWorld(context: VerificationContext, maximum: number): StatusListContext {
  const { now, statusListMemory, shared, openedLists, effort } = context;
  return {
    now,
    statusListMemory,
    ...(shared && { loadedLists: shared.lists }),
    ...(openedLists && { openedLists }),
    ...(effort && { effort }),
    ...resolving(limitFetches(context.fetchDocument, maximum), context),
  };
}

function resolving(
  fetchDocument: FetchDocument,
  { allowHttpOnLoopback }: VerificationContext,
): Pick<StatusListContext, "fetchDocument" | "resolveDid"> {
  return {
    fetchDocument,
    resolveDid: createControllerResolver({ fetchDocument, allowHttpOnLoopback }),
  };
}

/** A credential that holds a schema is verified like any other, but no schema speaks for it: that would be a circle. */
function schemaWorld(context: VerificationContext): SchemaWorld {
  const isVerified = async (credential: JsonObject) => {
    const world = { ...context, knownSchemas: noSchemas };
    return (await verifyCredential(credential, { checks: "all" }, world)).verified;
  };
  return { knownSchemas: context.knownSchemas, isVerified, effort: context.effort };
}

function unreadable(problem: Problem, asked: "all" | "proof", asOf: string): CredentialVerification {
  const later: CheckName[] = asked === "all" ? ["validity-period", "status", "schema"] : [];
  const checks = [
    unpassed("format", problem),
    ...(["proof", "issuer-binding", ...later] as CheckName[]).map(notReached),
  ];
  if (asked === "proof") checks.push(...(["validity-period", "status", "schema"] as const).map(notAsked));
  return { verified: false, checks, validation: { issuer: { outcome: "unknown" } }, asOf };
}
