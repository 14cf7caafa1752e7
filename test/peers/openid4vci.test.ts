import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { clientAuthenticationAnonymous } from "@openid4vc/oauth2";
import { Openid4vciClient } from "@openid4vc/openid4vci";
import { decodeJwt, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { didJwk } from "../../core/did/did-jwk.ts";
import type { FetchDocument } from "../../core/fetch-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { parseJwk } from "../../core/keys/jwk.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { approveCompletion } from "../../issuer/completions/approve-completion.ts";
import { listCredentials } from "../../issuer/use-cases/credentials.ts";
import {
  jwtConfiguration,
  ldpConfiguration,
  type MadeOffer,
  type OfferingTenant,
  offeringTenant,
} from "../support/claiming-wallet.ts";
import { type RunningIssuer, runIssuer } from "../support/running-issuer.ts";
import { world } from "../support/world.ts";
import { jwtCallbacks } from "./openid4vc-callbacks.ts";

const publicUrl = "https://issuer.example";
let issuer: RunningIssuer;
let acme: OfferingTenant;

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await offeringTenant(issuer, await issuer.createTenant("acme"));
});
afterAll(() => issuer.stop());

interface Key {
  privateKey: KeyObject;
  publicJwk: { kty: string; crv?: string };
  alg: "ES256" | "EdDSA";
}

function createKey(alg: Key["alg"]): Key {
  const { privateKey, publicKey } =
    alg === "EdDSA" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { privateKey, publicJwk: publicKey.export({ format: "jwk" }) as Key["publicJwk"], alg };
}

const didOf = ({ publicJwk }: Key) => didJwk(parseJwk(publicJwk));

/** The peer: its library decides what is sent and whether the answers are what OpenID4VCI says. */
function wallet(keys: Key[]): Openid4vciClient {
  return new Openid4vciClient({
    callbacks: {
      ...jwtCallbacks,
      clientAuthentication: clientAuthenticationAnonymous(),
      fetch: (input, init) => fetch(String(input).replace(publicUrl, issuer.url), init),
      signJwt: async (signer, { header, payload }) => {
        const x = signer.method === "jwk" ? signer.publicJwk.x : undefined;
        const key = keys.find(({ publicJwk }) => "x" in publicJwk && publicJwk.x === x);
        if (!key) throw new Error("Not a key of this wallet");
        const jwt = await new SignJWT(payload as Record<string, unknown>)
          .setProtectedHeader({ ...(header as object), alg: key.alg })
          .sign(key.privateKey);
        return { jwt, signerJwk: key.publicJwk };
      },
    },
  });
}

interface Wanted {
  keys: Key[];
  configuration: string;
  /** Asked for after it, under the same access token, with a nonce and proofs of its own. */
  next?: string;
}

async function claim(made: MadeOffer, { keys, configuration, next }: Wanted) {
  const client = wallet(keys);
  const { body } = await issuer.call("GET", `/interactions/${made.id}`, {
    headers: { accept: "application/json" },
  });
  const link = String((body.protocols as JsonObject)["oid4vci-1.0"]);
  const credentialOffer = await client.resolveCredentialOffer(link);
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
  const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
    credentialOffer,
    issuerMetadata,
    ...(made.transactionCode !== undefined && { txCode: made.transactionCode }),
  });
  const accessToken = accessTokenResponse.access_token;
  const request = async (credentialConfigurationId: string) => {
    const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata });
    const jwt: string[] = [];
    for (const { publicJwk, alg } of keys) {
      const signer = { method: "jwk", publicJwk, alg } as const;
      const options = { issuerMetadata, signer, nonce, credentialConfigurationId };
      jwt.push((await client.createCredentialRequestJwtProof(options)).jwt);
    }
    const asked = { issuerMetadata, accessToken, credentialConfigurationId, proofs: { jwt } };
    return (await client.retrieveCredentials(asked)).credentialResponse;
  };
  const credentialResponse = await request(configuration);
  const nextResponse = next === undefined ? undefined : await request(next);
  return { client, issuerMetadata, accessToken, credentialResponse, nextResponse };
}

