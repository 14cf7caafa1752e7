import type { Quad } from "rdf-canonize";
import type { JsonObject } from "../../../json/json-value.ts";
import { Problem } from "../../../problem/problem.ts";
import { writeQuads } from "../../json-ld/dataset.ts";
import { canonicalize, canonicalizeDataset, expand } from "../../json-ld/json-ld.ts";
import { namedDataset, nameNodes } from "../../json-ld/named-nodes.ts";
import type { LabelMaker } from "./labels.ts";
import { selectDocument } from "./select.ts";

/** A document whose statements can be told apart, part by part. */
export interface DisclosableDocument {
  document: JsonObject;
  /** The same with a name for every node, see `nameNodes`. */
  named: JsonObject;
  /** The statements, with labels of their own for the blank nodes. */
  quads: Quad[];
  /** The name or label of the document itself among them. */
  root: string;
  canonical: string;
  /** Label in `quads` -> canonical label. */
  canonicalLabels: ReadonlyMap<string, string>;
}

/** The statements of a document as one suite signs them. */
export interface SignedStatements {
  /** N-Quads in order. */
  lines: string[];
  quadOf: ReadonlyMap<string, Quad>;
  /** Label in the document's `quads` -> label in `lines`. */
  labels: ReadonlyMap<string, string>;
}

/** The part of a document that pointers select. */
export interface Selection {
  /** Those of the signed lines that are in it. */
  lines: ReadonlySet<string>;
  quads: Quad[];
}

/**
 * Takes a document without proofs apart.
 *
 * @throws {@link Problem} `UNSUPPORTED` when its parts cannot be told apart; what expanding and canonicalizing throw.
 */
export async function openDisclosable(document: JsonObject): Promise<DisclosableDocument> {
  const named = await nameNodes(document);
  const { quads, root } = await namedDataset(named);
  const { canonical, labels: canonicalLabels } = await canonicalizeDataset(quads);
  // Names were given by the look of the JSON; that they changed no statement is what makes them right.
  if (canonical !== (await canonicalize(await expand(document)))) {
    throw new Problem("UNSUPPORTED", "The document cannot be disclosed in parts");
  }
  return { document, named, quads, root, canonical, canonicalLabels };
}

/** Writes the statements under the labels of a suite. */
export function signedStatements(
  { quads, canonicalLabels }: DisclosableDocument,
  labelMaker: LabelMaker,
): SignedStatements {
  const made = labelMaker(canonicalLabels.values());
  const labels = new Map(
    [...canonicalLabels].map(([label, canonical]) => [label, made.get(canonical) ?? ""]),
  );
  const quadOf = writeQuads(quads, labels);
  return { lines: [...quadOf.keys()], quadOf, labels };
}

/**
 * Finds the statements that pointers select.
 *
 * @throws {@link Problem} `PROOF_GENERATION_ERROR` for a pointer that points at nothing, or into a value whose parts are no
 * statements of their own (the text of a value with a language).
 */
export async function selectStatements(
  { named }: DisclosableDocument,
  { quadOf, labels }: SignedStatements,
  pointers: readonly string[],
): Promise<Selection> {
  const selected = selectDocument(named, pointers);
  if (selected === undefined) return { lines: new Set(), quads: [] };
  const { quads } = await namedDataset(selected);
  const lines = new Set(writeQuads(quads, labels).keys());
  if (![...lines].every((line) => quadOf.has(line))) {
    throw new Problem("PROOF_GENERATION_ERROR", "A JSON Pointer leads into a value that has no parts");
  }
  return { lines, quads };
}
