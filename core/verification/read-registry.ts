import { isDid } from "../did/did-url.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { printable } from "../text/printable.ts";
import { maxTrustedIssuers, type TrustedIssuer, type TrustedIssuers } from "./trusted-issuer.ts";

const maximumNameLength = 200;
const maximumPlaceLength = 300;

/** Whether a document has the shape of a DCC registry: entries by DID under `registry`. */
export function isRegistry(json: JsonObject): json is JsonObject & { registry: JsonObject } {
  return isJsonObject(json.registry) && !("issuers" in json);
}

/**
 * Reads a registry. It can only vouch, so an entry that cannot be used is left out and counted; so is a DID with two entries.
 *
 * @param repeated - Names of members that occur twice in one object.
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` for too many issuers, or for a repeated member that is no DID of the registry.
 */
export function readRegistry(
  { registry }: { registry: JsonObject },
  repeated: ReadonlySet<string>,
): TrustedIssuers {
  const entries = Object.entries(registry);
  if (entries.length > maxTrustedIssuers) {
    throw new Problem("MALFORMED_VALUE_ERROR", `registry: more than ${maxTrustedIssuers} issuers`);
  }
  if (![...repeated].every((name) => name.startsWith("did:") && Object.hasOwn(registry, name))) {
    throw new Problem("MALFORMED_VALUE_ERROR", "the document: a member occurs twice in one object");
  }
  const once = entries.filter(([did]) => !repeated.has(did));
  const issuers = once.flatMap(([did, entry]) => readEntry(did, entry) ?? []);
  return { issuers, leftOut: { repeated: repeated.size, unusable: once.length - issuers.length } };
}

function readEntry(did: string, entry: JsonValue): TrustedIssuer | undefined {
  if (!isDid(did) || !isJsonObject(entry)) return undefined;
  const name = textOf(entry.name);
  if (name === undefined || name.length > maximumNameLength) return undefined;
  const places = [textOf(entry.location), textOf(entry.url)].flatMap((place) => place ?? []);
  // Cut first and cleaned then: what is cut through the middle is gone, too.
  const told = places.map((place) => printable(place.slice(0, maximumPlaceLength)).trim()).join(", ");
  return { did, name, reason: told === "" ? "Listed" : `Listed with: ${told}` };
}

/** A text with something to see in it. */
function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && printable(value).trim() !== "" ? value : undefined;
}
