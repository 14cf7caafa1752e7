const vcdm = "https://www.w3.org/TR/vc-data-model#";
const security = "https://w3id.org/security#";
const statusList = "https://www.w3.org/ns/credentials/status-list#";
const resolution = "https://www.w3.org/ns/did#";
/** Ours: a tag URI (RFC 4151) names a problem for good and never needs to be hosted. */
const stint = "tag:stint.example,2026:problem:";

interface CodeEntry {
  readonly type: string;
  readonly title: string;
  /** The HTTP status a service answers with when the problem ends a request. */
  readonly status: number;
}

/**
 * Every problem Stint can name: its stable code, type URI, title for people and HTTP status.
 * The standards' own codes come first; callers branch on the code, never on the text.
 */
export const problemCodes = {
  // VC Data Model 2.0, 7.1 https://www.w3.org/TR/vc-data-model-2.0/#problem-details
  PARSING_ERROR: entry(vcdm, "PARSING_ERROR", "The input cannot be parsed", 400),
  CRYPTOGRAPHIC_SECURITY_ERROR: entry(
    vcdm,
    "CRYPTOGRAPHIC_SECURITY_ERROR",
    "The document is not secured",
    422,
  ),
  MALFORMED_VALUE_ERROR: entry(vcdm, "MALFORMED_VALUE_ERROR", "A value is malformed", 400),
  RANGE_ERROR: entry(vcdm, "RANGE_ERROR", "A value is outside its range", 400),
  // Data Integrity 1.0 https://www.w3.org/TR/vc-data-integrity/#processing-errors
  PROOF_VERIFICATION_ERROR: entry(security, "PROOF_VERIFICATION_ERROR", "The signature does not fit", 422),
  PROOF_TRANSFORMATION_ERROR: entry(
    security,
    "PROOF_TRANSFORMATION_ERROR",
    "The document cannot be canonicalized",
    422,
  ),
  PROOF_GENERATION_ERROR: entry(security, "PROOF_GENERATION_ERROR", "The proof cannot be made", 400),
  INVALID_DOMAIN_ERROR: entry(security, "INVALID_DOMAIN_ERROR", "Made for another domain", 422),
  INVALID_CHALLENGE_ERROR: entry(security, "INVALID_CHALLENGE_ERROR", "The challenge does not fit", 422),
  // Controlled Identifiers 1.0 https://www.w3.org/TR/cid-1.0/#processing-errors
  INVALID_VERIFICATION_METHOD_URL: entry(
    security,
    "INVALID_VERIFICATION_METHOD_URL",
    "Not a verification method URL",
    422,
  ),
  INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID: entry(
    security,
    "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID",
    "The DID document is another's",
    422,
  ),
  INVALID_CONTROLLED_IDENTIFIER_DOCUMENT: entry(
    security,
    "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT",
    "The DID document is malformed",
    422,
  ),
  INVALID_VERIFICATION_METHOD: entry(
    security,
    "INVALID_VERIFICATION_METHOD",
    "The verification method is not usable",
    422,
  ),
  INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD: entry(
    security,
    "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
    "The key may not be used for this purpose",
    422,
  ),
  // Bitstring Status List 1.0 https://www.w3.org/TR/vc-bitstring-status-list/#processing-errors
  STATUS_RETRIEVAL_ERROR: entry(statusList, "STATUS_RETRIEVAL_ERROR", "The status list cannot be had", 422),
  STATUS_VERIFICATION_ERROR: entry(
    statusList,
    "STATUS_VERIFICATION_ERROR",
    "The status cannot be verified",
    422,
  ),
  STATUS_LIST_LENGTH_ERROR: entry(
    statusList,
    "STATUS_LIST_LENGTH_ERROR",
    "The status list is too short",
    422,
  ),
  // DID Resolution https://www.w3.org/TR/did-resolution/#errors
  INVALID_DID: entry(resolution, "INVALID_DID", "Not a DID", 400),
  METHOD_NOT_SUPPORTED: entry(resolution, "METHOD_NOT_SUPPORTED", "DID method not supported", 422),
  DID_NOT_FOUND: entry(resolution, "NOT_FOUND", "The DID cannot be resolved", 422),
  INVALID_OPTIONS: entry(resolution, "INVALID_OPTIONS", "An option of the resolution is not valid", 400),
  FEATURE_NOT_SUPPORTED: entry(resolution, "FEATURE_NOT_SUPPORTED", "Not something this resolver does", 501),
  REPRESENTATION_NOT_SUPPORTED: entry(
    resolution,
    "REPRESENTATION_NOT_SUPPORTED",
    "Not a form that DID documents are given in here",
    406,
  ),
  // Verdicts that the standards leave to the verifier
  ISSUER_MISMATCH: entry(stint, "ISSUER_MISMATCH", "Not signed by its issuer", 422),
  HOLDER_MISMATCH: entry(stint, "HOLDER_MISMATCH", "Presented by somebody else", 422),
  NOT_YET_VALID: entry(stint, "NOT_YET_VALID", "Not valid yet", 422),
  EXPIRED: entry(stint, "EXPIRED", "Expired", 422),
  REVOKED: entry(stint, "REVOKED", "Revoked by its issuer", 422),
  SUSPENDED: entry(stint, "SUSPENDED", "Suspended by its issuer", 422),
  SCHEMA_VIOLATED: entry(stint, "SCHEMA_VIOLATED", "Not of the form that its schema demands", 422),
  MEMBER_NOT_VERIFIED: entry(stint, "MEMBER_NOT_VERIFIED", "A credential in it is not verified", 422),
  ENDORSEMENT_MISMATCH: entry(stint, "ENDORSEMENT_MISMATCH", "It endorses something else", 422),
  SELF_ENDORSEMENT: entry(stint, "SELF_ENDORSEMENT", "It is endorsed by itself", 422),
  NO_CREDENTIAL: entry(stint, "NO_CREDENTIAL", "Nothing is presented", 422),
  MAY_BE_WITHHELD: entry(stint, "MAY_BE_WITHHELD", "Its holder could have withheld the answer", 422),
  TOO_COSTLY: entry(stint, "TOO_COSTLY", "Verification took too long and was stopped", 422),
  NOT_EXAMINED: entry(stint, "NOT_EXAMINED", "Not examined, because an earlier check did not pass", 422),
  NO_EXPECTATION: entry(stint, "NO_EXPECTATION", "There is nothing to compare this with", 422),
  UNSUPPORTED: entry(stint, "UNSUPPORTED", "Not supported here", 422),
  // Fetching
  FETCH_REFUSED: entry(stint, "FETCH_REFUSED", "This address is not fetched", 422),
  FETCH_FAILED: entry(stint, "FETCH_FAILED", "The address could not be fetched", 422),
  // Other people's services
  PEER_REFUSED: entry(stint, "PEER_REFUSED", "The other side refused", 422),
  // Requests
  INVALID_REQUEST: entry(stint, "INVALID_REQUEST", "The request is not understood", 400),
  UNAUTHORIZED: entry(stint, "UNAUTHORIZED", "Authorization is missing or not valid", 401),
  FORBIDDEN: entry(stint, "FORBIDDEN", "Not allowed with this key", 403),
  NOT_FOUND: entry(stint, "NOT_FOUND", "Not found", 404),
  METHOD_NOT_ALLOWED: entry(stint, "METHOD_NOT_ALLOWED", "Method not allowed", 405),
  CONFLICT: entry(stint, "CONFLICT", "Conflicts with what is there", 409),
  CONTENT_TOO_LARGE: entry(stint, "CONTENT_TOO_LARGE", "Too large", 413),
  UNSUPPORTED_MEDIA_TYPE: entry(stint, "UNSUPPORTED_MEDIA_TYPE", "Media type not supported", 415),
  IDEMPOTENCY_KEY_REUSED: entry(
    stint,
    "IDEMPOTENCY_KEY_REUSED",
    "Idempotency key used for another request",
    422,
  ),
  ROWS_REFUSED: entry(stint, "ROWS_REFUSED", "The table cannot be used as it is", 422),
  TOO_MANY_REQUESTS: entry(stint, "TOO_MANY_REQUESTS", "Too many requests", 429),
  OVERLOADED: entry(stint, "OVERLOADED", "Too busy", 503),
  STORE_DAMAGED: entry(stint, "STORE_DAMAGED", "The store is damaged; issuing is refused", 503),
  INTERNAL: entry(stint, "INTERNAL", "Internal error", 500),
  // Keys at rest, and the wallet
  CANNOT_OPEN: entry(
    stint,
    "CANNOT_OPEN",
    "Cannot be opened: the passphrase is wrong or the data is damaged",
    400,
  ),
  ALREADY_EXISTS: entry(stint, "ALREADY_EXISTS", "There already", 409),
  CONFIGURATION: entry(stint, "CONFIGURATION", "The configuration is not usable", 500),
} as const satisfies Record<string, CodeEntry>;

export type ProblemCode = keyof typeof problemCodes;

function entry(base: string, code: string, title: string, status: number): CodeEntry {
  return { type: base + code, title, status };
}
