import { randomBytes } from "node:crypto";
import { Openid4vpVerifier } from "@openid4vc/openid4vp";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { JsonObject } from "../../core/json/json-value.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import { jwtCallbacks } from "./openid4vc-callbacks.ts";

const openBadge = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential";

export interface ForeignVerifier extends LocalServer {
  /** The request as a student gets it. */
  request: string;
  nonce: string;
  clientId: string;
  /** The presentations that came, after the library has parsed the answer. */
  answers: Record<string, unknown[]>[];
}

/**
 * An OpenID4VP 1.0 verifier made of `@openid4vc/openid4vp`: its library writes the request (by value, or signed by a did:jwk) and parses the
 * answer.
 */
export async function startForeignVerifier(kind: "by value" | "signed by a DID"): Promise<ForeignVerifier> {
  const keys = await generateKeyPair("ES256", { extractable: true });
  const publicJwk = await exportJWK(keys.publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(publicJwk)).toString("base64url")}`;
  const callbacks = {
    ...jwtCallbacks,
    signJwt: async (_signer: unknown, { header, payload }: { header: object; payload: object }) => ({
      jwt: await new SignJWT(payload as JsonObject)
        .setProtectedHeader({ ...header, alg: "ES256" })
        .sign(keys.privateKey),
      signerJwk: publicJwk as never,
    }),
    encryptJwe: () => Promise.reject(new Error("This verifier does not encrypt")),
    decryptJwe: () => Promise.reject(new Error("This verifier does not decrypt")),
    fetch,
    clientAuthentication: () => Promise.reject(new Error("A verifier is nobody's client")),
  };
  const verifier = new Openid4vpVerifier({ callbacks });
  const nonce = randomBytes(16).toString("base64url");
  const answers: ForeignVerifier["answers"] = [];
  let requestObject = "";
  let payload: Parameters<
    typeof verifier.parseOpenid4vpAuthorizationResponse
  >[0]["authorizationRequestPayload"];

  const server = await startLocalServer(async (request, response) => {
    if (request.url === "/request") {
      response.writeHead(200, { "content-type": "application/oauth-authz-req+jwt" }).end(requestObject);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    try {
      const parsed = await verifier.parseOpenid4vpAuthorizationResponse({
        authorizationResponse: Object.fromEntries(
          new URLSearchParams(Buffer.concat(chunks).toString("utf8")),
        ),
        authorizationRequestPayload: payload,
        callbacks,
      });
      if (parsed.type !== "dcql") throw new Error("Not an answer to a DCQL query");
      answers.push(parsed.dcql.presentations);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    } catch {
      response.writeHead(400, { "content-type": "application/json" }).end('{"error":"invalid_request"}');
    }
  });
  const responseUri = `${server.url}/response`;
  const clientId = kind === "by value" ? `redirect_uri:${responseUri}` : `decentralized_identifier:${did}`;
  const request = await verifier.createOpenId4vpAuthorizationRequest({
    authorizationRequestPayload: {
      response_type: "vp_token",
      response_mode: "direct_post",
      client_id: clientId,
      response_uri: responseUri,
      nonce,
      state: "s-1",
      client_metadata: {
        vp_formats_supported: {
          ldp_vc: { proof_type_values: ["DataIntegrityProof"], cryptosuite_values: ["eddsa-rdfc-2022"] },
        },
      },
      dcql_query: {
        credentials: [{ id: "badge", format: "ldp_vc", meta: { type_values: [[openBadge]] } }],
      },
    },
    ...(kind === "signed by a DID" && {
      jar: {
        requestUri: `${server.url}/request`,
        jwtSigner: { method: "did", didUrl: `${did}#0`, alg: "ES256" },
        expiresInSeconds: 300,
        additionalJwtPayload: { aud: "https://self-issued.me/v2" },
      },
    }),
  });
  payload = request.authorizationRequestPayload as typeof payload;
  requestObject = request.jar?.authorizationRequestJwt ?? "";
  return { ...server, request: request.authorizationRequest, nonce, clientId, answers };
}
