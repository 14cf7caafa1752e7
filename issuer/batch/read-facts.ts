import type { AchievementContent, CompletionFacts } from "../completions/records.ts";
import { readDay, readNumber, readWhole, readYesNo } from "./read-cell.ts";
import type { RowCells } from "./row-cells.ts";

type Rating = NonNullable<CompletionFacts["rating"]>;
type Rubrics = NonNullable<AchievementContent["rubrics"]>;

/** Reads what the student did. Members stand in a fixed order. */
export function readFacts(cells: RowCells, rubrics: Rubrics): CompletionFacts {
  const role = cells.get("role");
  const start = cells.get("start", (cell) => readDay(cell, "00:00:00"));
  const end = cells.get("end", (cell) => readDay(cell, "00:00:00"));
  const estimatedHours = cells.get("hours", readNumber);
  const paidFairly = cells.get("paid", readYesNo);
  const rating = cells.get("rating", (cell) => readWhole(cell, { from: 1, to: 5 })) as Rating | undefined;
  const evidence = readEvidence(cells);
  const source = readSource(cells);
  const supervisor = cells.get("supervisor");
  const validUntil = cells.get("valid_until", (cell) => readDay(cell, "23:59:59"));
  const rated = cells.rubrics.map((rubric) => spelledAs(rubrics, rubric));
  return {
    ...(role !== undefined && { role }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(estimatedHours !== undefined && { estimatedHours }),
    ...(paidFairly !== undefined && { paidFairly }),
    ...(rating !== undefined && { rating }),
    ...(rated.length > 0 && { rubrics: rated }),
    ...(evidence && { evidence: [evidence] }),
    ...(source && { source }),
    ...(supervisor !== undefined && { supervisor }),
    ...(validUntil !== undefined && { validUntil }),
  };
}

function readEvidence(cells: RowCells): NonNullable<CompletionFacts["evidence"]>[number] | undefined {
  const name = cells.get("evidence_name");
  const digestMultibase = cells.get("evidence_digest");
  const description = cells.get("evidence_description");
  if (name === undefined && digestMultibase === undefined && description === undefined) return undefined;
  if (name === undefined)
    cells.refuse("evidence_name", "It is empty, and another cell describes a deliverable.");
  if (digestMultibase === undefined) {
    cells.refuse("evidence_digest", "It is empty, and another cell describes a deliverable.");
  }
  if (name === undefined || digestMultibase === undefined) return undefined;
  return { name, ...(description !== undefined && { description }), digestMultibase };
}

function readSource(cells: RowCells): CompletionFacts["source"] {
  const id = cells.get("source_id");
  const name = cells.get("source_name");
  const url = cells.get("source_url");
  // A university that has only a website is known by it.
  const known = id ?? url;
  if (name === undefined && known === undefined) return undefined;
  if (name === undefined) cells.refuse("source_name", "It is empty, and another cell names a university.");
  if (known === undefined) cells.refuse("source_id", "It is empty, and another cell names a university.");
  if (name === undefined || known === undefined) return undefined;
  return { id: known, name, ...(url !== undefined && { url }) };
}

/** People write "Good" for "good": a criterion and its levels are found whatever their case, and kept as the achievement spells them. */
function spelledAs(rubrics: Rubrics, rated: { name: string; achieved: string }): typeof rated {
  const rubric = rubrics.find(({ name }) => isAlike(name, rated.name));
  return {
    name: rubric?.name ?? rated.name,
    achieved: rubric?.levels.find((level) => isAlike(level, rated.achieved)) ?? rated.achieved,
  };
}

function isAlike(one: string, other: string): boolean {
  const plain = (text: string) => text.normalize("NFC").trim().toLowerCase();
  return plain(one) === plain(other);
}