/** Brings what the issuer publishes, as the fetcher of a verifier would. */
const fetchDocument: FetchDocument = async (url) => {
  const { status, text, headers } = await issuer.call("GET", new URL(url).pathname);
  const contentType = headers.get("content-type") ?? "";
  return { status, body: new TextEncoder().encode(text), contentType };
};

async function subjectsOf(credentials: unknown): Promise<unknown[]> {
  const subjects: unknown[] = [];
  for (const { credential } of credentials as { credential: JsonObject | string }[]) {
    const place = world({}, { now: new Date(), fetchDocument });
    const verdict = await verifyCredential(credential, { checks: "all" }, place);
    expect(verdict.checks.filter(({ problem }) => problem)).toEqual([]);
    expect(verdict.verified).toBe(true);
    subjects.push(...(verdict.statement?.subjects ?? []));
  }
  return subjects;
}

const idOf = (credential: JsonObject | string) =>
  typeof credential === "string" ? decodeJwt(credential).jti : credential.id;

describe("@openid4vc/openid4vci as a wallet of our issuer (OpenID4VCI 1.0)", () => {
  it.each([
    ["ldp_vc", ldpConfiguration, "EdDSA"],
    ["jwt_vc_json", jwtConfiguration, "ES256"],
  ] as const)("claims %s with a transaction code, and says so", async (_format, configuration, alg) => {
    const made = await acme.offer({ offer: { transactionCode: true } });
    const key = createKey(alg);
    const { client, credentialResponse, ...session } = await claim(made, { keys: [key], configuration });
    expect(await subjectsOf(credentialResponse.credentials)).toEqual([didOf(key)]);
    const notificationId = String(credentialResponse.notification_id);
    await client.sendNotification({
      ...session,
      notification: { notificationId, event: "credential_accepted" },
    });
  });

  it("claims a batch of three keys of both kinds", async () => {
    const keys = [createKey("EdDSA"), createKey("ES256"), createKey("ES256")];
    const { credentialResponse } = await claim(await acme.offer(), { keys, configuration: ldpConfiguration });
    expect(await subjectsOf(credentialResponse.credentials)).toEqual(keys.map(didOf));
  });

  it.each([
    [ldpConfiguration, jwtConfiguration],
    [jwtConfiguration, ldpConfiguration],
  ])("claims %s and then %s of one offer: one credential in two forms", async (configuration, next) => {
    const key = createKey("EdDSA");
    const made = await acme.offer();
    const { credentialResponse, nextResponse } = await claim(made, { keys: [key], configuration, next });
    const both = [credentialResponse, nextResponse].flatMap(
      (response) => response?.credentials as { credential: JsonObject | string }[],
    );
    expect(await subjectsOf(both)).toEqual([didOf(key), didOf(key)]);
    const { items } = await listCredentials(issuer.context, "acme", { limit: 1 });
    const newest = items[0]?.credentialId;
    expect(both.map(({ credential }) => idOf(credential))).toEqual([newest, newest]);
  });

  it("waits for approval, and gets the credential then", async () => {
    const made = await acme.offer({ approval: "awaited" });
    const key = createKey("EdDSA");
    const { client, credentialResponse, ...session } = await claim(made, {
      keys: [key],
      configuration: ldpConfiguration,
    });
    const request = { ...session, transactionId: String(credentialResponse.transaction_id) };
    const waiting = await client.retrieveDeferredCredentials(request);
    expect(waiting.deferredCredentialResponse).toMatchObject({ interval: expect.any(Number) });
    await approveCompletion(issuer.context, { slug: "acme", id: made.completionId, by: acme.apiKeyId });
    const { deferredCredentialResponse } = await client.retrieveDeferredCredentials(request);
    expect(await subjectsOf(deferredCredentialResponse.credentials)).toEqual([didOf(key)]);
  });
});
