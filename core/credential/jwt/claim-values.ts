import { parseDateTimeStamp } from "../../date-time.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import { listOf } from "../members.ts";
import { contextUrls } from "../vocabulary.ts";

/** Whether a credential or presentation is of VCDM 1.1, by its first context. */
export function isVersion1(document: JsonObject): boolean {
  return listOf(document["@context"])[0] === contextUrls.credentialsV1;
}

/** The names that the validity period's members have in a credential: what `nbf` and `exp` stand for. */
export function periodMembers(credential: JsonObject): [from: string, until: string] {
  return isVersion1(credential) ? ["issuanceDate", "expirationDate"] : ["validFrom", "validUntil"];
}

/** The identifier that a member gives, as a string or as the `id` of an object: what `iss` stands for. */
export function identifierOf(value: JsonValue | undefined): JsonValue | undefined {
  return isJsonObject(value) ? value.id : value;
}

/** The identifier of the one subject, what `sub` stands for: with several subjects there is nothing that it could say. */
export function onlySubject(credential: JsonObject): JsonValue | undefined {
  const [subject, ...others] = listOf(credential.credentialSubject);
  return others.length === 0 ? identifierOf(subject) : undefined;
}

/** The second since 1970 that an XSD dateTimeStamp lies in; `undefined` when it is none. */
export function secondOf(timestamp: JsonValue | undefined): number | undefined {
  const instant = parseDateTimeStamp(timestamp);
  return instant === undefined ? undefined : Math.floor(instant / 1000);
}

/** A member with its value, or no member. */
export function optional(member: string, value: JsonValue | undefined): JsonObject {
  return value === undefined ? {} : { [member]: value };
}
