import { Problem } from "../../../problem/problem.ts";
import { rootedDataset, writeQuads } from "../../json-ld/dataset.ts";
import { canonicalizeDataset, type ExpandedNode } from "../../json-ld/json-ld.ts";
import { mandatoryProperties } from "../coverage.ts";
import { assertStatementCount, type Grouped } from "./grouped-statements.ts";

/** What a holder shows, under the labels that were signed. */
export interface ShownStatements extends Grouped {
  /** See `Coverage`. */
  mandatoryProperties: ReturnType<typeof mandatoryProperties>;
}

/**
 * Reads the statements of a document that a proof was derived for.
 *
 * @param proof.labels - Must name each blank node of the document and no other.
 * @throws {@link Problem} `PROOF_VERIFICATION_ERROR` when the proof speaks of another document; `TOO_COSTLY`.
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#createverifydata}
 */
export async function readShownStatements(
  expanded: ExpandedNode,
  proof: { labels: ReadonlyMap<string, string>; mandatoryIndexes: number[] },
): Promise<ShownStatements> {
  const { quads, root } = await rootedDataset(expanded);
  assertStatementCount(quads.length);
  const { labels: canonicalLabels } = await canonicalizeDataset(quads);
  const seen = [...canonicalLabels.values()];
  if (seen.length !== proof.labels.size || !seen.every((label) => proof.labels.has(label))) throw another();
  const signed = new Map(
    [...canonicalLabels].map(([label, canonical]) => [label, proof.labels.get(canonical) ?? ""]),
  );
  const written = [...writeQuads(quads, signed)];
  if ((proof.mandatoryIndexes.at(-1) ?? -1) >= written.length) throw another();
  const indexes = new Set(proof.mandatoryIndexes);
  const mandatory = written.filter((_, index) => indexes.has(index));
  const others = written.filter((_, index) => !indexes.has(index));
  return {
    mandatory: mandatory.map(([line]) => line),
    others: others.map(([line]) => line),
    mandatoryProperties: mandatoryProperties(root, {
      mandatory: mandatory.map(([, quad]) => quad),
      others: others.map(([, quad]) => quad),
    }),
  };
}

function another(): Problem {
  return new Problem("PROOF_VERIFICATION_ERROR", "The proof was derived for another document");
}
