import { pinnedContexts } from "../../../contexts/registry.ts";
import type { JsonObject, JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";

/** Members under which JSON-LD treats everything as an opaque JSON literal (`"@type": "@json"`). */
export const jsonLiterals = new Set(["jsonSchema"]);
const valueObjectMembers = new Set(["@value", "@language", "@direction"]);

/**
 * Refuses every spelling but the plain one: contexts are pinned URLs given as strings, members are
 * terms (no keyword but `@context`, no IRI, no compact IRI), no node has a blank node label.
 * What is left can be read member by member, because nothing can be moved under another name.
 *
 * @throws {Problem} `MALFORMED_VALUE_ERROR`
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#json-ld}
 */
export function assertPlainForm(document: JsonObject): void {
  assertPlainContext(document["@context"]);
  assertPlainMembers(document);
}

/** The same for the members alone, where the contexts were judged by another rule. */
export function assertPlainMembers(document: JsonObject): void {
  for (const member in document) {
    if (member !== "@context") assertPlainMember(member, document[member] as JsonValue);
  }
}

function assertPlainMember(member: string, value: JsonValue): void {
  if (member.includes("@") || member.includes(":")) {
    throw malformed("A member is written as a keyword or an IRI; conforming documents are compacted");
  }
  if (member === "id" && typeof value === "string" && value.startsWith("_:")) {
    throw malformed("Blank node labels are not used as identifiers");
  }
  if (!jsonLiterals.has(member)) assertPlainValue(value);
}

function assertPlainValue(value: JsonValue): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      // The graph knows no difference between a set in a set and its items; whoever reads JSON finds nothing.
      if (Array.isArray(item)) throw malformed("An array stands inside an array");
      assertPlainValue(item);
    }
  } else if (typeof value === "object" && value !== null) {
    if ("@value" in value) assertValueObject(value);
    // An embedded credential brings its own contexts; nothing else may change what its members mean.
    else if ("@context" in value && !isEmbeddedCredential(value))
      throw malformed("A context stands inside a document");
    else {
      if ("@context" in value) assertPlainContext(value["@context"]);
      assertPlainMembers(value);
    }
  }
}

function assertPlainContext(context: JsonValue | undefined): void {
  for (const url of Array.isArray(context) ? context : [context]) {
    if (typeof url !== "string")
      throw malformed("A context of a credential must be a URL, not an inline context");
    if (!pinnedContexts.has(url))
      throw new Problem("PARSING_ERROR", "A context is not among the pinned contexts");
  }
}

/** Language value objects (VCDM 2.0, 11.1): a string with a language and a direction, nothing else. */
function assertValueObject(value: JsonObject): void {
  for (const [member, content] of Object.entries(value)) {
    if (!valueObjectMembers.has(member) || typeof content !== "string") {
      throw malformed("A value object holds something else than a string, a language and a direction");
    }
  }
}

function isEmbeddedCredential(value: JsonObject): boolean {
  const types = Array.isArray(value.type) ? value.type : [value.type];
  return types.includes("VerifiableCredential");
}

function malformed(detail: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", detail);
}
