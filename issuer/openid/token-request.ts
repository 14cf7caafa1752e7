import { preAuthorizedCodeGrant } from "../../core/openid/credential-offer.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { readAuthorizationDetails } from "./authorization-details.ts";

/** A token request that was read. */
export interface TokenRequest {
  code: string;
  transactionCode?: string;
  clientId?: string;
  /** What `authorization_details` asks for. */
  configurationIds?: string[];
}

const maximumLength = 500;

/**
 * Reads the form of a token request: RFC 6749, 3.2 and OpenID4VCI 1.0, 6.1. Unknown parameters are ignored; empty ones count as absent.
 *
 * @throws {OpenidError} `invalid_request`, also for a parameter that occurs twice; `unsupported_grant_type`, `invalid_authorization_details`.
 */
export function readTokenRequest(form: URLSearchParams): TokenRequest {
  const names = [...form.keys()];
  if (new Set(names).size !== names.length) throw invalid("A parameter occurs twice");
  const grantType = read(form, "grant_type");
  if (grantType === undefined) throw invalid("grant_type is missing");
  if (grantType !== preAuthorizedCodeGrant) {
    throw new OpenidError("unsupported_grant_type", "Only the pre-authorized code grant is known here.");
  }
  const code = read(form, "pre-authorized_code");
  if (code === undefined) throw invalid("pre-authorized_code is missing");
  const transactionCode = read(form, "tx_code");
  const clientId = read(form, "client_id");
  const details = form.get("authorization_details");
  return {
    code,
    ...(transactionCode !== undefined && { transactionCode }),
    ...(clientId !== undefined && { clientId }),
    ...(details !== null && details !== "" && { configurationIds: readAuthorizationDetails(details) }),
  };
}

function read(form: URLSearchParams, name: string): string | undefined {
  const value = form.get(name);
  if (value !== null && value.length > maximumLength) throw invalid(`${name} is too long`);
  return value === null || value === "" ? undefined : value;
}

function invalid(words: string): OpenidError {
  return new OpenidError("invalid_request", `${words}.`);
}
