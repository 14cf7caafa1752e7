import type { JsonObject } from "../../../core/json/json-value.ts";
import type { ExpandedNode } from "../../../core/rdf/expanded-node.ts";
import { expandPinned as read } from "../../../core/rdf/expansion/expand-pinned.ts";

/** The documents that were expanded since the present file of tests began, as JSON, and whether the compiled reader answered. */
export const readings = new Map<string, boolean>();

/** The compiled reader itself, with a note of each document: `vitest.config.ts` lets `json-ld.ts` find it in the reader's place. */
export function expandPinned(document: JsonObject, beforeContext?: () => void): ExpandedNode | undefined {
  const expanded = read(document, beforeContext);
  readings.set(JSON.stringify(document), expanded !== undefined);
  return expanded;
}
