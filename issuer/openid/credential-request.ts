import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json/json-value.ts";
import { OpenidError, type OpenidErrorCode } from "../../core/openid/openid-error.ts";
import type { CredentialSecuring } from "../store/records.ts";
import { credentialIdentifierOf } from "./authorization-details.ts";
import { batchSize, securingOf } from "./configurations.ts";

/** Proofs of one type; each binds one credential. */
export type KeyProofs = { type: "jwt"; proofs: string[] } | { type: "di_vp"; proofs: JsonObject[] };

/** A credential request that was read; its proofs are not verified. */
export interface CredentialRequest {
  securing: CredentialSecuring;
  keyProofs: KeyProofs;
}

interface RequestOptions {
  /** What the token says must be asked for by identifier; undefined: by configuration. */
  identified: string[] | undefined;
  /** Whether the singular `proof` of the drafts before 1.0 is understood too. */
  acceptDrafts: boolean;
}

/**
 * Reads a credential request: OpenID4VCI 1.0, 8.2. Unknown members are ignored.
 *
 * @throws {OpenidError} each code of 8.3.1.2 that a request can earn before its proofs are looked at.
 */
export function readCredentialRequest(body: JsonObject, options: RequestOptions): CredentialRequest {
  if (body.credential_response_encryption !== undefined) {
    throw refuse("invalid_encryption_parameters", "Encrypted responses are not offered here");
  }
  return {
    securing: readConfiguration(body, options.identified),
    keyProofs: readProofs(withDraftProof(body, options.acceptDrafts)),
  };
}

function readConfiguration(body: JsonObject, identified: string[] | undefined): CredentialSecuring {
  const { credential_configuration_id: id, credential_identifier: identifier } = body;
  if ((id === undefined) === (identifier === undefined)) {
    throw invalid("Exactly one of credential_configuration_id and credential_identifier is needed");
  }
  if (identifier !== undefined) return readIdentifier(identifier, identified ?? []);
  if (typeof id !== "string") throw invalid("credential_configuration_id is not a text");
  const securing = securingOf(id);
  if (securing === undefined) throw refuse("unknown_credential_configuration", "This is not offered here");
  if (identified) throw invalid("This token was given for a credential_identifier");
  return securing;
}

function readIdentifier(identifier: JsonValue, identified: string[]): CredentialSecuring {
  const id = identified.find((candidate) => credentialIdentifierOf(candidate) === identifier);
  const securing = id === undefined ? undefined : securingOf(id);
  if (securing !== undefined) return securing;
  throw refuse("unknown_credential_identifier", "The token names no such credential");
}

function withDraftProof(body: JsonObject, acceptDrafts: boolean): JsonValue | undefined {
  const { proofs, proof } = body;
  if (proofs !== undefined || !acceptDrafts || !isJsonObject(proof)) return proofs;
  if (proof.proof_type === "jwt" && proof.jwt !== undefined) return { jwt: [proof.jwt] };
  const presentation = proof.di_vp ?? proof.ldp_vp;
  return presentation === undefined ? undefined : { di_vp: [presentation] };
}

function readProofs(proofs: JsonValue | undefined): KeyProofs {
  if (!isJsonObject(proofs)) throw invalidProof("proofs is missing");
  const [entry, ...others] = Object.entries(proofs);
  if (entry === undefined || others.length > 0) throw invalidProof("proofs must hold exactly one proof type");
  const [type, values] = entry;
  if (!Array.isArray(values) || values.length === 0 || values.length > batchSize) {
    throw invalidProof(`proofs must hold an array of 1 to ${batchSize} proofs`);
  }
  if (type === "jwt") return { type, proofs: values.map(expectText) };
  if (type === "di_vp") return { type, proofs: values.map(expectPresentation) };
  throw invalidProof("This proof type is not known here");
}

function expectText(proof: JsonValue): string {
  if (typeof proof !== "string") throw invalidProof("A jwt proof is a text");
  return proof;
}

function expectPresentation(proof: JsonValue): JsonObject {
  if (!isJsonObject(proof)) throw invalidProof("A di_vp proof is a JSON object");
  return proof;
}

function refuse(error: OpenidErrorCode, words: string): OpenidError {
  return new OpenidError(error, `${words}.`);
}

const invalid = (words: string) => refuse("invalid_credential_request", words);
const invalidProof = (words: string) => refuse("invalid_proof", words);
