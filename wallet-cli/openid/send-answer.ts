import type { JsonObject } from "../../core/json/json-value.ts";
import type { AuthorizationRequest, RequestEnvelope } from "../../core/openid/authorization-request.ts";
import type { ResponseEncryption } from "../../core/openid/client-metadata.ts";
import type { OpenidError } from "../../core/openid/openid-error.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { readRefusal, refusedBy } from "./refusals.ts";
import { objectIn, type Wire } from "./wire.ts";

/** What the asker said to an answer. */
export interface Thanks {
  /** Where the asker wants the person to go on; a text, never opened. */
  redirectUri: string | undefined;
}

/** Presentations by the id of the query that they answer: OpenID4VP 1.0, 8.1. */
export type VpToken = Readonly<Record<string, readonly (JsonObject | string)[]>>;

const longestUri = 2_000;

/**
 * Sends the presentations that were asked for, encrypted when that was asked for: OpenID4VP 1.0, 8.2 and 8.3.
 *
 * @throws {@link Problem} `PEER_REFUSED` when the asker does not want them, and what sending throws.
 */
export async function sendAnswer(
  request: AuthorizationRequest,
  vpToken: VpToken,
  wire: Wire,
): Promise<Thanks> {
  const { encryption, state, responseUri } = request;
  const stated = state === undefined ? {} : { state };
  const form =
    encryption === undefined
      ? { vp_token: JSON.stringify(vpToken), ...stated }
      : { response: await encrypt({ vp_token: vpToken, ...stated }, encryption) };
  return thanksOf(await wire.post(responseUri, { form }));
}

/** Tells the asker why there is no answer, in the clear: OpenID4VP 1.0, 8.3.1 and 8.5. */
export async function sendError(envelope: RequestEnvelope, error: OpenidError, wire: Wire): Promise<Thanks> {
  const { state, responseUri } = envelope;
  const form = { ...error.toBody(), ...(state !== undefined && { state }) };
  return thanksOf(await wire.post(responseUri, { form }));
}

function thanksOf(answer: { status: number; body: Uint8Array }): Thanks {
  if (answer.status !== 200) {
    throw refusedBy(
      readRefusal(answer),
      "The answer was not taken.",
      "Ask whoever asked you for a new request, then answer that one.",
    );
  }
  const { redirect_uri: uri } = objectIn(answer) ?? {};
  const isShown = typeof uri === "string" && uri.length <= longestUri && /^https?:\/\/[!-~]+$/u.test(uri);
  return { redirectUri: isShown ? uri : undefined };
}

async function encrypt(answer: object, { jwk, kid, contentEncryption }: ResponseEncryption): Promise<string> {
  const { CompactEncrypt, importJWK } = await import("jose");
  const algorithm = "ECDH-ES";
  const { kty, crv, x, y } = jwk;
  const publicKey = JSON.parse(JSON.stringify({ kty, crv, x, y })) as JsonObject;
  try {
    const key = await importJWK(publicKey, algorithm);
    return await new CompactEncrypt(Buffer.from(JSON.stringify(answer)))
      .setProtectedHeader({ alg: algorithm, enc: contentEncryption, ...(kid !== undefined && { kid }) })
      .encrypt(key);
  } catch (cause) {
    // A point that is not on its curve, or of small order.
    throw new GuidedProblem(
      "MALFORMED_VALUE_ERROR",
      "The key that the answer should be encrypted to is none.",
      "Nothing was sent. Ask whoever sent you the link for another one.",
      { cause },
    );
  }
}
