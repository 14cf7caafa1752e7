import { isJsonObject, type JsonValue } from "../../core/json/json-value.ts";
import { judgeAnswer } from "../../core/openid/judge-answer.ts";
import { credentialContent, presentedCredentials } from "../../core/presentation/presented-credentials.ts";
import { isVerified } from "../../core/verification/checks.ts";
import { withEndorsementsBeside } from "../../core/verification/endorsements/endorsements-beside.ts";
import { mostCautious } from "../../core/verification/portfolio/portfolio-issuers.ts";
import type { CredentialVerification, PresentationVerification } from "../../core/verification/verdict.ts";
import type { PresentationRequest, PresentedOutcome } from "./presentation-request.ts";
import { hashSecret, type RequestContext } from "./request-context.ts";

/**
 * Judges an answer anew: each credential is verified as of now (its issuer may have revoked it since), while the
 * presentation, which was made for one moment and spent its nonce, stays judged as it was then.
 */
export async function judgeAnew(
  context: RequestContext,
  request: PresentationRequest,
  outcome: PresentedOutcome,
): Promise<PresentationVerification> {
  const { verification: first, presentation, format } = outcome;
  const presented = presentedCredentials(presentation);
  const anew: CredentialVerification[] = [];
  for (const [position, then] of first.credentials.entries()) {
    anew.push(await verifyAnew(context, presented[position], then));
  }
  const credentials = await withEndorsementsBeside(anew);
  const verification: PresentationVerification = {
    ...first,
    verified: isVerified(first.checks) && credentials.every(({ verified }) => verified),
    validation: { issuer: mostCautious(credentials) },
    asOf: credentials[0]?.asOf ?? first.asOf,
    credentials,
  };
  return withRequest(request, { verification, presentation, format });
}

/** The verdict with what it means for the request that it answers. */
export function withRequest(
  request: PresentationRequest,
  answer: Pick<PresentedOutcome, "verification" | "presentation" | "format">,
): PresentationVerification {
  const { verification, presentation, format } = answer;
  const { wanted, createdAt: askedAt } = request;
  const contents = verification.verified ? presentedCredentials(presentation).map(credentialContent) : [];
  const query = request.query.parsed;
  const judged = judgeAnswer({ wanted, query, format, contents, verification, askedAt });
  return { ...verification, validation: { ...verification.validation, request: judged } };
}

async function verifyAnew(
  { verifier }: RequestContext,
  document: JsonValue | undefined,
  then: CredentialVerification,
): Promise<CredentialVerification> {
  // What was no credential then is none now.
  if (typeof document !== "string" && !isJsonObject(document)) return then;
  const sizeBytes = Buffer.byteLength(typeof document === "string" ? document : JSON.stringify(document));
  const now = await verifier.verifyCredential({ document, sizeBytes, checks: "all" });
  // Who presented it, and whether it was theirs, was settled by the answer.
  const checks = [...now.checks, ...then.checks.filter(({ name }) => name === "holder-binding")];
  return { ...now, checks, verified: now.verified && isVerified(checks) };
}

/**
 * Lets the browser that the wallet led back see the answer: OpenID4VP 1.0, 14.3.
 *
 * @param resultIds - What the browser's own session asked for.
 * @returns the result that the code belongs to, when this browser asked for it.
 */
export function takeWayBack(
  { register }: RequestContext,
  resultIds: Iterable<string>,
  responseCode: string,
): string | undefined {
  const codeHash = hashSecret(responseCode);
  for (const resultId of resultIds) {
    const outcome = register.byResultId(resultId)?.outcome;
    if (outcome?.wayBack?.codeHash !== codeHash) continue;
    outcome.wayBack.taken = true;
    return resultId;
  }
  return undefined;
}
