import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json/json-value.ts";

const maximumAddresses = 8;

/**
 * The addresses of status lists that a document seems to name: a look at what nobody has verified yet. Nothing is fetched by them and
 * nothing is decided by them; they only pick out what others have fetched already.
 */
export function statusAddresses(document: JsonObject | string): string[] {
  if (typeof document === "string") return [];
  const addresses = new Set<string>();
  for (const credential of [document, ...listOf(document.verifiableCredential)]) {
    if (!isJsonObject(credential)) continue;
    for (const entry of listOf(credential.credentialStatus)) {
      const address = isJsonObject(entry) ? entry.statusListCredential : undefined;
      if (typeof address === "string" && addresses.size < maximumAddresses) addresses.add(address);
    }
  }
  return [...addresses];
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
