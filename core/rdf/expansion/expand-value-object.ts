import type { JsonObject } from "../../json/json-value.ts";
import type { ActiveContext } from "../contexts/active-context.ts";
import { expandIri } from "../contexts/expand-iri.ts";
import { notCovered } from "../not-covered.ts";

const languageTag = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/;

/**
 * Expands a literal that is written as an object: with a language, a direction or a datatype.
 *
 * @throws `notCovered` for any other member, and for values that may be wrong.
 * @see {@link https://www.w3.org/TR/json-ld11/#value-objects}
 */
export function expandValueObject(active: ActiveContext, element: JsonObject): Record<string, unknown> {
  const {
    "@context": _own,
    "@value": value,
    "@language": language,
    "@direction": direction,
    "@type": type,
    ...others
  } = element;
  if (Object.keys(others).length > 0) throw notCovered;
  if (typeof value !== "string") {
    if (typeof value !== "number" && typeof value !== "boolean") throw notCovered;
    if (language !== undefined || direction !== undefined) throw notCovered;
  }
  const expanded: Record<string, unknown> = {};
  if (direction !== undefined) {
    if (direction !== "ltr" && direction !== "rtl") throw notCovered;
    expanded["@direction"] = direction;
  }
  if (language !== undefined) {
    if (typeof language !== "string" || !languageTag.test(language)) throw notCovered;
    expanded["@language"] = language.toLowerCase();
  }
  if (type !== undefined) {
    if (typeof type !== "string" || direction !== undefined || language !== undefined) throw notCovered;
    const datatype = expandIri(active, type, true);
    // The library reads a type's own context here too.
    if (datatype.startsWith("@") || active.terms.get(type)?.scopedContext !== undefined) throw notCovered;
    expanded["@type"] = datatype;
  }
  expanded["@value"] = value;
  return expanded;
}
