import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { Oauth2AuthorizationServer } from "@openid4vc/oauth2";
import { Openid4vciIssuer, Openid4vciVersion } from "@openid4vc/openid4vci";
import type { JsonObject } from "../../core/json/json-value.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import { jwtCallbacks } from "./openid4vc-callbacks.ts";

const configurationId = "Badge_ldp_vc";
const grant = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
const callbacks = {
  ...jwtCallbacks,
  signJwt: () => Promise.reject(new Error("This issuer signs no JWT")),
  clientAuthentication: () => Promise.reject(new Error("An issuer is nobody's client")),
  fetch,
};

export interface ForeignIssuer extends LocalServer {
  /** The offer as a student gets it. */
  offer: string;
  txCode: string;
  /** What the wallet said about the credential. */
  notifications: unknown[];
}

/**
 * An OpenID4VCI 1.0 issuer made of `@openid4vc/openid4vci`: its library parses, verifies and answers; only the plumbing of HTTP and the
 * memory of one offer stand here.
 *
 * @param issueTo - Makes the credential for the DID that the wallet proved.
 */
export async function startForeignIssuer(
  issueTo: (did: string) => Promise<JsonObject>,
): Promise<ForeignIssuer> {
  const issuer = new Openid4vciIssuer({ callbacks });
  const authorization = new Oauth2AuthorizationServer({ callbacks });
  const code = randomBytes(16).toString("base64url");
  const accessToken = randomBytes(16).toString("base64url");
  const nonce = randomBytes(16).toString("base64url");
  const txCode = "4711";
  const notifications: unknown[] = [];
  let url = "";

  const metadata = () =>
    issuer.createCredentialIssuerMetadata({
      credential_issuer: url,
      credential_endpoint: `${url}/credential`,
      nonce_endpoint: `${url}/nonce`,
      notification_endpoint: `${url}/notification`,
      display: [{ name: "A foreign issuer" }],
      credential_configurations_supported: {
        [configurationId]: {
          format: "ldp_vc",
          scope: "badge",
          cryptographic_binding_methods_supported: ["did:key"],
          credential_signing_alg_values_supported: ["eddsa-rdfc-2022"],
          proof_types_supported: { jwt: { proof_signing_alg_values_supported: ["EdDSA"] } },
          credential_definition: {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            type: ["VerifiableCredential", "OpenBadgeCredential"],
          },
          credential_metadata: { display: [{ name: "A badge" }] },
        },
      },
    });

  const issuerMetadata = () => ({
    credentialIssuer: metadata(),
    authorizationServers: [],
    originalDraftVersion: Openid4vciVersion.V1,
    knownCredentialConfigurations: issuer.getKnownCredentialConfigurationsSupported(metadata()),
  });

  async function token(request: IncomingMessage): Promise<unknown> {
    const accessTokenRequest = Object.fromEntries(new URLSearchParams(await textOf(request)));
    const parsed = authorization.parseAccessTokenRequest({
      accessTokenRequest,
      request: { method: "POST", url: `${url}/token`, headers: new Headers() },
    });
    await authorization.verifyPreAuthorizedCodeAccessTokenRequest({
      accessTokenRequest: parsed.accessTokenRequest,
      authorizationServerMetadata: { issuer: url, token_endpoint: `${url}/token` },
      grant: parsed.grant as Extract<typeof parsed.grant, { preAuthorizedCode: string }>,
      request: { method: "POST", url: `${url}/token`, headers: new Headers() },
      expectedPreAuthorizedCode: code,
      expectedTxCode: txCode,
    });
    return { access_token: accessToken, token_type: "Bearer", expires_in: 300 };
  }

  async function credential(request: IncomingMessage): Promise<unknown> {
    if (request.headers.authorization !== `Bearer ${accessToken}`) throw new Error("no token");
    const { proofs } = issuer.parseCredentialRequest({
      credentialRequest: JSON.parse(await textOf(request)),
      issuerMetadata: issuerMetadata(),
    });
    const [jwt] = (proofs as { jwt?: string[] } | undefined)?.jwt ?? [];
    const proof = await issuer.verifyCredentialRequestJwtProof({
      issuerMetadata: issuerMetadata(),
      jwt: jwt ?? "",
      expectedNonce: nonce,
    });
    const did = String((proof.header as { kid?: string }).kid).split("#")[0] ?? "";
    return { credentials: [{ credential: await issueTo(did) }], notification_id: "n-1" };
  }

  const answer: RequestListener = async (request, response) => {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    try {
      if (request.url?.startsWith("/.well-known/openid-credential-issuer")) send(200, metadata());
      else if (request.url?.startsWith("/.well-known/oauth-authorization-server")) {
        send(200, {
          issuer: url,
          token_endpoint: `${url}/token`,
          "pre-authorized_grant_anonymous_access_supported": true,
        });
      } else if (request.url === "/token") send(200, await token(request));
      else if (request.url === "/nonce") send(200, { c_nonce: nonce });
      else if (request.url === "/credential") send(200, await credential(request));
      else if (request.url === "/notification") {
        notifications.push(JSON.parse(await textOf(request)));
        send(204, undefined);
      } else send(404, {});
    } catch (error) {
      send(400, (error as { errorResponse?: unknown }).errorResponse ?? { error: "invalid_request" });
    }
  };

  const server = await startLocalServer(answer);
  url = server.url;
  const { credentialOffer } = await issuer.createCredentialOffer({
    credentialConfigurationIds: [configurationId],
    grants: { [grant]: { "pre-authorized_code": code, tx_code: { input_mode: "numeric", length: 4 } } },
    issuerMetadata: issuerMetadata(),
  });
  return { ...server, offer: credentialOffer, txCode, notifications };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
