import { partsOf } from "../credential/micro-internship/parts/choose-parts.ts";
import type { Part } from "../credential/micro-internship/parts/part.ts";
import { waysUp } from "../credential/micro-internship/parts/placed-text.ts";
import type { Place } from "../credential/micro-internship/parts/places.ts";
import type { JsonObject } from "../json/json-value.ts";
import { type CredentialCondition, fittingValues } from "./credential-condition.ts";

/**
 * The parts that an answer to a query cannot do without, out of some places of a credential: of all that can be left out, what to show
 * at least; of what is left out, what is asked for and missing.
 *
 * @param content - The whole credential, which fulfils the condition.
 * @returns them for each way to answer that the query allows, the asker's preferred way first (OpenID4VP 1.0, 6.4.1).
 */
export function partsAskedFor(
  content: JsonObject,
  { claims, claimSets }: CredentialCondition,
  places: readonly Place[],
): Part[][] {
  const find = placeFinder(places);
  const needed = new Map(
    claims.map((claim) => {
      const ways = fittingValues(content, claim).map(({ pointer }) => find(pointer));
      return [claim, fewest(ways)] as const;
    }),
  );
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const sets = claimSets?.map((ids) => ids.flatMap((id) => byId.get(id) ?? [])) ?? [claims];
  return sets.flatMap((set) => {
    const parts = set.map((claim) => needed.get(claim));
    // A claim that the credential does not fulfil: this set is no way to answer.
    return parts.every((one) => one !== undefined) ? [partsOf(parts.flat())] : [];
  });
}

/** Finds the places that a value stands in, or that stand in it. */
function placeFinder(places: readonly Place[]): (pointer: string) => Place[] {
  const byPointer = new Map(places.map((place) => [place.pointer, place]));
  const within = new Map<string, Place[]>();
  for (const place of places) {
    for (const outer of waysUp(place.pointer)) {
      const found = within.get(outer);
      if (found === undefined) within.set(outer, [place]);
      else found.push(place);
    }
  }
  return (pointer) => [
    ...(within.get(pointer) ?? []),
    ...waysUp(pointer)
      .slice(1)
      .flatMap((outer) => byPointer.get(outer) ?? []),
  ];
}

function fewest<Item>(lists: Item[][]): Item[] | undefined {
  return lists.toSorted((one, other) => one.length - other.length)[0];
}
