import { parseDateTimeStamp } from "../date-time.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { isUrl, listOf, malformed } from "./members.ts";
import { assertRelatedResources } from "./related-resource.ts";
import { contextUrls } from "./vocabulary.ts";

/** Members whose values must each be an object with a `type` (VCDM 2.0, 4.4 to 5.7). */
const typedMembers = [
  "credentialStatus",
  "credentialSchema",
  "termsOfUse",
  "evidence",
  "refreshService",
] as const;

/**
 * Of these, what may stand there as an empty set in a credential from outside: issuers in the field leave one where they have nothing to
 * say, and in the graph it says nothing. Not so the status, which decides (4.10: "a set of one or more objects").
 */
const possiblyEmpty: ReadonlySet<string> = new Set([
  "credentialSchema",
  "termsOfUse",
  "evidence",
  "refreshService",
]);

/**
 * Checks a credential's plain members against the VC Data Model, 2.0 or 1.1 by its first context.
 * Not checked here: that terms are defined (expansion does that), proofs, and whether it is in force.
 *
 * @param reading - `allowEmptySets`: for a credential from outside, which may say nothing in so many words.
 * @throws {Problem} `MALFORMED_VALUE_ERROR`; `RANGE_ERROR` when it ends before it begins.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#verifiable-credentials}
 */
export function checkConformance(credential: JsonObject, reading = { allowEmptySets: false }): void {
  const version = checkContext(credential["@context"]);
  if (credential.id !== undefined && !isUrl(credential.id)) throw malformed("id");
  checkType(credential, "VerifiableCredential");
  checkSubjects(credential.credentialSubject);
  checkIssuer(credential.issuer);
  checkDates(credential, version);
  for (const member of typedMembers) {
    const isEmpty = listOf(credential[member]).length === 0;
    if (!(isEmpty && reading.allowEmptySets && possiblyEmpty.has(member))) checkTyped(credential, member);
  }
  for (const schema of listOf(credential.credentialSchema)) {
    if (!isJsonObject(schema) || !isUrl(schema.id)) throw malformed("credentialSchema");
  }
  if (version === 2) {
    for (const named of [credential, credential.issuer]) {
      if (isJsonObject(named)) for (const member of ["name", "description"]) checkText(named, member);
    }
    assertRelatedResources(credential.relatedResource);
  }
}

/** Checks the envelope of a presentation: context, type, identifier and holder. */
export function checkPresentationConformance(presentation: JsonObject): void {
  checkContext(presentation["@context"]);
  if (presentation.id !== undefined && !isUrl(presentation.id)) throw malformed("id");
  checkType(presentation, "VerifiablePresentation");
  const { holder } = presentation;
  if (holder !== undefined && !isUrl(isJsonObject(holder) ? holder.id : holder)) throw malformed("holder");
}

/** Checks `type`: strings, the required one among them. */
function checkType(document: JsonObject, required: string): void {
  const types = listOf(document.type);
  if (!types.every((type) => typeof type === "string") || !types.includes(required)) throw malformed("type");
}

function checkContext(context: JsonValue | undefined): 1 | 2 {
  const contexts = listOf(context);
  for (const entry of contexts) {
    if (typeof entry === "string" ? !isUrl(entry) : !isJsonObject(entry)) throw malformed("@context");
  }
  if (contexts[0] === contextUrls.credentialsV2) return 2;
  if (contexts[0] === contextUrls.credentialsV1) return 1;
  throw new Problem("MALFORMED_VALUE_ERROR", 'The first "@context" must be that of VCDM 2.0 or 1.1');
}

function checkSubjects(subject: JsonValue | undefined): void {
  const subjects = listOf(subject);
  if (subjects.length === 0) throw malformed("credentialSubject");
  for (const item of subjects) {
    if (!isJsonObject(item) || Object.keys(item).length === 0) throw malformed("credentialSubject");
    if (item.id !== undefined && !isUrl(item.id)) throw malformed("credentialSubject.id");
  }
}

function checkIssuer(issuer: JsonValue | undefined): void {
  if (!isUrl(isJsonObject(issuer) ? issuer.id : issuer)) throw malformed("issuer");
}

function checkDates(credential: JsonObject, version: 1 | 2): void {
  const [from, until] = version === 2 ? ["validFrom", "validUntil"] : ["issuanceDate", "expirationDate"];
  if (version === 1 && credential.issuanceDate === undefined) throw malformed("issuanceDate");
  for (const member of ["validFrom", "validUntil", "issuanceDate", "expirationDate"]) {
    if (credential[member] !== undefined && parseDateTimeStamp(credential[member]) === undefined) {
      throw malformed(member);
    }
  }
  const start = parseDateTimeStamp(credential[from as string]);
  const end = parseDateTimeStamp(credential[until as string]);
  if (start !== undefined && end !== undefined && end < start) {
    throw new Problem("RANGE_ERROR", `"${until}" lies before "${from}"`);
  }
}

function checkTyped(credential: JsonObject, member: string): void {
  if (credential[member] === undefined) return;
  const items = listOf(credential[member]);
  if (items.length === 0) throw malformed(member);
  for (const item of items) {
    if (!isJsonObject(item)) throw malformed(member);
    const types = listOf(item.type);
    if (types.length === 0 || !types.every((type) => typeof type === "string" && type !== ""))
      throw malformed(member);
    if (item.id !== undefined && !isUrl(item.id)) throw malformed(`${member}.id`);
  }
}

/** A string, or language value objects without further members (VCDM 2.0, 11.1). */
function checkText(credential: JsonObject, member: string): void {
  const value = credential[member];
  if (value === undefined || typeof value === "string") return;
  const items = listOf(value);
  if (items.length === 0) throw malformed(member);
  for (const item of items) {
    if (!isJsonObject(item) || typeof item["@value"] !== "string") throw malformed(member);
    const { "@value": _text, "@language": language, "@direction": direction, ...others } = item;
    if (Object.keys(others).length > 0) throw malformed(member);
    if (language !== undefined && typeof language !== "string") throw malformed(member);
    if (direction !== undefined && direction !== "ltr" && direction !== "rtl") throw malformed(member);
  }
}
