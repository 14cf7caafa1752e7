import type { JsonObject } from "../../core/json/json-value.ts";

/** A copy of a document without what some pointers lead to. */
export function without(document: JsonObject, pointers: string[]): JsonObject {
  const copy = structuredClone(document);
  // From the end, so that positions in arrays stay what they were.
  for (const pointer of pointers.toReversed()) {
    const steps = pointer.split("/").slice(1);
    const last = steps.pop() as string;
    const parent = steps.reduce<unknown>((value, step) => (value as JsonObject)[step], copy);
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete (parent as JsonObject)[last];
  }
  return copy;
}
