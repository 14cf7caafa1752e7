import { formatDateTimeStamp } from "../credential/date-time.ts";
import { summarizeWork } from "../credential/micro-internship/summarize-work.ts";
import { type OpenedCredential, openCredential } from "../credential/open-credential.ts";
import { readSecuring, type Securing } from "../credential/proof/securing.ts";
import { isSignedBy } from "../credential/proof/verify-proofs.ts";
import { relatedResourcesOf } from "../credential/related-resource.ts";
import { checkValidity } from "../credential/validity.ts";
import { createControllerResolver } from "../did/resolver.ts";
import { compareEvidence } from "../evidence/compare-evidence.ts";
import { signedEvidence } from "../evidence/signed-evidence.ts";
import { type FetchDocument, limitFetches } from "../fetch-document.ts";
import type { JsonObject } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";
import type { SchemaWorld } from "../schema/evaluate-schemas.ts";
import { type KnownSchemas, noSchemas } from "../schema/known-schema.ts";
import { checkStatus } from "../status/check-status.ts";
import type { StatusListContext } from "../status/load-status-list.ts";
import { refreshNotes } from "../status/refresh-service.ts";
import type { StatusListMemory } from "../status/status-list-memory.ts";
import { checkSchemas } from "./check-schemas.ts";
import { isVerified, notApplicable, notAsked, notReached, passed, runCheck, unpassed } from "./checks.ts";
import { type VerifyAlone, verifyEndorsements } from "./endorsements/verify-endorsements.ts";
import { judgeIssuer, type ValidateIssuer } from "./judge-issuers.ts";
import { verifyPortfolio } from "./portfolio/verify-portfolio.ts";
import { createSharedBounds, type SharedBounds } from "./shared-bounds.ts";
import { summarizeStatement } from "./statement-summary.ts";
import type { Check, CheckName, CredentialVerification } from "./verdict.ts";

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
  { checks: asked, embeddedAs }: CredentialQuestion,
  context: VerificationContext,
): Promise<CredentialVerification> {
  const asOf = formatDateTimeStamp(context.now);
  let opened: OpenedCredential;
  try {
    opened = await openCredential(credential, asked);
  } catch (error) {
    return unreadable(asProblem(error), asked, asOf);
  }
  const maximum = opened.members === undefined ? maximumFetches : portfolioFetches;
  const shared = context.shared ?? createSharedBounds();
  const limited = { ...context, fetchDocument: limitFetches(context.fetchDocument, maximum), shared };
  const world = limitedWorld(limited, maximum);
  const checks = [passed("format"), ...(await checkAuthenticity(opened, world))];
  const authentic = isVerified(checks);
  checks.push(await checkPeriod(opened, asked, context.now));
  checks.push(await checkEntries(opened, asked, world, authentic));
  const { check, schemas } = await checkSchemas(opened, { asked, authentic }, schemaWorld(limited));
  checks.push(check);
  const related = asked === "all" ? relatedResourcesOf(opened.statement.expanded) : [];
  // Whatever a portfolio says of work by itself is its holder's own word; what counts stands in its credentials.
  const isWork = asked === "all" && opened.members === undefined;
  const work = isWork ? summarizeWork(opened.statement) : undefined;
  const evidence = asked === "all" && authentic ? compareEvidence(signedEvidence(opened.statement), []) : [];
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
  const verification: CredentialVerification = {
    verified: isVerified(checks),
    checks,
    validation: {
      issuer: { outcome: "unknown" },
      ...(schemas.length > 0 && { schemas }),
      ...(related.length > 0 && { relatedResources: related }),
      ...(evidence.length > 0 && { evidence }),
    },
    asOf,
    statement: summarizeStatement(opened.statement),
    ...(work !== undefined && { work }),
    ...(isLookedInto && (await verifyEndorsements(opened, verifyInner("endorsement"), shared))),
    ...(inside && { portfolio: inside.portfolio }),
  };
  return judgeIssuer(verification, context.validateIssuer);
}

/** The context of one verification, whose fetches for DIDs and status lists are counted together. */
export function limitedWorld(context: VerificationContext, maximum: number): StatusListContext {
  const { now, statusListMemory, allowHttpOnLoopback, shared } = context;
  const fetchDocument = limitFetches(context.fetchDocument, maximum);
  return {
    now,
    statusListMemory,
    ...(shared && { loadedLists: shared.lists }),
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
  return { knownSchemas: context.knownSchemas, isVerified };
}

async function checkAuthenticity(
  opened: OpenedCredential,
  context: StatusListContext,
): Promise<[Check, Check]> {
  const issuer = opened.statement.issuer ?? "";
  let securing: Securing;
  try {
    const unsecured = { document: opened.unsecured, expanded: opened.expanded };
    securing = readSecuring({ ...opened, unsecured, signer: issuer });
  } catch (error) {
    return [unpassed("proof", asProblem(error)), notReached("issuer-binding")];
  }
  // Before anything is resolved: a stranger's key has nothing to say about this issuer.
  if (!isSignedBy(securing.proofs, issuer)) {
    return [notReached("proof"), unpassed("issuer-binding", new Problem("ISSUER_MISMATCH"))];
  }
  const request = { expectedPurpose: "assertionMethod", now: context.now } as const;
  const { problem } = await securing.verify(request, context);
  if (problem !== undefined) return [unpassed("proof", problem), notReached("issuer-binding")];
  return [passed("proof"), passed("issuer-binding")];
}

async function checkPeriod(opened: OpenedCredential, asked: "all" | "proof", now: Date): Promise<Check> {
  const { notBefore, notAfter } = opened.statement;
  if (asked === "proof") return notAsked("validity-period");
  if (notBefore.length + notAfter.length === 0)
    return notApplicable("validity-period", "States no validity period");
  return runCheck("validity-period", () => {
    checkValidity(opened.statement, now);
    return [];
  });
}

async function checkEntries(
  { statement }: OpenedCredential,
  asked: "all" | "proof",
  context: StatusListContext,
  authentic: boolean,
): Promise<Check> {
  if (asked === "proof") return notAsked("status");
  const offers = refreshNotes(statement);
  if (statement.status.length === 0) {
    return notApplicable("status", ["Its issuer cannot revoke it", ...offers].join("; "));
  }
  // Before the signature holds, nobody has asked us to fetch anything.
  if (!authentic) return notReached("status");
  const { problem, notes, oldestListAt } = await checkStatus(statement, context);
  const told = [...notes, ...offers].join("; ");
  return {
    ...(problem === undefined ? passed("status") : unpassed("status", problem)),
    ...(told !== "" && { note: told }),
    ...(oldestListAt !== undefined && { listAsOf: formatDateTimeStamp(oldestListAt) }),
  };
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
