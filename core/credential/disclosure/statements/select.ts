import { isJsonObject, type JsonObject, type JsonValue } from "../../../json/json-value.ts";
import { Problem } from "../../../problem/problem.ts";
import { assertJsonPointers, parseJsonPointer } from "./json-pointer.ts";

/** What is selected below a value: all of it, or some of its members or items. */
interface Choice {
  all: boolean;
  below: Map<string, Choice>;
}

/**
 * Selects parts of a document: what the pointers point at, with the `id` and `type` of every object on the way and the
 * document's own `@context`. Members and items keep their order; what is left out leaves no gap in an array.
 *
 * @returns `undefined` when there is no pointer: nothing is selected then.
 * @throws {@link Problem} `PROOF_GENERATION_ERROR` for a pointer that is none or points at nothing.
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#selectjsonld}
 */
export function selectDocument(document: JsonObject, pointers: readonly string[]): JsonObject | undefined {
  assertJsonPointers(pointers);
  if (pointers.length === 0) return undefined;
  const root: Choice = { all: false, below: new Map() };
  for (const pointer of pointers) {
    let choice = root;
    for (const token of parseJsonPointer(pointer)) {
      const next = choice.below.get(token) ?? { all: false, below: new Map() };
      choice.below.set(token, next);
      choice = next;
    }
    choice.all = true;
  }
  const selected = selectObject(document, root);
  return "@context" in document
    ? { "@context": structuredClone(document["@context"] ?? null), ...selected }
    : selected;
}

function selectValue(value: JsonValue, choice: Choice): JsonValue {
  if (Array.isArray(value)) return selectItems(value, choice);
  if (isJsonObject(value)) return selectObject(value, choice);
  if (value === null || choice.below.size > 0) throw pointsAtNothing();
  return value;
}

function selectObject(object: JsonObject, choice: Choice): JsonObject {
  assertThere([...choice.below.keys()].every((member) => Object.hasOwn(object, member)));
  const selected = Object.entries(object).flatMap(([member, value]): [string, JsonValue][] => {
    const below = choice.below.get(member);
    // What is below a selected value must be there too, although it adds nothing.
    if (below !== undefined) {
      const chosen = selectValue(value, below);
      return [[member, choice.all ? structuredClone(value) : chosen]];
    }
    return choice.all || isAlwaysSelected(member, value) ? [[member, structuredClone(value)]] : [];
  });
  return Object.fromEntries(selected);
}

function selectItems(items: JsonValue[], choice: Choice): JsonValue[] {
  const indexes = [...choice.below.keys()];
  assertThere(indexes.every((token) => /^(?:0|[1-9][0-9]*)$/.test(token) && Number(token) < items.length));
  return items.flatMap((item, index) => {
    const below = choice.below.get(String(index));
    const chosen = below === undefined ? [] : [selectValue(item, below)];
    return choice.all ? [structuredClone(item)] : chosen;
  });
}

/** A name is part of every statement about its bearer, and a type says what the terms mean. */
function isAlwaysSelected(member: string, value: JsonValue): boolean {
  return (member === "id" && typeof value === "string" && !value.startsWith("_:")) || member === "type";
}

function assertThere(isThere: boolean): void {
  if (!isThere) throw pointsAtNothing();
}

function pointsAtNothing(): Problem {
  return new Problem("PROOF_GENERATION_ERROR", "A JSON Pointer points at nothing in the document");
}
