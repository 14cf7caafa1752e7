import type { CompletionInput } from "../completions/completion-input.ts";
import { completionKeys } from "../completions/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { batchKeys } from "./records.ts";
import { rowHash, sha256 } from "./row-hash.ts";
import type { RowProblem } from "./row-problem.ts";

/** A row that can be used. */
export interface UsableRow {
  row: number;
  input: CompletionInput;
}

const atOnce = 100;

/** Finds the rows that stand in the file twice, or were uploaded or recorded before. */
export async function findDuplicates(
  context: IssuerContext,
  slug: string,
  rows: UsableRow[],
): Promise<RowProblem[]> {
  const first = new Map<string, number>();
  const problems: RowProblem[] = [];
  for (let start = 0; start < rows.length; start += atOnce) {
    const some = rows.slice(start, start + atOnce);
    const earlier = await Promise.all(some.map((row) => earlierThan(context, slug, row)));
    for (const [index, { row, input }] of some.entries()) {
      const hash = rowHash(input);
      const twin = first.get(hash);
      if (twin === undefined) first.set(hash, row);
      const reason = twin === undefined ? earlier[index] : sameAs(`Row ${twin}`, input);
      if (reason === undefined) continue;
      problems.push({ row, ...(input.reference !== undefined && { column: "reference" }), reason });
    }
  }
  return problems;
}

/** A row that failed and led to nothing may be uploaded again. */
async function earlierThan(
  { store }: IssuerContext,
  slug: string,
  { input }: UsableRow,
): Promise<string | undefined> {
  const { reference } = input;
  const place = await store.get(batchKeys.seen(slug, rowHash(input)));
  const record = place && (await store.get(batchKeys.row(slug, place.number, place.row)));
  const hasLedToNothing = record?.state === "failed" && record.completionId === undefined;
  if (record && !hasLedToNothing) return sameAs(`Row ${record.row} of batch ${place.number}`, input);
  const taken =
    reference !== undefined &&
    (await store.get(completionKeys.reference(slug, sha256(reference)))) !== undefined;
  return taken ? "There is a completion with this reference already." : undefined;
}

function sameAs(other: string, { reference }: CompletionInput): string {
  return reference === undefined
    ? `${other} says exactly the same. If both are meant, give each a reference.`
    : `${other} has the same reference.`;
}
