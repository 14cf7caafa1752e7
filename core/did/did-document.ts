import type { JsonValue } from "../json/json-value.ts";

/** A verification method as published: only the members that Stint reads. */
export interface VerificationMethod {
  id: string;
  type: string;
  controller: string;
  publicKeyMultibase?: string;
  publicKeyJwk?: JsonValue;
  /** From then on the key verifies nothing (XSD dateTimeStamp). Controlled Identifiers 1.0, 2.2. */
  revoked?: string;
  expires?: string;
}

/** What a key may be used for: Controlled Identifiers 1.0, 2.3. */
export const verificationRelationships = [
  "assertionMethod",
  "authentication",
  "keyAgreement",
  "capabilityInvocation",
  "capabilityDelegation",
] as const;

export type VerificationRelationship = (typeof verificationRelationships)[number];

/** A DID document: only the members that Stint reads. DID Core 1.0, 5. */
export interface DidDocument
  extends Partial<Record<VerificationRelationship, (string | VerificationMethod)[]>> {
  "@context"?: JsonValue;
  id: string;
  controller?: string | string[];
  alsoKnownAs?: string[];
  verificationMethod?: VerificationMethod[];
}

/**
 * Resolves a DID to its document, whose id is the DID.
 *
 * Throws `INVALID_DID`, `METHOD_NOT_SUPPORTED`, `DID_NOT_FOUND`, `INVALID_CONTROLLED_IDENTIFIER_DOCUMENT`,
 * `INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID`, or what the fetcher throws.
 */
export type ResolveDid = (did: string) => Promise<DidDocument>;
