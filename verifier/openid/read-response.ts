import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { parseStrictJson } from "../../core/json/parse-strict-json.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { decryptResponse, type ResponseKey } from "./encrypted-response.ts";

/** What a wallet sent to the response URI, taken apart; nothing of it is believed yet. */
export type WalletResponse =
  | { kind: "presented"; state: string; vpToken: JsonValue }
  /** `error` is the wallet's text: compare it, do not show it. */
  | { kind: "error"; state: string; error: string };

const maximumStateLength = 200;

/**
 * Reads a wallet's form: `vp_token`, `response` (a JWE) or `error`, each with its `state`. OpenID4VP 1.0, 8.2, 8.3.1 and 8.5.
 *
 * @param key - The key of an encrypted request: its answer must then be encrypted, though an error may come in the clear.
 * @throws {@link OpenidError} `invalid_request`.
 */
export async function readResponse(
  form: URLSearchParams,
  key: ResponseKey | undefined,
  maxBytes: number,
): Promise<WalletResponse> {
  const response = single(form, "response");
  const error = single(form, "error");
  if (response !== undefined) {
    if (key === undefined) throw refuse("No encrypted response was asked for");
    return fromMembers(await decryptResponse(response, key, maxBytes));
  }
  const state = single(form, "state");
  if (error !== undefined) return fromMembers({ error, ...(state !== undefined && { state }) });
  const vpToken = single(form, "vp_token");
  if (vpToken === undefined) throw refuse("The response has no vp_token");
  if (key !== undefined) throw refuse("The response is not encrypted, as it was asked to be");
  return fromMembers({
    vp_token: parseStrictJson(vpToken, { maxBytes }),
    ...(state !== undefined && { state }),
  });
}

function fromMembers({ state, error, vp_token: vpToken }: JsonObject): WalletResponse {
  if (typeof state !== "string" || state.length > maximumStateLength)
    throw refuse("The response has no state");
  if (error !== undefined) return { kind: "error", state, error: String(error) };
  if (vpToken === undefined) throw refuse("The response has no vp_token");
  return { kind: "presented", state, vpToken };
}

/** RFC 6749, 3.1: a parameter stands once at most. */
function single(form: URLSearchParams, name: string): string | undefined {
  const [value, ...others] = form.getAll(name);
  if (others.length > 0) throw refuse(`The parameter ${name} stands there twice`);
  return value;
}

function refuse(words: string): OpenidError {
  return new OpenidError("invalid_request", words);
}
