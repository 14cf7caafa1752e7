import type { IncomingMessage, ServerResponse } from "node:http";
import { jwsPayload, parseCompactJws } from "../../core/jose/compact-jws.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { preAuthorizedCodeGrant } from "../../core/openid/credential-offer.ts";
import { startLocalServer } from "./local-server.ts";
import { issuedTo } from "./stint.ts";

/** One request as it arrived. */
export interface Arrived {
  method: string;
  path: string;
  authorization: string | undefined;
  text: string;
}

/** What a played service answers: JSON with status 200, or anything a test wants. */
export type Reply =
  | JsonObject
  | ((
      request: Arrived,
      response: ServerResponse,
    ) => Promise<JsonObject | undefined> | JsonObject | undefined);

/** A service of a test that answers what the test wants; it records what it is asked. */
export interface PlayedService {
  url: string;
  /** What is answered now, by path without the query. */
  replies: Record<string, Reply>;
  arrived: Arrived[];
  paths(): string[];
  stop(): Promise<void>;
}

/** Starts a service on 127.0.0.1; other paths than those in `replies` are answered with 404. */
export async function playService(replies: Record<string, Reply>): Promise<PlayedService> {
  const service: PlayedService = {
    url: "",
    replies: { ...replies },
    arrived: [],
    paths: () => service.arrived.map(({ path }) => path),
    stop: async () => server.stop(),
  };
  const server = await startLocalServer((request, response) => void answer(service, request, response));
  service.url = server.url;
  return service;
}

async function answer(
  service: PlayedService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const path = String(request.url).replace(/\?.*$/u, "");
  const arrived = {
    method: String(request.method),
    path,
    authorization: request.headers.authorization,
    text: Buffer.concat(chunks).toString(),
  };
  service.arrived.push(arrived);
  const reply = service.replies[path];
  if (reply === undefined) {
    response.writeHead(404).end();
    return;
  }
  const json = typeof reply === "function" ? await reply(arrived, response) : reply;
  if (json !== undefined) respondJson(response, 200, json);
}

/** Answers with a status and JSON. */
export function respondJson(response: ServerResponse, status: number, json: JsonValue): undefined {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
}

/** An OpenID4VCI issuer whose every answer a test can replace. */
export interface PlayedIssuer extends PlayedService {
  id: string;
  /** The offer of this issuer, by value; members of the grant and of the offer can be changed. */
  offer(changes?: { grant?: JsonObject; offer?: JsonObject }): string;
  metadata(changes?: JsonObject): JsonObject;
  /** One of its credential configurations. */
  configuration(changes?: JsonObject): JsonObject;
  /** Back to an honest issuer that was asked nothing yet. */
  reset(): void;
}

/** Starts an issuer that issues the test credential to whoever proves a key. */
export async function playIssuer(): Promise<PlayedIssuer> {
  const service = await playService({});
  const id = `${service.url}/issuers/acme`;
  const issuer: PlayedIssuer = {
    ...service,
    id,
    paths: () => service.paths(),
    offer: ({ grant = {}, offer = {} } = {}) => {
      const json = {
        credential_issuer: id,
        credential_configuration_ids: ["Work"],
        grants: { [preAuthorizedCodeGrant]: { "pre-authorized_code": "the-code", ...grant } },
        ...offer,
      };
      return `openid-credential-offer://?credential_offer=${encodeURIComponent(JSON.stringify(json))}`;
    },
    metadata: (changes = {}) => ({
      credential_issuer: id,
      credential_endpoint: `${id}/credential`,
      nonce_endpoint: `${id}/nonce`,
      deferred_credential_endpoint: `${id}/deferred`,
      notification_endpoint: `${id}/notification`,
      display: [{ name: "Harbour Analytics" }],
      credential_configurations_supported: { Work: issuer.configuration() },
      ...changes,
    }),
    configuration: (changes = {}) => ({
      format: "ldp_vc",
      credential_definition: { type: ["VerifiableCredential", "OpenBadgeCredential"] },
      cryptographic_binding_methods_supported: ["did:key"],
      proof_types_supported: { jwt: { proof_signing_alg_values_supported: ["EdDSA"] } },
      credential_metadata: { display: [{ name: "Micro-internship" }] },
      ...changes,
    }),
    reset: () => {
      service.arrived.length = 0;
      for (const path of Object.keys(service.replies)) delete service.replies[path];
      Object.assign(service.replies, honestReplies(issuer));
    },
  };
  issuer.reset();
  return issuer;
}

function honestReplies(issuer: PlayedIssuer): Record<string, Reply> {
  const path = new URL(issuer.id).pathname;
  return {
    [`/.well-known/openid-credential-issuer${path}`]: () => issuer.metadata(),
    [`/.well-known/oauth-authorization-server${path}`]: {
      issuer: issuer.id,
      token_endpoint: `${issuer.id}/token`,
    },
    [`${path}/token`]: { access_token: "the-token", token_type: "bearer", expires_in: 300 },
    [`${path}/nonce`]: { c_nonce: "the-nonce" },
    [`${path}/credential`]: async (request) => ({
      credentials: [{ credential: await issuedTo(provenDid(request)) }],
      notification_id: "the-notification",
    }),
    [`${path}/notification`]: (_request, response) => void response.writeHead(204).end(),
  };
}

interface Proofs {
  proofs: { jwt?: string[]; di_vp?: { holder: string }[] };
}

/** The DID whose key a credential request proves, by `kid` or holder; the signature is not looked at. */
export function provenDid({ text }: Arrived): string {
  const { jwt, di_vp: presentations } = (JSON.parse(text) as Proofs).proofs;
  if (presentations !== undefined) return String(presentations[0]?.holder);
  return String(parseCompactJws(String(jwt?.[0]), { maxBytes: 10_000 }).header.kid).replace(/#.*$/u, "");
}

/** The claims of the first JWT proof of a credential request. */
export function proofClaims({ text }: Arrived): JsonObject {
  const [jwt] = (JSON.parse(text) as Proofs).proofs.jwt ?? [];
  return jwsPayload(parseCompactJws(String(jwt), { maxBytes: 10_000 }));
}
