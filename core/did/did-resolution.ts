import type { JsonObject } from "../json/json-value.ts";
import { type ProblemCode, problemCodes } from "../problem/codes.ts";
import { Problem } from "../problem/problem.ts";
import { assertSupported, type ResolvedDid } from "./resolver.ts";

/** The media type of a DID document: DID Core 1.1. */
export const didDocumentType = "application/did";

/** What came of resolving a DID: DID Resolution 1.0, "DID Resolution Result". */
export interface ResolutionResult {
  /** HTTP status that goes with it: "HTTP(S) Binding". */
  status: number;
  didDocument: JsonObject | null;
  didResolutionMetadata: JsonObject;
  didDocumentMetadata: JsonObject;
}

/** The HTTP status of the errors that the binding names; any other one is answered with 500. */
const statusOf: Partial<Record<ProblemCode, number>> = {
  INVALID_DID: 400,
  INVALID_OPTIONS: 400,
  DID_NOT_FOUND: 404,
  REPRESENTATION_NOT_SUPPORTED: 406,
  METHOD_NOT_SUPPORTED: 501,
  FEATURE_NOT_SUPPORTED: 501,
};

/** What is wrong with a document that was found is one error here: INVALID_DID_DOCUMENT. */
const documentErrors: ReadonlySet<ProblemCode> = new Set([
  "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT",
  "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID",
]);

/**
 * Resolves a DID for others, by the "DID Resolution Algorithm": a refusal is a result, too.
 *
 * @param options - The resolution options but `accept`. `noCache` is taken: nothing is believed without asking. Others are refused.
 * @see {@link https://www.w3.org/TR/did-resolution/#did-resolution-algorithm}
 */
export async function resolveForOthers(
  did: string,
  options: ReadonlyMap<string, string>,
  resolve: (did: string) => Promise<ResolvedDid>,
): Promise<ResolutionResult> {
  try {
    assertSupported(did);
    assertOptions(options);
    const { published } = await resolve(did);
    const didResolutionMetadata = { contentType: didDocumentType };
    return { status: 200, didDocument: published, didResolutionMetadata, didDocumentMetadata: {} };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { status, ...details } = resolutionError(error);
    return {
      status,
      didDocument: null,
      didResolutionMetadata: { error: details },
      didDocumentMetadata: {},
    };
  }
}

/** A problem as an error of DID Resolution 1.0, "Errors": its type, its words, and the HTTP status. */
export function resolutionError({ code, message }: Problem): JsonObject & { status: number } {
  const { type, title } = problemCodes[code];
  const isDocuments = documentErrors.has(code);
  return {
    type: isDocuments ? "https://www.w3.org/ns/did#INVALID_DID_DOCUMENT" : type,
    title,
    ...(message !== title && { detail: message }),
    status: statusOf[code] ?? 500,
  };
}

function assertOptions(options: ReadonlyMap<string, string>): void {
  for (const [name, value] of options) {
    if (name !== "noCache") {
      throw new Problem("FEATURE_NOT_SUPPORTED", "Of the resolution options only noCache is understood here");
    }
    if (value !== "true" && value !== "false")
      throw new Problem("INVALID_OPTIONS", "noCache is true or false");
  }
}
