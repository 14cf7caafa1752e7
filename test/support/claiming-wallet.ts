import type { JsonObject } from "../../core/json/json-value.ts";
import { encodeJwk } from "../../core/keys/jwk.ts";
import { parseMultikey } from "../../core/keys/multikey.ts";
import { preAuthorizedCodeGrant } from "../../core/openid/credential-offer.ts";
import { createKeyProofJwt } from "../../core/openid/key-proof.ts";
import { createAchievement } from "../../issuer/completions/achievements.ts";
import type { CompletionAnswer } from "../../issuer/completions/completion-answer.ts";
import type { CompletionInput } from "../../issuer/completions/completion-input.ts";
import { createCompletion } from "../../issuer/completions/create-completion.ts";
import { listApiKeys } from "../../issuer/use-cases/api-keys.ts";
import type { IssuerAnswer, RunningIssuer, Tenant } from "./running-issuer.ts";
import type { Person } from "./world.ts";

/** One tenant that makes offers, and what a wallet says to it over HTTP. */
export interface OfferingTenant {
  slug: string;
  /** Its identifier as a credential issuer. */
  identifier: string;
  apiKeyId: string;
  achievementId: string;
  offer(input?: Partial<CompletionInput>): Promise<MadeOffer>;
  post(endpoint: string, call?: { token?: string | undefined; body?: unknown }): Promise<IssuerAnswer>;
  token(form: Record<string, string> | URLSearchParams): Promise<IssuerAnswer>;
  /** Redeems an offer's code and gives the access token. */
  accessToken(made: MadeOffer): Promise<string>;
  nonce(): Promise<string>;
  jwtProof(person: Person, changes?: { nonce?: string; now?: Date }): Promise<string>;
}

export type MadeOffer = NonNullable<CompletionAnswer["offer"]> & { completionId: string; code: string };

export const ldpConfiguration = "MicroInternship_ldp_vc";
export const jwtConfiguration = "MicroInternship_jwt_vc_json";

/** Makes a tenant of a running issuer that offers credentials. */
export async function offeringTenant(issuer: RunningIssuer, tenant: Tenant): Promise<OfferingTenant> {
  const { slug } = tenant;
  const { context } = issuer;
  const [key] = await listApiKeys(context, slug);
  const apiKeyId = key?.id ?? "";
  const { id: achievementId } = await createAchievement(context, {
    slug,
    by: apiKeyId,
    content: {
      title: "Cargo delay dashboard",
      summary: "Build a dashboard of cargo delays.",
      criteria: "The numbers reconcile.",
    },
  });
  const identifier = `${context.publicUrl}/issuers/${slug}`;
  const wallet: OfferingTenant = {
    slug,
    identifier,
    apiKeyId,
    achievementId,
    offer: async (changes = {}) => {
      const input = {
        achievementId,
        recipient: { name: "Mika Tanaka", email: "mika@student.example" },
        facts: {},
        ...changes,
      };
      const { completion, offer } = await createCompletion(context, { slug, apiKeyId, input });
      if (!offer) throw new Error("No offer");
      const { body } = await issuer.call("GET", `/offers/${offer.id}/credential-offer`);
      return { ...offer, completionId: completion.id, code: codeIn(body) };
    },
    post: (endpoint, call = {}) => issuer.call("POST", `/issuers/${slug}/openid/${endpoint}`, call),
    token: (form) =>
      issuer.call("POST", `/issuers/${slug}/openid/token`, {
        body: new URLSearchParams(form).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
    accessToken: async ({ code, transactionCode }) => {
      const form = tokenForm(code, transactionCode === undefined ? {} : { tx_code: transactionCode });
      const { status, body } = await wallet.token(form);
      if (status !== 200) throw new Error(`No token: ${JSON.stringify(body)}`);
      return String(body.access_token);
    },
    nonce: async () => String((await wallet.post("nonce")).body.c_nonce),
    jwtProof: async ({ signer }, { nonce, now = context.now() } = {}) =>
      createKeyProofJwt({ signer, issuer: identifier, nonce: nonce ?? (await wallet.nonce()), now }),
  };
  return wallet;
}

/** The form of a token request. */
export function tokenForm(code: string, more: Record<string, string> = {}): Record<string, string> {
  return { grant_type: preAuthorizedCodeGrant, "pre-authorized_code": code, ...more };
}

/** The pre-authorized code in an offer object. */
export function codeIn(offer: JsonObject): string {
  const grants = offer.grants as { [grant: string]: { "pre-authorized_code": string } };
  return String(grants?.[preAuthorizedCodeGrant]?.["pre-authorized_code"]);
}

/** A credential request with jwt proofs. */
export function requestWith(jwt: unknown[], configuration = ldpConfiguration): JsonObject {
  return { credential_configuration_id: configuration, proofs: { jwt } } as JsonObject;
}

/** The public key of a person as a JWK. */
export function jwkOf({ did }: Person) {
  return encodeJwk(parseMultikey(did.slice("did:key:".length)));
}
