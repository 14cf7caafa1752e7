import { type DcqlCredential, DcqlQuery } from "dcql";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { assertDcqlBounds, type CredentialSetQuery, evaluableQueries } from "./dcql-bounds.ts";
import { OpenidError } from "./openid-error.ts";

/** The two W3C formats of OpenID4VP 1.0, B.1, that Stint holds and verifies. */
export type CredentialFormat = "ldp_vc" | "jwt_vc_json";

/** A credential that may answer a query. */
export interface DcqlCandidate {
  id: string;
  format: CredentialFormat;
  /** Fully expanded type IRIs: OpenID4VP 1.0, B.1.1. */
  types: string[];
  /** The credential itself, as JSON: claim paths start here. */
  content: JsonObject;
}

/** One thing asked for: OpenID4VP 1.0, 6.1. */
export interface CredentialQuery {
  id: string;
  /** As asked for; it may be one that Stint does not know, which nothing matches then. */
  format: string;
  multiple: boolean;
  requireHolderBinding: boolean;
}

/** A DCQL query that was found well-formed and within bounds. */
export interface ParsedDcqlQuery {
  queries: CredentialQuery[];
  /** `undefined`: every query must be answered. */
  sets: CredentialSetQuery[] | undefined;
  /** The queries that can match anything here, in the form the package evaluates. */
  evaluable: DcqlQuery | undefined;
}

/** Which credentials answer which query. */
export interface DcqlMatch {
  /** Whether every query (or every required set) can be answered. */
  satisfiable: boolean;
  /** Ids of the candidates by id of the query, in the order of the candidates; empty when none matches. */
  credentials: Map<string, string[]>;
}

/**
 * Reads a DCQL query: OpenID4VP 1.0, 6.
 *
 * A query for a format or an authority that Stint does not know is well-formed: nothing will match it.
 *
 * @throws {@link OpenidError} `invalid_request` for anything the specification forbids, and above our bounds.
 */
export function parseDcqlQuery(json: JsonValue): ParsedDcqlQuery {
  const { credentials, sets } = assertDcqlBounds(json);
  const evaluable = evaluableQueries(credentials);
  return {
    queries: credentials.map((query) => ({
      id: String(query.id),
      format: String(query.format),
      multiple: query.multiple === true,
      requireHolderBinding: query.require_cryptographic_holder_binding !== false,
    })),
    sets,
    evaluable: evaluable.length === 0 ? undefined : readEvaluable(evaluable),
  };
}

function readEvaluable(credentials: JsonObject[]): DcqlQuery {
  try {
    const query = DcqlQuery.parse({ credentials } as unknown as DcqlQuery.Input);
    DcqlQuery.validate(query);
    return query;
  } catch (cause) {
    throw new OpenidError("invalid_request", "The dcql_query is not well-formed", { cause });
  }
}

/** Evaluates a query over credentials: OpenID4VP 1.0, 6.4. Whether the credentials are authentic is NOT looked at. */
export function matchDcql(query: ParsedDcqlQuery, candidates: DcqlCandidate[]): DcqlMatch {
  const result = query.evaluable && DcqlQuery.query(query.evaluable, candidates.map(asDcqlCredential));
  const credentials = new Map(
    query.queries.map(({ id }) => {
      const valid = result?.credential_matches[id]?.valid_credentials ?? [];
      const ids = valid.map(({ input_credential_index }) => candidates[input_credential_index]?.id);
      return [id, ids.filter((candidate) => candidate !== undefined)];
    }),
  );
  const answered = query.queries.map(({ id }) => id).filter((id) => credentials.get(id)?.length !== 0);
  return { satisfiable: isSatisfiedBy(query, answered), credentials };
}

/** Whether answering just these queries is an answer to the whole: OpenID4VP 1.0, 6.4.2. */
export function isSatisfiedBy(query: ParsedDcqlQuery, answeredIds: readonly string[]): boolean {
  const answered = new Set(answeredIds);
  if (query.sets === undefined) return query.queries.every(({ id }) => answered.has(id));
  return query.sets
    .filter(({ required }) => required)
    .every(({ options }) => options.some((option) => option.every((id) => answered.has(id))));
}

function asDcqlCredential({ format, types, content }: DcqlCandidate): DcqlCredential {
  return {
    credential_format: format,
    type: types,
    claims: content as DcqlCredential & Record<string, never>,
    // Every presentation of ours is signed by its holder; the caller checks that it is the right one.
    cryptographic_holder_binding: true,
  };
}
