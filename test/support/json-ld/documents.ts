import type { Arbitrary } from "fast-check";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { type Draws, drawsFrom, numbersOfADocument } from "./draws.ts";
import { nodeIn } from "./nodes.ts";
import { oddContexts } from "./odd-contexts.ts";
import { oddMembers, oddNames, oddTypes, unusualMembers } from "./odd-members.ts";
import { contextUrls, type Opening, openings } from "./openings.ts";
import type { Place } from "./place.ts";
import { scalarFeatures } from "./scalars.ts";
import { classesIn, scopeOf } from "./scope.ts";
import { oddValues, unusualValues } from "./values.ts";

/** A document and what it was made of. */
export interface MadeDocument {
  document: JsonObject;
  features: readonly string[];
}

/** JSON-LD documents over the pinned contexts: most as anybody would write them, many odd, some hostile. */
export const documents: Arbitrary<MadeDocument> = numbersOfADocument.map((numbers) =>
  documentFrom(drawsFrom(numbers)),
);

/** Every name that `MadeDocument.features` can hold. */
export const allFeatures: ReadonlySet<string> = new Set([
  ...Object.keys(openings),
  ...Object.keys(oddContexts),
  ...Object.keys({
    ...oddTypes,
    ...oddNames,
    ...oddMembers,
    ...unusualMembers,
    ...oddValues,
    ...unusualValues,
  }),
  ...scalarFeatures,
]);

function documentFrom(draws: Draws): MadeDocument {
  const opening = draws.pickNamed(openings);
  const { contexts, types } = draws.chance(6) ? randomOpening(draws) : opening;
  const oddness = draws.pick([0, 0, 0, 2, 5, 10, 20, 40]);
  const scope = scopeOf(contexts);
  const place: Place = { draws, scope, depth: 0, oddness, made: { ids: [], nodes: [] }, node: nodeIn };
  const extra = classesIn(scope).length > 0 && draws.chance(15) ? [draws.pick(classesIn(scope))] : [];
  const node = nodeIn(place, [...new Set([...types, ...extra])]);
  const document = { "@context": contextOf(place, contexts), ...withSomething(node, draws) };
  return { document, features: [...draws.features] };
}

function randomOpening(draws: Draws): Opening {
  const contexts = draws.shuffled(contextUrls).slice(0, 1 + draws.below(4));
  const classes = classesIn(scopeOf(contexts));
  return { contexts, types: classes.length > 0 ? [draws.pick(classes)] : [] };
}

function contextOf(place: Place, contexts: readonly string[]): JsonValue {
  const { draws, oddness } = place;
  const [first] = contexts;
  if (draws.chance(2 * oddness)) return [...contexts, draws.pickNamed(oddContexts)(place)].flat();
  if (draws.chance(oddness)) return draws.shuffled(contexts);
  return contexts.length === 1 && first !== undefined && draws.chance(50) ? first : [...contexts];
}

/** A root with nothing but an identifier says nothing, and is refused: not worth a document. */
function withSomething(node: JsonObject, draws: Draws): JsonObject {
  return Object.keys(node).some((name) => !/^@?id$/.test(name))
    ? node
    : { ...node, "urn:x:p": draws.below(9) };
}
