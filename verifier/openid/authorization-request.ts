import type { JsonObject } from "../../core/json/json-value.ts";
import type { CredentialFormat } from "../../core/openid/dcql.ts";
import { vpFormatsSupported } from "../../core/openid/presentation-formats.ts";
import { contentEncryptionAlgorithms } from "./encrypted-response.ts";

/** What an authorization request says: OpenID4VP 1.0, 5. */
export interface AuthorizationRequest {
  clientId: string;
  responseUri: string;
  nonce: string;
  state: string;
  query: JsonObject;
  formats: CredentialFormat[];
  /** The key to encrypt the answer to; absent when it may come in the clear. */
  responseJwk: JsonObject | undefined;
}

/** "https://self-issued.me/v2" stands for any wallet: OpenID4VP 1.0, 5.8. */
const anyWallet = "https://self-issued.me/v2";

/** The parameters of a request, as members of its request object. */
export function authorizationParameters(request: AuthorizationRequest): JsonObject {
  const { responseJwk } = request;
  return {
    client_id: request.clientId,
    response_type: "vp_token",
    response_mode: responseJwk === undefined ? "direct_post" : "direct_post.jwt",
    response_uri: request.responseUri,
    nonce: request.nonce,
    state: request.state,
    dcql_query: request.query,
    client_metadata: {
      vp_formats_supported: vpFormatsSupported(request.formats),
      ...(responseJwk !== undefined && {
        jwks: { keys: [responseJwk] },
        encrypted_response_enc_values_supported: contentEncryptionAlgorithms,
      }),
    },
  };
}

/** The claims of a request object: the parameters, for whom and until when they stand. OpenID4VP 1.0, 5.8 and 5.10. */
export function requestObjectClaims(options: {
  parameters: JsonObject;
  issuedAt: Date;
  expiresAt: Date;
  walletNonce: string | undefined;
}): JsonObject {
  const { parameters, issuedAt, expiresAt, walletNonce } = options;
  return {
    ...parameters,
    aud: anyWallet,
    iat: Math.floor(issuedAt.getTime() / 1000),
    exp: Math.floor(expiresAt.getTime() / 1000),
    ...(walletNonce !== undefined && { wallet_nonce: walletNonce }),
  };
}

/** A link that holds the whole request, which nobody signed. */
export function linkByValue(parameters: JsonObject): string {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return `openid4vp://?${new URLSearchParams(texts)}`;
}

/** A link to a signed request object; wallets that can, ask for it with a nonce of their own. */
export function linkByReference({ clientId, requestUri }: { clientId: string; requestUri: string }): string {
  const parameters = { client_id: clientId, request_uri: requestUri, request_uri_method: "post" };
  return `openid4vp://?${new URLSearchParams(parameters)}`;
}
