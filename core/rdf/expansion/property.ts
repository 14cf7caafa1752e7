import type { ActiveContext, Property } from "../contexts/active-context.ts";
import { expandIri } from "../contexts/expand-iri.ts";
import { processContext } from "../contexts/process-context.ts";
import { notCovered } from "../not-covered.ts";

/**
 * What a member means.
 *
 * @throws `notCovered` for a member without a meaning, and for keywords other than `@id` and `@type`.
 */
export function propertyOf(context: ActiveContext, member: string): Property {
  const known = context.properties.get(member);
  if (known !== undefined) return known;
  const property = readProperty(context, member);
  if (context.terms.has(member)) context.properties.set(member, property);
  return property;
}

function readProperty(context: ActiveContext, member: string): Property {
  const iri = expandIri(context, member, true);
  const definition = context.terms.get(member);
  const scoped = definition?.scopedContext;
  const valueContext = scoped === undefined ? context : processContext(context, scoped, "property");
  // A property's own context may define the property anew, and the values are read by that.
  const inside = valueContext.terms.get(member);
  const isList = definition?.container === "@list";
  if ((inside?.container === "@list") !== isList) throw notCovered;
  return {
    member,
    iri,
    isGraph: definition?.container === "@graph",
    isList,
    isJson: definition?.coercion === "@json",
    coercion: inside?.coercion,
    valueContext,
    scopedContext: inside?.scopedContext,
  };
}
