import { pinnedContexts } from "../../../contexts/registry.ts";
import type { JsonObject, JsonValue } from "../../json/json-value.ts";
import { notCovered } from "../not-covered.ts";
import type { ActiveContext } from "./active-context.ts";
import { processContext } from "./process-context.ts";

/** Far more contexts than documents name; each combination of them is compiled once. */
const maxContexts = 10;

/**
 * Adds the contexts that a document or a node in it names.
 *
 * @param context - The value of `@context`.
 * @throws `notCovered` unless all of them are URLs of pinned contexts.
 */
export function addDocumentContext(active: ActiveContext, context: JsonValue | undefined): ActiveContext {
  if (typeof context === "string") return addPinned(active, context);
  if (!Array.isArray(context) || context.length > maxContexts) throw notCovered;
  let result = active;
  for (const url of context) result = addPinned(result, url);
  return result;
}

const locals: ReadonlyMap<JsonValue | undefined, JsonObject> = new Map(
  [...pinnedContexts].flatMap(([url, document]) => {
    const { "@context": local } = document as JsonObject;
    return typeof local === "object" && local !== null && !Array.isArray(local) ? [[url, local]] : [];
  }),
);

function addPinned(active: ActiveContext, url: JsonValue | undefined): ActiveContext {
  const local = locals.get(url);
  if (local === undefined) throw notCovered;
  return processContext(active, local, "document");
}
