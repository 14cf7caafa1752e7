import { X509Certificate } from "node:crypto";
import { type CallbackContext, clientAuthenticationNone, type Jwk } from "@openid4vc/oauth2";
import { Openid4vpClient } from "@openid4vc/openid4vp";
import { CompactEncrypt, exportJWK, importJWK, type JWK, jwtVerify } from "jose";
import type { JsonObject } from "../../core/json/json-value.ts";
import { jwtCallbacks } from "./openid4vc-callbacks.ts";

/** What the wallet read out of a request that it believes. */
export interface BelievedRequest {
  clientId: string;
  /** How the request says who asks, once that was proven. */
  prefix: string;
  nonce: string;
  /** Which version of OpenID4VP it takes the request for: 100 is 1.0. */
  version: number;
  query: JsonObject;
  /** Sends presentations, encrypted when the request wants that. */
  respond(vpToken: Record<string, [JsonObject | string]>): Promise<Response>;
}

/** `@openid4vc/openid4vp` as a wallet: it reads and believes requests and sends answers with none of Stint's code. */
export function openid4vcWallet(fetchLocally: typeof fetch) {
  const callbacks: CallbackContext = {
    ...jwtCallbacks,
    fetch: fetchLocally,
    clientAuthentication: clientAuthenticationNone({ clientId: "wallet" }),
    signJwt: () => Promise.reject(new Error("This wallet signs no requests")),
    decryptJwe: () => ({ decrypted: false }),
    encryptJwe: async ({ publicJwk, alg, enc }, data) => {
      const header = { alg, enc, ...(publicJwk.kid !== undefined && { kid: publicJwk.kid }) };
      const key = await importJWK(publicJwk as JWK, alg);
      const jwe = await new CompactEncrypt(Buffer.from(data)).setProtectedHeader(header).encrypt(key);
      return { encryptionJwk: publicJwk, jwe };
    },
    verifyJwt: async (signer, { compact }) => {
      const jwk =
        signer.method === "did"
          ? await jwkOfDid(signer.didUrl, fetchLocally)
          : signer.method === "x5c"
            ? await exportJWK(certificateOf(signer.x5c[0] ?? "").publicKey)
            : undefined;
      if (jwk === undefined) return { verified: false };
      await jwtVerify(compact, await importJWK(jwk as JWK, "ES256"));
      return { verified: true, signerJwk: jwk as Jwk };
    },
    getX509CertificateMetadata: (certificate) => {
      const names = certificateOf(certificate).subjectAltName ?? "";
      return {
        sanDnsNames: [...names.matchAll(/DNS:([^,\s]+)/g)].map(([, name]) => String(name)),
        sanUriNames: [],
      };
    },
  };
  const client = new Openid4vpClient({ callbacks });

  return {
    read: async (link: string): Promise<BelievedRequest> => {
      const parsed = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: link });
      const resolved = await client.resolveOpenId4vpAuthorizationRequest({
        authorizationRequestPayload: parsed.params,
      });
      const { authorizationRequestPayload: request, client: asker, version, dcql } = resolved;
      if (!("state" in request)) throw new Error("No request by link");
      return {
        clientId: asker.effective,
        prefix: asker.prefix,
        nonce: request.nonce,
        version,
        query: dcql?.query as JsonObject,
        respond: async (vpToken) => {
          const answer = await client.createOpenid4vpAuthorizationResponse({
            authorizationRequestPayload: request,
            authorizationResponsePayload: { vp_token: vpToken },
            ...(request.response_mode === "direct_post.jwt" && {
              jarm: {
                encryption: { nonce: "a-nonce-of-the-wallet" },
                serverMetadata: {
                  authorization_signing_alg_values_supported: [],
                  authorization_encryption_alg_values_supported: ["ECDH-ES"],
                  authorization_encryption_enc_values_supported: ["A128GCM"],
                },
              },
            }),
          });
          const { response } = await client.submitOpenid4vpAuthorizationResponse({
            ...answer,
            authorizationRequestPayload: { response_uri: String(request.response_uri) },
          });
          return response;
        },
      };
    },
  };
}

function certificateOf(base64: string): X509Certificate {
  return new X509Certificate(Buffer.from(base64, "base64"));
}

/** did:jwk and did:web, spelled out here: the peer does not share our resolver. */
async function jwkOfDid(didUrl: string, fetchLocally: typeof fetch): Promise<object | undefined> {
  const [did = ""] = didUrl.split("#");
  if (did.startsWith("did:jwk:")) return JSON.parse(Buffer.from(did.slice(8), "base64url").toString());
  if (!did.startsWith("did:web:")) return undefined;
  const response = await fetchLocally(`https://${did.slice(8)}/.well-known/did.json`);
  const document = (await response.json()) as { verificationMethod: { id: string; publicKeyJwk?: object }[] };
  return document.verificationMethod.find(({ id }) => id === didUrl)?.publicKeyJwk;
}
