import type { JsonObject } from "../../core/json/json-value.ts";
import type { KeyType } from "../../core/keys/public-key.ts";
import { adminToken, type RunningIssuer, type Tenant } from "./running-issuer.ts";

/** Creates an employer whose did:key is a key of this type. */
export async function tenantWithKey(issuer: RunningIssuer, keyType: KeyType): Promise<Tenant> {
  const slug = `keyed-${keyType.toLowerCase()}`;
  const body = { slug, did: "key", keyType, profile: { name: "Keyed" } };
  const answer = await issuer.call("POST", "/issuers", { token: adminToken, body });
  if (answer.status !== 201) throw new Error(`No tenant: ${answer.text}`);
  return { slug, did: String((answer.body.issuer as JsonObject).id), apiKey: String(answer.body.apiKey) };
}
