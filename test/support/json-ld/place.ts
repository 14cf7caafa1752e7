import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import type { Draws } from "./draws.ts";
import type { Scope } from "./scope.ts";

/** Where in a document the next thing is made. */
export interface Place {
  draws: Draws;
  scope: Scope;
  depth: number;
  /** How many of a hundred choices are odd ones. */
  oddness: number;
  /** What the document has so far, for repetitions: identifiers and nodes. */
  made: { ids: string[]; nodes: JsonObject[] };
  /** Makes a node here; of types that fit the place unless they are given. */
  node(place: Place, types?: readonly string[]): JsonObject;
}

/** Makes a value for a place; the tables of these are what the generator is made of. */
export type Maker<T extends JsonValue = JsonValue> = (place: Place) => T;

/** The place one level further down, under another scope. */
export function below(place: Place, scope: Scope): Place {
  return { ...place, scope, depth: place.depth + 1 };
}

export function isOdd({ draws, oddness }: Place): boolean {
  return draws.chance(oddness);
}
