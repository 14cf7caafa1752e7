import { pinnedContexts } from "../../../contexts/registry.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json/json-value.ts";
import { expandByLibrary, hasRelativeReference } from "./oracle.ts";

const plainKeywords = new Set(["@context", "@id", "@type", "@value", "@language", "@direction"]);

/** Features that the compiled reader leaves to the library, by name. */
const rareFeatures: Readonly<Record<string, (member: string, value: JsonValue) => boolean>> = {
  "a context that is not pinned": (member, value) => member === "@context" && !isPinned(value),
  "a rare keyword": (member) => member.startsWith("@") && !plainKeywords.has(member),
  "a blank node label": (_member, value) =>
    [value].flat().some((item) => typeof item === "string" && item.startsWith("_:")),
};

/** Why the compiled reader does not answer for a document; undefined where it should. */
export async function reasonForLibrary(document: JsonObject): Promise<string | undefined> {
  const members = membersOf(document);
  const rare = Object.entries(rareFeatures).find(([, has]) =>
    members.some(([name, value]) => has(name, value)),
  );
  if (rare !== undefined) return rare[0];
  const expanded = await expandByLibrary(document);
  if (expanded === undefined) return "an error, which is the library's to tell";
  // The library expands these, and refuses or drops them later.
  return hasRelativeReference(expanded) ? "a relative reference" : undefined;
}

function isPinned(context: JsonValue): boolean {
  return Array.isArray(context)
    ? context.every(isPinned)
    : typeof context === "string" && pinnedContexts.has(context);
}

function membersOf(value: JsonValue): [string, JsonValue][] {
  if (Array.isArray(value)) return value.flatMap(membersOf);
  return isJsonObject(value) ? [...Object.entries(value), ...Object.values(value).flatMap(membersOf)] : [];
}
