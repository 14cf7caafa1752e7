import { isJsonObject, type JsonObject } from "../../json/json-value.ts";
import { listOf } from "../members.ts";
import { contextUrls } from "../vocabulary.ts";

/** What decides whether a credential is in force: nobody may present it without. */
const decisiveMembers = [
  "validFrom",
  "validUntil",
  "issuanceDate",
  "expirationDate",
  "credentialStatus",
] as const;

/**
 * What Stint lets no holder withhold: who issued it and to whom, from when to when it is valid, its status and its
 * types. Of issuer and subject that is the identifier alone; the name and the contact may be withheld.
 *
 * @returns JSON Pointers to what the credential has of it. Types need none: they go with whatever is shown.
 */
export function usualMandatoryPointers(credential: JsonObject): string[] {
  return [
    ...identifierPointers(credential, "issuer"),
    ...decisiveMembers.filter((member) => credential[member] !== undefined).map((member) => `/${member}`),
    ...identifierPointers(credential, "credentialSubject"),
  ];
}

function identifierPointers(credential: JsonObject, member: "issuer" | "credentialSubject"): string[] {
  const value = credential[member];
  if (typeof value === "string") return [`/${member}`];
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item, index) => {
    const path = Array.isArray(value) ? `/${member}/${index}` : `/${member}`;
    // Other software writes an object that has an identifier alone as that identifier before it follows a pointer.
    if (!isJsonObject(item) || Object.keys(item).length === 1) return item === undefined ? [] : [path];
    const shown = ["id", "type"].find((name) => item[name] !== undefined);
    return shown === undefined ? [] : [`${path}/${shown}`];
  });
}

/** The end of a credential that has none, as RFC 5280, 4.1.2.5 writes it for certificates. */
export const noEnd = "9999-12-31T23:59:59Z";

/**
 * Makes a credential say that it does not end where it says nothing. Of a credential that is shown in part, an absent end may have been
 * withheld, so that nobody could tell whether it is still valid.
 */
export function stateEnd(credential: JsonObject): JsonObject {
  const member = isVersion2(credential) ? "validUntil" : "expirationDate";
  return { ...credential, [member]: credential[member] ?? noEnd };
}

function isVersion2(credential: JsonObject): boolean {
  return listOf(credential["@context"])[0] === contextUrls.credentialsV2;
}
