import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import {
  expectIssuerIdentifier,
  expectObject,
  expectText,
  expectTexts,
  expectUrl,
  expectWholeNumber,
  malformed,
  type UrlPolicy,
} from "./wire-members.ts";

/** What a credential issuer says about itself, as far as a wallet of Stint acts on it. */
export interface IssuerMetadata {
  credentialIssuer: string;
  /** The issuer itself when it names none. */
  authorizationServers: string[];
  credentialEndpoint: string;
  nonceEndpoint?: string;
  deferredCredentialEndpoint?: string;
  notificationEndpoint?: string;
  /** How many keys one request may bind; 1 when it says nothing. */
  batchSize: number;
  /** It answers with encrypted credentials only. */
  requiresEncryption: boolean;
  /** The issuer's own name for itself: a claim. */
  name?: string;
  configurations: ReadonlyMap<string, CredentialConfiguration>;
}

/** One kind of credential that an issuer can issue. */
export interface CredentialConfiguration {
  id: string;
  format: string;
  /** Of `credential_definition`; empty when it says nothing. */
  types: string[];
  bindingMethods: string[];
  /** Proof type and the algorithms that it may be signed with. */
  proofTypes: ReadonlyMap<string, string[]>;
  /** The issuer's own words. */
  name?: string;
}

const maximumConfigurations = 100;
const texts = { maximumItems: 50, maximumLength: 300 };

/** Where an issuer's document lies: the well-known name goes between host and path (OpenID4VCI 1.0, 12.2.2; RFC 8414, 3.1). */
export function wellKnownUrl(
  issuer: string,
  name: "openid-credential-issuer" | "oauth-authorization-server",
): string {
  const { origin, pathname } = new URL(issuer);
  return `${origin}/.well-known/${name}${pathname === "/" ? "" : pathname}`;
}

/**
 * Reads the metadata of a credential issuer: OpenID4VCI 1.0, 12.2.4. A configuration that cannot be read is left out.
 *
 * @param options - `expectedIssuer`: the identifier that the document was looked for under; compared as a string.
 * @throws {Problem} `MALFORMED_VALUE_ERROR`, also for another issuer's document.
 */
export function parseIssuerMetadata(
  json: JsonValue,
  { expectedIssuer, ...policy }: UrlPolicy & { expectedIssuer: string },
): IssuerMetadata {
  const metadata = expectObject(json, "The issuer metadata");
  if (metadata.credential_issuer !== expectedIssuer) throw malformed("The metadata is another issuer's");
  const servers = metadata.authorization_servers;
  const optional = (member: string) =>
    metadata[member] === undefined ? undefined : expectUrl(metadata[member], member, policy);
  const nonceEndpoint = optional("nonce_endpoint");
  const deferredCredentialEndpoint = optional("deferred_credential_endpoint");
  const notificationEndpoint = optional("notification_endpoint");
  const name = displayName(metadata.display);
  return {
    credentialIssuer: expectedIssuer,
    authorizationServers:
      servers === undefined
        ? [expectedIssuer]
        : expectTexts(servers, "authorization_servers", { maximumItems: 20, maximumLength: 2_000 }).map(
            (server) => expectIssuerIdentifier(server, "authorization_servers", policy),
          ),
    credentialEndpoint: expectUrl(metadata.credential_endpoint, "credential_endpoint", policy),
    ...(nonceEndpoint !== undefined && { nonceEndpoint }),
    ...(deferredCredentialEndpoint !== undefined && { deferredCredentialEndpoint }),
    ...(notificationEndpoint !== undefined && { notificationEndpoint }),
    batchSize: readBatchSize(metadata.batch_credential_issuance),
    requiresEncryption: ["credential_response_encryption", "credential_request_encryption"].some((member) => {
      const encryption = metadata[member];
      return isJsonObject(encryption) && encryption.encryption_required === true;
    }),
    ...(name !== undefined && { name }),
    configurations: readConfigurations(metadata.credential_configurations_supported),
  };
}

/**
 * Reads where an authorization server gives tokens: RFC 8414, 2.
 *
 * @throws {Problem} `MALFORMED_VALUE_ERROR`, also for another server's document.
 */
export function parseAuthorizationServerMetadata(
  json: JsonValue,
  { expectedIssuer, ...policy }: UrlPolicy & { expectedIssuer: string },
): { tokenEndpoint: string } {
  const metadata = expectObject(json, "The authorization server metadata");
  if (metadata.issuer !== expectedIssuer) throw malformed("The metadata is another server's");
  return { tokenEndpoint: expectUrl(metadata.token_endpoint, "token_endpoint", policy) };
}

function readBatchSize(value: JsonValue | undefined): number {
  if (value === undefined) return 1;
  const { batch_size: size } = expectObject(value, "batch_credential_issuance");
  return expectWholeNumber(size, "batch_size", { minimum: 2, maximum: 100_000 });
}

function readConfigurations(value: JsonValue | undefined): Map<string, CredentialConfiguration> {
  const entries = Object.entries(expectObject(value, "credential_configurations_supported"));
  if (entries.length > maximumConfigurations) throw malformed("The issuer lists too many credentials");
  return new Map(
    entries.flatMap(([id, configuration]) =>
      isJsonObject(configuration) && typeof configuration.format === "string"
        ? [[id, readConfiguration(id, configuration)] as const]
        : [],
    ),
  );
}

function readConfiguration(id: string, configuration: JsonObject): CredentialConfiguration {
  const {
    credential_definition: definition,
    proof_types_supported: proofs,
    credential_metadata: shown,
  } = configuration;
  const name = displayName(isJsonObject(shown) ? shown.display : configuration.display);
  return {
    id,
    format: expectText(configuration.format, "format", 100),
    types: isJsonObject(definition) ? textsOf(definition.type) : [],
    bindingMethods: textsOf(configuration.cryptographic_binding_methods_supported),
    proofTypes: new Map(
      Object.entries(isJsonObject(proofs) ? proofs : {}).map(([type, proof]) => [
        type,
        isJsonObject(proof) ? textsOf(proof.proof_signing_alg_values_supported) : [],
      ]),
    ),
    ...(name !== undefined && { name }),
  };
}

function textsOf(value: JsonValue | undefined): string[] {
  return value === undefined ? [] : expectTexts(value, "A list of names", texts);
}

function displayName(display: JsonValue | undefined): string | undefined {
  const [first] = Array.isArray(display) ? display : [];
  return isJsonObject(first) && typeof first.name === "string" && first.name.length <= 300
    ? first.name
    : undefined;
}
