import type { JsonObject } from "../json/json-value.ts";
import { type ClientIdentifier, signedPrefixes } from "./client-identifier.ts";
import {
  type AcceptedFormats,
  chooseEncryption,
  type ResponseEncryption,
  readAcceptedFormats,
  readClientMetadata,
} from "./client-metadata.ts";
import { type ParsedDcqlQuery, parseDcqlQuery } from "./dcql.ts";
import { OpenidError } from "./openid-error.ts";

/** Who asks and where the answer goes: enough to send an answer, also "no" or an error. */
export interface RequestEnvelope {
  client: ClientIdentifier;
  /** Whether a signature proves that the client asks; without, only the address that the answer goes to is sure. */
  isSigned: boolean;
  responseUri: string;
  responseMode: "direct_post" | "direct_post.jwt";
  state: string | undefined;
  /** The request's parameters, not yet read any further. */
  parameters: JsonObject;
}

/** A request for presentations that may be answered. */
export interface AuthorizationRequest extends RequestEnvelope {
  nonce: string;
  query: ParsedDcqlQuery;
  /** What the asker can verify; `undefined` when it does not say. */
  acceptedFormats: AcceptedFormats | undefined;
  /** Only for `direct_post.jwt`. */
  encryption: ResponseEncryption | undefined;
}

const urlSafePattern = /^[A-Za-z0-9._~-]{1,1000}$/;
const maximumUrlLength = 2_000;

/**
 * Finds out where an answer may go: OpenID4VP 1.0, 5.9.3 and 8.2. What is refused here cannot be answered, because nobody is
 * known to be at the other end.
 *
 * @param options - `isSigned`: the parameters come from a request object that `openRequestObject` opened for this client.
 * @throws {@link OpenidError} `invalid_request`.
 */
export function openRequestEnvelope(
  parameters: JsonObject,
  options: { client: ClientIdentifier; isSigned: boolean },
): RequestEnvelope {
  const { client, isSigned } = options;
  const mustBeSigned = (signedPrefixes as readonly string[]).includes(client.prefix);
  if (mustBeSigned && !isSigned) throw refuse("The request claims an identity, but is not signed");
  if (!mustBeSigned && isSigned) throw refuse("A request of a redirect_uri client cannot be signed");
  const { response_mode: responseMode, state } = parameters;
  if (responseMode !== "direct_post" && responseMode !== "direct_post.jwt") {
    throw refuse("Only the response modes direct_post and direct_post.jwt are supported");
  }
  if (state !== undefined && !isUrlSafe(state)) throw refuse("state is malformed");
  return {
    client,
    isSigned,
    responseMode,
    responseUri: readResponseUri(parameters, client),
    state: state === undefined ? undefined : String(state),
    parameters,
  };
}

/**
 * Reads what is asked for: OpenID4VP 1.0, 5. Unknown parameters are ignored; one that would change the meaning is not.
 *
 * @throws {@link OpenidError} with the code that the asker is to be told.
 */
export function parseAuthorizationRequest(envelope: RequestEnvelope): AuthorizationRequest {
  const { parameters, state, responseMode } = envelope;
  // With direct_post there is no front channel to send anybody back through: OpenID4VP 1.0, 8.2.
  if (parameters.redirect_uri !== undefined) throw refuse("redirect_uri and direct_post exclude each other");
  if (parameters.response_type !== "vp_token") throw refuse("Only the response type vp_token is supported");
  if (parameters.transaction_data !== undefined) {
    throw new OpenidError("invalid_transaction_data", "This wallet supports no transaction_data");
  }
  if (!isUrlSafe(parameters.nonce)) throw refuse("The request has no usable nonce");
  const query = readQuery(parameters);
  if (state === undefined && query.queries.some(({ requireHolderBinding }) => !requireHolderBinding)) {
    throw refuse("Without holder binding a request needs a state");
  }
  const metadata = readClientMetadata(parameters);
  return {
    ...envelope,
    nonce: String(parameters.nonce),
    query,
    acceptedFormats: readAcceptedFormats(metadata),
    encryption: responseMode === "direct_post.jwt" ? chooseEncryption(metadata) : undefined,
  };
}

function readResponseUri(parameters: JsonObject, client: ClientIdentifier): string {
  const { response_uri: said = client.prefix === "redirect_uri" ? client.uri : undefined } = parameters;
  if (typeof said !== "string" || said.length > maximumUrlLength || !isPlainAddress(said)) {
    throw refuse("The request has no usable response_uri");
  }
  if (client.prefix === "redirect_uri" && said !== client.uri) {
    throw refuse("response_uri is not the one that client_id names");
  }
  if (client.prefix === "x509_san_dns" && new URL(said).hostname !== client.dnsName) {
    throw refuse("response_uri is on another host than the certificate names");
  }
  return said;
}

/** A person is shown it as it is written, so it must be one that can be read in one way only. */
function isPlainAddress(text: string): boolean {
  if (!/^https?:\/\/[!-~]+$/.test(text) || text.includes("\\") || !URL.canParse(text)) return false;
  const { username, password, hash } = new URL(text);
  return username + password + hash === "";
}

function readQuery(parameters: JsonObject): ParsedDcqlQuery {
  const { dcql_query: query, scope } = parameters;
  if (query !== undefined && scope !== undefined) throw refuse("dcql_query and scope exclude each other");
  if (query !== undefined) return parseDcqlQuery(query);
  if (scope !== undefined) {
    throw new OpenidError("invalid_scope", "This wallet knows no scope that stands for credentials");
  }
  if (
    parameters.presentation_definition !== undefined ||
    parameters.presentation_definition_uri !== undefined
  ) {
    throw refuse("The request asks with a presentation_definition, which OpenID4VP 1.0 no longer has");
  }
  throw refuse("The request has no dcql_query");
}

function isUrlSafe(value: unknown): boolean {
  return typeof value === "string" && urlSafePattern.test(value);
}

function refuse(words: string): OpenidError {
  return new OpenidError("invalid_request", words);
}
