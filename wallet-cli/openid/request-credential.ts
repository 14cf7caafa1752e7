import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { isJsonObject } from "../../core/json/json-value.ts";
import type { IssuerMetadata } from "../../core/openid/issuer-metadata.ts";
import { createKeyProofJwt } from "../../core/openid/key-proof.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Wallet } from "../wallet.ts";
import type { Choice } from "./choose-configuration.ts";
import { type Refusal, readRefusal, refusedBy } from "./refusals.ts";
import type { Token } from "./request-token.ts";
import { objectIn, type Wire } from "./wire.ts";

/** What the issuer answered: the credential, or when to come back. */
export type Issued =
  | { readonly credential: JsonObject | string; readonly notificationId: string | undefined }
  | { readonly transactionId: string; readonly intervalSeconds: number };

export interface CredentialRequest {
  readonly issuer: IssuerMetadata;
  readonly choice: Choice;
  readonly token: Token;
  readonly wallet: Wallet;
  readonly now: () => Date;
  readonly wire: Wire;
}

const advice = "Nothing was stored. Ask the employer.";
const longestId = 2_000;
const defaultIntervalSeconds = 5;
const longestIntervalSeconds = 30 * 24 * 60 * 60;

/**
 * Asks for the credential with a proof of this wallet's key: OpenID4VCI 1.0, 8. When the nonce has become stale in between, once more with a
 * new one (8.3.1.2).
 */
export async function requestCredential(request: CredentialRequest): Promise<Issued> {
  const first = await ask(request);
  const answer = "error" in first && first.error === "invalid_nonce" ? await ask(request) : first;
  if ("error" in answer) throw refusedBy(answer, "The issuer does not issue it to you.", advice);
  return answer;
}

async function ask(request: CredentialRequest): Promise<Issued | Refusal> {
  const { issuer, choice, token, wire } = request;
  const identifier = token.credentialIdentifiers.get(choice.configuration.id);
  const json: JsonObject = {
    ...(identifier === undefined
      ? { credential_configuration_id: choice.configuration.id }
      : { credential_identifier: identifier }),
    ...(choice.proofType !== undefined && { proofs: { [choice.proofType]: [await prove(request)] } }),
  };
  const answer = await wire.post(issuer.credentialEndpoint, { json }, { token: token.accessToken });
  return answer.status === 200 || answer.status === 202 ? readIssued(answer) : readRefusal(answer);
}

/** A proof that is good for this issuer and this moment only. */
async function prove({ issuer, choice, wallet, now, wire }: CredentialRequest): Promise<JsonObject | string> {
  const signer = await wallet.signer();
  const made = { signer, issuer: issuer.credentialIssuer, nonce: await fetchNonce(issuer, wire), now: now() };
  if (choice.proofType === "di_vp") {
    const { createKeyProofPresentation } = await import("../../core/openid/key-proof-presentation.ts");
    return createKeyProofPresentation({ ...made, holder: wallet.did });
  }
  const { bindingMethods } = choice.configuration;
  const takesDid = bindingMethods.length === 0 || bindingMethods.some((method) => method.startsWith("did"));
  return createKeyProofJwt({ ...made, ...(!takesDid && { jwk: await wallet.publicJwk() }) });
}

async function fetchNonce({ nonceEndpoint }: IssuerMetadata, wire: Wire): Promise<string> {
  if (nonceEndpoint === undefined) {
    throw new GuidedProblem("UNSUPPORTED", "The issuer wants a proof, but gives no nonce for it.", advice);
  }
  const answer = await wire.post(nonceEndpoint, { empty: true });
  const { c_nonce: nonce } = (answer.status >= 200 && answer.status < 300 && objectIn(answer)) || {};
  if (typeof nonce === "string" && nonce !== "" && nonce.length <= longestId) return nonce;
  throw refusedBy(readRefusal(answer), "The issuer gives no nonce.", advice);
}

/** Reads a credential response, also of the deferred endpoint: OpenID4VCI 1.0, 8.3 and 9.2. */
export function readIssued(answer: { status: number; body: Uint8Array }): Issued {
  const {
    credentials,
    transaction_id: transactionId,
    interval,
    notification_id: id,
  } = objectIn(answer) ?? {};
  if (answer.status === 202 && isId(transactionId)) {
    const isInterval = typeof interval === "number" && interval > 0 && interval <= longestIntervalSeconds;
    return { transactionId, intervalSeconds: isInterval ? interval : defaultIntervalSeconds };
  }
  const [first, ...others] = Array.isArray(credentials) ? credentials : [];
  const credential = isJsonObject(first) ? first.credential : undefined;
  if (answer.status === 200 && others.length === 0 && isCredential(credential)) {
    return { credential, notificationId: isId(id) ? id : undefined };
  }
  throw new GuidedProblem("MALFORMED_VALUE_ERROR", "The issuer's answer holds no credential.", advice);
}

function isId(value: JsonValue | undefined): value is string {
  return typeof value === "string" && value !== "" && value.length <= longestId;
}

function isCredential(value: JsonValue | undefined): value is JsonObject | string {
  return isJsonObject(value) || (typeof value === "string" && value !== "");
}
