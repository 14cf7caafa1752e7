import type { JsonObject } from "../../core/json/json-value.ts";
import { preAuthorizedCodeGrant } from "../../core/openid/credential-offer.ts";
import { typesInUse } from "../signing-keys/keys-in-use.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { tenant } from "../use-cases/tenants.ts";
import { endpointsOf, issuerIdentifier } from "./addresses.ts";
import { batchSize, configurations, describeConfigurations } from "./configurations.ts";

/**
 * What a tenant says about itself as a credential issuer: OpenID4VCI 1.0, 12.2.4. `issuer` and `token_endpoint` belong to the other
 * document; some wallets look for them here.
 *
 * @throws {Problem} `NOT_FOUND`.
 */
export async function issuerMetadata(context: IssuerContext, slug: string): Promise<JsonObject> {
  const record = await tenant(context, slug);
  const { profile } = record;
  const issuer = issuerIdentifier(context, slug);
  const endpoints = endpointsOf(context, slug);
  return {
    credential_issuer: issuer,
    issuer,
    credential_endpoint: endpoints.credential,
    nonce_endpoint: endpoints.nonce,
    deferred_credential_endpoint: endpoints.deferredCredential,
    notification_endpoint: endpoints.notification,
    token_endpoint: endpoints.token,
    batch_credential_issuance: { batch_size: batchSize },
    display: [{ name: String(profile.name), locale: "en" }],
    credential_configurations_supported: describeConfigurations(typesInUse(record)),
  };
}

/** The same tenant as an authorization server: RFC 8414, 2, and OpenID4VCI 1.0, 12.3. Throws `NOT_FOUND`. */
export async function authorizationServerMetadata(context: IssuerContext, slug: string): Promise<JsonObject> {
  await tenant(context, slug);
  return {
    issuer: issuerIdentifier(context, slug),
    token_endpoint: endpointsOf(context, slug).token,
    grant_types_supported: [preAuthorizedCodeGrant],
    token_endpoint_auth_methods_supported: ["none"],
    response_types_supported: [],
    scopes_supported: Object.keys(configurations),
    authorization_details_types_supported: ["openid_credential"],
    "pre-authorized_grant_anonymous_access_supported": true,
  };
}
