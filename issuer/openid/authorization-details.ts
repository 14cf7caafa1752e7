import { isJsonObject, type JsonObject } from "../../core/json/json-value.ts";
import { parseStrictJson } from "../../core/json/parse-strict-json.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { Problem } from "../../core/problem/problem.ts";
import { securingOf } from "./configurations.ts";

const maximumBytes = 4_096;

/**
 * Reads which configurations a token request names in `authorization_details`: OpenID4VCI 1.0, 5.1.1 and 6.1.1.
 *
 * @throws {OpenidError} `invalid_authorization_details` (RFC 9396, 5), also for a configuration that is not ours.
 */
export function readAuthorizationDetails(text: string): string[] {
  const details = parse(text);
  if (!Array.isArray(details) || details.length === 0) throw invalid("authorization_details is not an array");
  const ids = details.map((detail) => {
    if (!isJsonObject(detail) || detail.type !== "openid_credential") {
      throw invalid("authorization_details holds a type that is not known here");
    }
    const { credential_configuration_id: id } = detail;
    if (typeof id !== "string" || securingOf(id) === undefined) {
      throw invalid("authorization_details names a configuration that is not known here");
    }
    return id;
  });
  if (new Set(ids).size !== ids.length) throw invalid("authorization_details names a configuration twice");
  return ids;
}

/** `authorization_details` of a token response: the identifiers to ask with from then on (OpenID4VCI 1.0, 6.2). */
export function grantedDetails(configurationIds: string[]): JsonObject[] {
  return configurationIds.map((id) => ({
    type: "openid_credential",
    credential_configuration_id: id,
    credential_identifiers: [credentialIdentifierOf(id)],
  }));
}

/** How the one credential of an offer is called in one configuration. */
export function credentialIdentifierOf(configurationId: string): string {
  return `${configurationId}.completion`;
}

function parse(text: string): ReturnType<typeof parseStrictJson> {
  try {
    return parseStrictJson(text, { maxBytes: maximumBytes });
  } catch (error) {
    if (error instanceof Problem) throw invalid("authorization_details is not JSON");
    throw error;
  }
}

function invalid(words: string): OpenidError {
  return new OpenidError("invalid_authorization_details", `${words}.`);
}
