import type { JsonObject } from "../../core/json/json-value.ts";
import type { CredentialFormat } from "../../core/openid/dcql.ts";
import { formatOfQuery, queryIdOf } from "../../core/openid/dcql-query.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { parseVpToken } from "../../core/openid/vp-token.ts";
import { jwtOfPresentation } from "../../core/presentation/jwt-of-presentation.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { PresentationVerification } from "../../core/verification/verdict.ts";
import { maxPresentationBytes } from "../documents/document-limits.ts";
import { readResponse, type WalletResponse } from "../openid/read-response.ts";
import { withRequest } from "./look-at-result.ts";
import type { Device, PresentationRequest } from "./presentation-request.ts";
import { freshSecret, hashSecret, type RequestContext } from "./request-context.ts";

/** What the wallet is told: where to lead its user, when that is on the asker's device. */
export interface AnswerReceipt {
  redirect_uri?: string;
}

/** A presentation in answer to a request, with whom it must have been made for. */
interface Answer {
  presentation: JsonObject | string;
  format: CredentialFormat;
  expectedDomain: string;
  device: Device;
}

/**
 * Takes what a wallet sent to the response URI. What is not for this request (wrong state, nonce or audience; unreadable)
 * leaves it open; a presentation for it settles it, whatever the verdict. OpenID4VP 1.0, 8.2 and 8.7.
 *
 * @throws {@link OpenidError} `invalid_request`; Problem `OVERLOADED`.
 */
export async function receiveResponse(
  context: RequestContext,
  id: string,
  form: URLSearchParams,
): Promise<AnswerReceipt> {
  const request = openRequest(context, id);
  const response = await readCounted(request, form);
  const device = deviceOf(request, response.state);
  if (response.kind === "error") return refuseRequest(context, { request, error: response.error, device });
  const { queryId, presentation } = parseVpToken(response.vpToken, request.query.parsed);
  const format = formatOfQuery(queryId) as CredentialFormat;
  return settle(context, request, { presentation, format, expectedDomain: request.clientId, device });
}

/** Takes a presentation from the VC-API exchange; its domain is this verifier's host. */
export async function receivePresentation(
  context: RequestContext,
  id: string,
  presentation: JsonObject | string,
): Promise<void> {
  const request = openExchange(context, id);
  const jwt = jwtOfPresentation(presentation);
  const format = jwt === undefined ? "ldp_vc" : "jwt_vc_json";
  parseVpToken({ [queryIdOf(format)]: [jwt ?? presentation] }, request.query.parsed);
  const expectedDomain = new URL(context.publicUrl()).host;
  await settle(context, request, { presentation, format, expectedDomain, device: "other" });
}

/** The request with this id, while it can be answered. @throws {@link OpenidError} `invalid_request`. */
export function openRequest({ register, now }: RequestContext, id: string): PresentationRequest {
  const request = register.byId(id);
  if (request === undefined || request.outcome !== undefined || request.expiresAt <= now()) throw notOpen();
  if (request.triesLeft <= 0) throw refuse("Too many answers to this request did not fit");
  return request;
}

/** The same for the VC-API, where no answer can be encrypted. */
export function openExchange(context: RequestContext, id: string): PresentationRequest {
  const request = openRequest(context, id);
  if (request.responseKey !== undefined) throw refuse("The answer to this request must be encrypted");
  return request;
}

/** What cannot be read counts as a try: decrypting costs something. */
async function readCounted(request: PresentationRequest, form: URLSearchParams): Promise<WalletResponse> {
  try {
    return await readResponse(form, request.responseKey, maxPresentationBytes);
  } catch (error) {
    if (form.has("response")) request.triesLeft--;
    throw error;
  }
}

function deviceOf({ states }: PresentationRequest, state: string): Device {
  if (state === states.other) return "other";
  if (state === states.same) return "same";
  throw refuse("The state is not that of this request");
}

async function settle(
  context: RequestContext,
  request: PresentationRequest,
  answer: Answer,
): Promise<AnswerReceipt> {
  const { presentation, format, device } = answer;
  // Counted before anything is waited for, so that answers side by side count too.
  request.triesLeft--;
  const sizeBytes = Buffer.byteLength(
    typeof presentation === "string" ? presentation : JSON.stringify(presentation),
  );
  const verification = await context.verifier
    .verifyPresentation({
      document: presentation,
      sizeBytes,
      checks: "all",
      expectedChallenge: request.nonce,
      expectedDomain: answer.expectedDomain,
    })
    .catch((error: unknown) => {
      // Nobody looked at it: whoever keeps the verifier busy must not use up the tries of others.
      if (error instanceof Problem && error.code === "OVERLOADED") request.triesLeft++;
      throw error;
    });
  assertMadeForThis(verification);
  const judged = withRequest(request, { verification, presentation, format });
  const way = device === "same" ? wayBack(context) : undefined;
  const isFirst = context.register.settle(request, {
    kind: "presented",
    at: context.now(),
    format,
    presentation,
    sizeBytes,
    verification: judged,
    ...(way && { wayBack: way.remembered }),
  });
  if (!isFirst) throw notOpen();
  return way ? { redirect_uri: way.url } : {};
}

/** OpenID4VP 1.0, 14.2: a presentation that is not bound to this nonce and this client is no answer at all. */
function assertMadeForThis({ checks }: PresentationVerification): void {
  for (const name of ["challenge", "domain"]) {
    if (checks.find((check) => check.name === name)?.outcome === "passed") continue;
    throw refuse(
      name === "challenge"
        ? "The presentation cannot be read, or was not made for the nonce of this request"
        : "The presentation was not made for the client_id of this request",
    );
  }
}

function refuseRequest(
  context: RequestContext,
  refusal: { request: PresentationRequest; error: string; device: Device },
): AnswerReceipt {
  const { request, error, device } = refusal;
  const way = device === "same" ? wayBack(context) : undefined;
  const at = context.now();
  const isFirst = context.register.settle(request, {
    kind: "refused",
    at,
    error,
    ...(way && { wayBack: way.remembered }),
  });
  if (!isFirst) throw notOpen();
  return way ? { redirect_uri: way.url } : {};
}

/** Leads the wallet's user back to the browser that asked, with a secret that only this answer has. */
function wayBack(context: RequestContext) {
  const code = freshSecret(context);
  return {
    url: `${context.publicUrl()}/answered?response_code=${code}`,
    remembered: { codeHash: hashSecret(code), taken: false },
  };
}

function notOpen(): OpenidError {
  return refuse("There is no open request here: it was answered, or its time is over");
}

function refuse(words: string): OpenidError {
  return new OpenidError("invalid_request", words);
}
