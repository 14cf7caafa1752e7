import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { isSatisfiedBy, type ParsedDcqlQuery } from "./dcql.ts";
import { OpenidError } from "./openid-error.ts";

/** The one presentation of an answer, and the query it claims to answer. Nothing of it is verified. */
export interface PresentedAnswer {
  queryId: string;
  /** A presentation with a proof (`ldp_vc`), or a VP-JWT (`jwt_vc_json`). */
  presentation: JsonObject | string;
}

/**
 * Reads the `vp_token` that answers a query of ours, which always wants exactly one presentation: OpenID4VP 1.0, 8.1.
 *
 * @throws {@link OpenidError} `invalid_request` for a query that was not asked, for anything but one presentation in an
 * array, and for a presentation in another form than the query's format has.
 */
export function parseVpToken(vpToken: JsonValue | undefined, query: ParsedDcqlQuery): PresentedAnswer {
  if (!isJsonObject(vpToken)) throw refuse("The vp_token is no object");
  const [entry, ...others] = Object.entries(vpToken);
  if (entry === undefined) throw refuse("The vp_token answers no query");
  if (others.length > 0) throw refuse("The vp_token answers more than was asked");
  const [queryId, presentations] = entry;
  const asked = query.queries.find(({ id }) => id === queryId);
  if (asked === undefined || !isSatisfiedBy(query, [queryId])) {
    throw refuse("The vp_token answers a query that was not asked");
  }
  if (!Array.isArray(presentations)) throw refuse("The presentations of a query stand in an array");
  const [presentation, ...more] = presentations;
  if (presentation === undefined || more.length > 0) throw refuse("One presentation was asked for");
  const isRight = asked.format === "ldp_vc" ? isJsonObject(presentation) : typeof presentation === "string";
  if (!isRight) throw refuse("The presentation is not in the format that was asked for");
  return { queryId, presentation: presentation as JsonObject | string };
}

function refuse(words: string): OpenidError {
  return new OpenidError("invalid_request", words);
}
