import { generateKeyPairSync } from "node:crypto";
import { compactDecrypt } from "jose";
import { iris } from "../../core/credential/vocabulary.ts";
import { signJws } from "../../core/jose/sign-jws.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { type PlayedService, playService } from "./played-issuer.ts";
import { now, type Person, person } from "./world.ts";

/** Somebody who asks for credentials, whose every message a test can change. */
export interface PlayedVerifier extends PlayedService {
  did: string;
  clientId: string;
  responseUri: string;
  /** The request as it goes into the request object or into the link. */
  request(changes?: JsonObject): JsonObject;
  /** A link to a signed request; `header`, `by` and `claims` change the request object, `link` the link itself. */
  signed(changes?: SignedChanges): Promise<string>;
  /** A link that holds an unsigned request of the client `redirect_uri:`. */
  unsigned(changes?: JsonObject): string;
  /** The forms that were sent to the response URI. */
  answers(): URLSearchParams[];
  reset(): void;
}

export interface SignedChanges {
  header?: JsonObject;
  claims?: JsonObject;
  by?: Person;
  link?: Record<string, string>;
}

/** A DCQL query for micro-internships, as JSON. */
export function askingFor(changes: JsonObject = {}): JsonObject {
  return {
    credentials: [
      { id: "work", format: "ldp_vc", meta: { type_values: [[iris.OpenBadgeCredential]] }, ...changes },
    ],
  };
}

const acceptPath = "/response";

/** Starts a verifier with a did:key; its request objects lie at `/request`. */
export async function playVerifier(): Promise<PlayedVerifier> {
  const service = await playService({});
  const asker = person("a verifier");
  const responseUri = service.url + acceptPath;
  const clientId = `decentralized_identifier:${asker.did}`;
  const verifier: PlayedVerifier = {
    ...service,
    did: asker.did,
    clientId,
    responseUri,
    paths: () => service.paths(),
    request: (changes = {}) => ({
      response_type: "vp_token",
      response_mode: "direct_post",
      client_id: clientId,
      response_uri: responseUri,
      nonce: "the-nonce",
      state: "the-state",
      dcql_query: askingFor(),
      ...changes,
    }),
    signed: async ({ header = {}, claims = {}, by = asker, link = {} } = {}) => {
      const aud = "https://self-issued.me/v2";
      const iat = now.getTime() / 1000;
      const jwt = (more: JsonObject) =>
        signJws({
          header: { typ: "oauth-authz-req+jwt", kid: asker.signer.id, ...header },
          payload: { ...verifier.request(), aud, iat, ...more, ...claims },
          signer: by.signer,
        });
      service.replies["/request"] = async ({ text }, response) => {
        const nonce = new URLSearchParams(text).get("wallet_nonce");
        const object = await jwt(nonce === null ? {} : { wallet_nonce: nonce });
        return void response
          .writeHead(200, { "content-type": "application/oauth-authz-req+jwt" })
          .end(object);
      };
      const parameters = { client_id: clientId, request_uri: `${service.url}/request`, ...link };
      return `openid4vp://?${new URLSearchParams(parameters)}`;
    },
    unsigned: (changes = {}) => {
      const request = verifier.request({ client_id: `redirect_uri:${responseUri}`, ...changes });
      const texts = Object.entries(request).map(([name, value]) => [
        name,
        typeof value === "string" ? value : JSON.stringify(value),
      ]);
      return `openid4vp://?${new URLSearchParams(texts)}`;
    },
    answers: () =>
      service.arrived.filter(({ path }) => path === acceptPath).map(({ text }) => new URLSearchParams(text)),
    reset: () => {
      service.arrived.length = 0;
      for (const path of Object.keys(service.replies)) delete service.replies[path];
      service.replies[acceptPath] = {};
    },
  };
  verifier.reset();
  return verifier;
}

/** A key for encrypted answers: its public part as `client_metadata` has it, and how to open what was encrypted. */
export function encryptionKey(): {
  jwk: JsonObject;
  open: (jwe: string) => Promise<{ header: object; payload: JsonObject }>;
} {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = {
    ...(publicKey.export({ format: "jwk" }) as JsonObject),
    use: "enc",
    alg: "ECDH-ES",
    kid: "key-1",
  };
  return {
    jwk,
    open: async (jwe) => {
      const { plaintext, protectedHeader } = await compactDecrypt(jwe, privateKey);
      return {
        header: protectedHeader,
        payload: JSON.parse(Buffer.from(plaintext).toString()) as JsonObject,
      };
    },
  };
}
