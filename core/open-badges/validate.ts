import { listOf } from "../credential/members.ts";
import { contextUrls } from "../credential/vocabulary.ts";
import type { JsonObject } from "../json/json-value.ts";
import type { Finding } from "../problem/finding.ts";
import { checkClass } from "./check-class.ts";
import { Findings } from "./findings.ts";
import type { DataModel } from "./model/classes.ts";
import { type OfficialClass, type OfficialSchema, officialSchemaAt } from "./official-schemas.ts";
import { checkPlainJson } from "./rules/plain-json.ts";

/**
 * The class of a credential of Open Badges 3.0 or CLR 2.0, by its `type`.
 *
 * @returns `undefined` for any other credential.
 */
export function officialClassOf(credential: JsonObject): OfficialClass | undefined {
  const types = listOf(credential.type);
  if (types.includes("ClrCredential")) return "ClrCredential";
  if (types.includes("OpenBadgeCredential") || types.includes("AchievementCredential"))
    return "AchievementCredential";
  return types.includes("EndorsementCredential") ? "EndorsementCredential" : undefined;
}

/**
 * Validates a credential by all the rules of Open Badges 3.0 and CLR 2.0: those of the official JSON Schema, and those that only the
 * text has. Sets must be arrays, unless the credential names the schema for the compacted form.
 *
 * Works on the plain JSON, within `jsonLimits`; whether it is signed, and whether JSON and graph agree, is NOT asked.
 *
 * @returns what is wrong, at most {@link maximumFindings} of it; nothing when it conforms.
 */
export function validateOpenBadges(credential: JsonObject, of: OfficialClass): Finding[] {
  const findings = new Findings();
  const compacted = listOf(credential.credentialSchema).some(
    (schema) => officialSchemaAt(String((schema as JsonObject | null)?.id))?.compacted,
  );
  const dataModel = dataModelOf(credential);
  checkClass(credential, of, [], { findings, dataModel, compacted, beyondSchema: true });
  checkPlainJson(credential, [], findings);
  return findings.all;
}

/** Validates a document by one of the official JSON Schemas, and nothing that the schema cannot say. */
export function validateOfficialSchema(document: JsonObject, { of, compacted }: OfficialSchema): Finding[] {
  const findings = new Findings();
  const dataModel = dataModelOf(document);
  checkClass(document, of, [], { findings, dataModel, compacted, beyondSchema: false });
  return findings.all;
}

function dataModelOf(credential: JsonObject): DataModel {
  return listOf(credential["@context"])[0] === contextUrls.credentialsV1 ? "1.1" : "2.0";
}
