import type { JsonObject } from "../../../json/json-value.ts";
import { type Part, partNames, resultParts } from "./part.ts";
import { leadsInto, waysUp } from "./placed-text.ts";
import { type Place, placesIn } from "./places.ts";

/** What a credential has to show. */
export interface Offered {
  /** The places that the holder may withhold. */
  free: Place[];
  /** The parts, or some of them, that the issuer made mandatory. */
  always: Part[];
}

/** What to show of a credential. */
export interface ChosenParts {
  shown: Part[];
  /** Nothing of these is shown but what is mandatory. */
  withheld: Place[];
  /** JSON pointers (RFC 6901) of what is shown beyond the mandatory. */
  pointers: string[];
}

/** Either these parts alone, or all but these. */
export type Wish = { readonly reveal: readonly Part[] } | { readonly hide: readonly Part[] };

/**
 * Says which parts a credential has.
 *
 * @param mandatoryPointers - JSON pointers of what its issuer made mandatory.
 */
export function offeredParts(credential: JsonObject, mandatoryPointers: readonly string[]): Offered {
  const isMandatory = ({ pointer }: Place) =>
    mandatoryPointers.some((mandatory) => mandatory === "" || leadsInto(pointer, mandatory));
  const isPartlyMandatory = ({ pointer }: Place) =>
    mandatoryPointers.some((mandatory) => leadsInto(mandatory, pointer));
  const places = placesIn(credential);
  return {
    free: places.filter((place) => !isMandatory(place)),
    always: partsOf(places.filter((place) => isMandatory(place) || isPartlyMandatory(place))),
  };
}

/** The parts of some places, each once, in the order in which people are told of them. */
export function partsOf(places: readonly Pick<Place, "part">[]): Part[] {
  const there = new Set(places.map(({ part }) => part));
  return partNames.filter((part) => there.has(part));
}

/** Chooses among what a credential has. What it does not have is in no wish's way. */
export function chooseParts({ free }: Offered, wish: Wish): ChosenParts {
  const isReveal = "reveal" in wish;
  const named = new Set((isReveal ? wish.reveal : wish.hide).flatMap(withThoseInIt));
  const isShown = ({ part }: Place) => named.has(part) === isReveal;
  const shown = free.filter(isShown);
  const withheld = free.filter((place) => !isShown(place));
  return { shown: partsOf(shown), withheld, pointers: pointersTo(shown, withheld) };
}

/** Pointers to the outermost values in which nothing is withheld: of many small ones a suite takes only so many. */
function pointersTo(shown: readonly Place[], withheld: readonly Place[]): string[] {
  const holdSomethingBack = new Set(["", ...withheld.flatMap(({ pointer }) => waysUp(pointer))]);
  const outermost = shown.map(
    ({ pointer }) => waysUp(pointer).findLast((value) => !holdSomethingBack.has(value)) ?? pointer,
  );
  return [...new Set(outermost)];
}

/** The parts that a word stands for. */
export function withThoseInIt(part: Part): readonly Part[] {
  return part === "results" ? resultParts : [part];
}
