import { DcqlQuery } from "dcql";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { type CredentialCondition, conditionOf, fulfils } from "./credential-condition.ts";
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
  /** By id of the query; without one nothing here can match. */
  conditions: ReadonlyMap<string, CredentialCondition>;
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
  if (evaluable.length > 0) assertWellFormed(evaluable);
  return {
    queries: credentials.map((query) => ({
      id: String(query.id),
      format: String(query.format),
      multiple: query.multiple === true,
      requireHolderBinding: query.require_cryptographic_holder_binding !== false,
    })),
    sets,
    conditions: new Map(evaluable.map((query) => [String(query.id), conditionOf(query)])),
  };
}

function assertWellFormed(credentials: JsonObject[]): void {
  try {
    DcqlQuery.validate(DcqlQuery.parse({ credentials } as unknown as DcqlQuery.Input));
  } catch (cause) {
    throw new OpenidError("invalid_request", "The dcql_query is not well-formed", { cause });
  }
}

/** Evaluates a query over credentials: OpenID4VP 1.0, 6.4. Whether the credentials are authentic is NOT looked at. */
export function matchDcql(query: ParsedDcqlQuery, candidates: DcqlCandidate[]): DcqlMatch {
  const credentials = new Map(
    query.queries.map(({ id }) => {
      const condition = query.conditions.get(id);
      const matching = candidates.filter((candidate) => condition && fulfils(candidate, condition));
      return [id, matching.map((candidate) => candidate.id)];
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
