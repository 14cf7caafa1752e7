import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { OpenidError } from "./openid-error.ts";

/** One combination that the asker wants: OpenID4VP 1.0, 6.2. */
export interface CredentialSetQuery {
  /** Each lists ids of credential queries that satisfy it together. */
  options: string[][];
  required: boolean;
}

/** Far above what anybody asks for; each query runs over every credential. */
const limits = { queries: 20, sets: 20, options: 20, claims: 40, claimSets: 20, pathParts: 16, values: 100 };
const idPattern = /^[A-Za-z0-9_-]{1,100}$/;
const knownFormats = new Set(["ldp_vc", "jwt_vc_json"]);

/**
 * Asserts what OpenID4VP 1.0, 6, says of a query's form and the evaluating package does not ask, and our bounds.
 *
 * @throws {@link OpenidError} `invalid_request`.
 */
export function assertDcqlBounds(json: JsonValue): {
  credentials: JsonObject[];
  sets: CredentialSetQuery[] | undefined;
} {
  if (!isJsonObject(json)) throw refuse("The dcql_query is no object");
  const credentials = objects(json.credentials, limits.queries, "credentials");
  credentials.forEach(assertCredentialQuery);
  const ids = credentials.map(({ id }) => String(id));
  if (new Set(ids).size !== ids.length) throw refuse("Two credential queries have one id");
  if (json.credential_sets === undefined) return { credentials, sets: undefined };
  const sets = objects(json.credential_sets, limits.sets, "credential_sets").map((set) => readSet(set, ids));
  return { credentials, sets };
}

/** The credential queries that something held here can match at all: in a known format, without an authority (our credentials name none). */
export function evaluableQueries(credentials: JsonObject[]): JsonObject[] {
  return credentials.filter(
    ({ format, trusted_authorities }) =>
      knownFormats.has(String(format)) && trusted_authorities === undefined,
  );
}

function assertCredentialQuery(query: JsonObject): void {
  const { id, format, meta, multiple, require_cryptographic_holder_binding: binding } = query;
  if (typeof id !== "string" || !idPattern.test(id)) throw refuse("A credential query has no usable id");
  if (typeof format !== "string" || format === "") throw refuse("A credential query names no format");
  if (!isJsonObject(meta)) throw refuse("A credential query has no meta");
  for (const flag of [multiple, binding]) {
    if (flag !== undefined && typeof flag !== "boolean")
      throw refuse("A flag of a credential query is no boolean");
  }
  if (query.trusted_authorities !== undefined)
    objects(query.trusted_authorities, limits.values, "trusted_authorities");
  if (query.claims === undefined) {
    if (query.claim_sets !== undefined) throw refuse("A credential query has claim_sets but no claims");
    return;
  }
  const claims = objects(query.claims, limits.claims, "claims");
  claims.forEach(assertClaim);
  const ids = claims.map((claim) => claim.id).filter((claimId) => claimId !== undefined);
  if (new Set(ids).size !== ids.length) throw refuse("Two claims of a credential query have one id");
  if (query.claim_sets !== undefined) list(query.claim_sets, limits.claimSets, "claim_sets");
}

function assertClaim(claim: JsonObject): void {
  const path = list(claim.path, limits.pathParts, "path");
  const isPart = (part: JsonValue) =>
    part === null || typeof part === "string" || (Number.isSafeInteger(part) && Number(part) >= 0);
  if (!path.every(isPart)) throw refuse("A claim's path has a part that is no name, index or null");
  if (claim.values === undefined) return;
  const isValue = (value: JsonValue) =>
    typeof value === "string" || typeof value === "boolean" || Number.isSafeInteger(value);
  if (!list(claim.values, limits.values, "values").every(isValue))
    throw refuse("A claim's values are not plain");
}

function readSet({ options, required }: JsonObject, ids: string[]): CredentialSetQuery {
  if (required !== undefined && typeof required !== "boolean")
    throw refuse("A credential set's flag is no boolean");
  return {
    options: list(options, limits.options, "options").map((option) => {
      const queries = list(option, limits.queries, "options");
      return queries.map((query) => {
        if (typeof query === "string" && ids.includes(query)) return query;
        throw refuse("A credential set names a credential query that is not there");
      });
    }),
    required: required !== false,
  };
}

function list(value: JsonValue | undefined, maximum: number, name: string): JsonValue[] {
  if (!Array.isArray(value) || value.length === 0) throw refuse(`${name} of the dcql_query is no list`);
  if (value.length > maximum) throw refuse(`${name} of the dcql_query has more than ${maximum} entries`);
  return value;
}

function objects(value: JsonValue | undefined, maximum: number, name: string): JsonObject[] {
  const entries = list(value, maximum, name);
  if (!entries.every(isJsonObject))
    throw refuse(`${name} of the dcql_query holds something else than objects`);
  return entries;
}

function refuse(words: string): OpenidError {
  return new OpenidError("invalid_request", words);
}
