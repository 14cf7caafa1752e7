import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { type DidDocument, type VerificationMethod, verificationRelationships } from "./did-document.ts";

/** Above the methods of any document in use: an issuer that lives long keeps its earlier keys, each in two forms. */
const maximumMethods = 200;

/**
 * Reads a DID document that came from outside, and keeps only the members that Stint reads.
 *
 * The keys in it are NOT parsed here: one key of a kind unknown to Stint must not hide the others.
 *
 * @param did - The DID that was asked for: Controlled Identifiers 1.0, 3.2.
 * @throws {@link Problem} `INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID` when it answers for another DID;
 * `INVALID_CONTROLLED_IDENTIFIER_DOCUMENT` when it is malformed or gives one method id two meanings.
 */
export function parseDidDocument(value: JsonValue, did: string): DidDocument {
  if (!isJsonObject(value)) throw malformed("A DID document is an object");
  if (value.id !== did) throw new Problem("INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID");
  const document: DidDocument = { id: did };
  if (value["@context"] !== undefined) document["@context"] = value["@context"];
  if (value.controller !== undefined) document.controller = readController(value.controller);
  if (value.alsoKnownAs !== undefined) document.alsoKnownAs = readList(value.alsoKnownAs).map(readText);
  if (value.verificationMethod !== undefined) {
    document.verificationMethod = readList(value.verificationMethod).map((method) => readMethod(method, did));
  }
  for (const relationship of verificationRelationships) {
    const entries = value[relationship];
    if (entries === undefined) continue;
    document[relationship] = readList(entries).map((entry) =>
      typeof entry === "string" ? absolute(entry, did) : readMethod(entry, did),
    );
  }
  checkMethods(document);
  return document;
}

/**
 * Every verification method of a document, those embedded in a relationship included. Documents in use
 * repeat a method, to the letter, where they embed it; such a repetition counts once.
 */
export function methodsOf(document: DidDocument): VerificationMethod[] {
  return withoutRepetitions(writtenMethods(document));
}

/** Those of {@link methodsOf} that have this id. */
export function methodsNamed(document: DidDocument, id: string): VerificationMethod[] {
  return withoutRepetitions(writtenMethods(document).filter((method) => method.id === id));
}

function withoutRepetitions(methods: VerificationMethod[]): VerificationMethod[] {
  if (methods.length < 2) return methods;
  const byId = new Map<string, VerificationMethod[]>();
  for (const method of methods) {
    const known = byId.get(method.id) ?? [];
    if (known.some((other) => isDeepStrictEqual(other, method))) continue;
    byId.set(method.id, [...known, method]);
  }
  return [...byId.values()].flat();
}

function writtenMethods(document: DidDocument): VerificationMethod[] {
  const methods = [...(document.verificationMethod ?? [])];
  for (const relationship of verificationRelationships) {
    for (const entry of document[relationship] ?? []) if (typeof entry !== "string") methods.push(entry);
  }
  return methods;
}

function checkMethods(document: DidDocument): void {
  if (writtenMethods(document).length > maximumMethods) {
    throw malformed(`More than ${maximumMethods} verification methods`);
  }
  const ids = methodsOf(document).map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw malformed("Two verification methods have one id");
}

/**
 * A DID URL that may be written relative to the document, as a fragment: DID Core 1.0, 3.2.2. Methods are compared by their absolute
 * URLs (Controlled Identifiers 1.0, 3.3), so what follows this knows no other form. Of paths and queries there are no methods here.
 */
function absolute(reference: string, did: string): string {
  return reference.startsWith("#") ? did + reference : reference;
}

function readMethod(value: JsonValue, did: string): VerificationMethod {
  if (!isJsonObject(value)) throw malformed("A verification method is an object");
  const method: VerificationMethod = {
    id: absolute(readText(value.id), did),
    type: readText(value.type),
    controller: readText(value.controller),
  };
  if (value.publicKeyMultibase !== undefined) method.publicKeyMultibase = readText(value.publicKeyMultibase);
  if (value.publicKeyJwk !== undefined) method.publicKeyJwk = readObject(value.publicKeyJwk);
  if (value.revoked !== undefined) method.revoked = readText(value.revoked);
  if (value.expires !== undefined) method.expires = readText(value.expires);
  return method;
}

function readController(value: JsonValue): string | string[] {
  return typeof value === "string" ? value : readList(value).map(readText);
}

function readList(value: JsonValue): JsonValue[] {
  if (!Array.isArray(value)) throw malformed("A member that must be a list is none");
  return value;
}

function readText(value: JsonValue | undefined): string {
  if (typeof value !== "string") throw malformed("A member that must be text is missing or none");
  return value;
}

function readObject(value: JsonValue): JsonObject {
  if (!isJsonObject(value)) throw malformed("A member that must be an object is none");
  return value;
}

function malformed(words: string): Problem {
  return new Problem("INVALID_CONTROLLED_IDENTIFIER_DOCUMENT", words);
}
