/** The error codes of OAuth 2.0, OpenID4VCI 1.0 and OpenID4VP 1.0 that Stint answers with or meets. */
const statusOf = {
  // RFC 6749, 5.2
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unsupported_grant_type: 400,
  unauthorized_client: 400,
  invalid_scope: 400,
  // RFC 9396, 5
  invalid_authorization_details: 400,
  // RFC 6750, 3.1
  invalid_token: 401,
  insufficient_scope: 403,
  // OpenID4VCI 1.0, 8.3.1.2, 9.3 and 11.3
  invalid_credential_request: 400,
  unknown_credential_configuration: 400,
  unknown_credential_identifier: 400,
  invalid_proof: 400,
  invalid_nonce: 400,
  invalid_encryption_parameters: 400,
  credential_request_denied: 400,
  invalid_transaction_id: 400,
  invalid_notification_id: 400,
  invalid_notification_request: 400,
  // RFC 6749, 4.1.2.1 and OpenID4VP 1.0, 8.5
  access_denied: 400,
  server_error: 500,
  temporarily_unavailable: 503,
  vp_formats_not_supported: 400,
  invalid_request_uri_method: 400,
  invalid_transaction_data: 400,
  wallet_unavailable: 400,
} as const;

export type OpenidErrorCode = keyof typeof statusOf;

/** A failure as OAuth and OpenID endpoints must tell it: `{"error", "error_description"}`. */
export class OpenidError extends Error {
  readonly error: OpenidErrorCode;

  /** @param description - For people; never holds the input, a key, a code or a token. */
  constructor(error: OpenidErrorCode, description: string, options?: { cause?: unknown }) {
    super(description, options);
    this.name = "OpenidError";
    this.error = error;
  }

  /** The HTTP status of the answer. */
  get status(): number {
    return statusOf[this.error];
  }

  toBody(): { error: OpenidErrorCode; error_description: string } {
    return { error: this.error, error_description: spellable(this.message) };
  }
}

/** RFC 6749, 5.2: visible ASCII, without double quotes and backslashes. */
function spellable(words: string): string {
  return words.replaceAll('"', "'").replace(/[^\x20-\x7e]|\\/g, "?");
}
