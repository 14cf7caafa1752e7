import { checkCompletion } from "../completions/check-completion.ts";
import type { CompletionInput } from "../completions/completion-input.ts";
import type { AchievementRecord } from "../completions/records.ts";
import type { AchievementIndex } from "./achievement-index.ts";
import { columnOfMember } from "./columns.ts";
import { readYesNo } from "./read-cell.ts";
import type { CsvRow } from "./read-csv.ts";
import { readFacts } from "./read-facts.ts";
import type { Header } from "./read-header.ts";
import { readOffer } from "./read-offer.ts";
import { openRow, type RowCells } from "./row-cells.ts";
import type { RowProblem } from "./row-problem.ts";

/** What one row asks for, or everything that is wrong with it. */
export type RowReading = { row: number; input: CompletionInput } | { row: number; problems: RowProblem[] };

/** What rows are read against. */
export interface RowCircumstances {
  achievements: AchievementIndex;
  now: Date;
  /** Whether a mail server is configured. */
  canSendMail: boolean;
}

/** Reads one row as a completion, and judges it as the completion will be judged. Every problem of the row is given. */
export function readRow(csvRow: CsvRow, header: Header, circumstances: RowCircumstances): RowReading {
  const { row } = csvRow;
  const cells = openRow(csvRow, header);
  if (!cells.isWhole) return { row, problems: cells.problems };
  const achievement = readAchievement(cells, circumstances.achievements);
  const input = readInput(cells, achievement, circumstances.canSendMail);
  for (const { member, reason } of checkCompletion(achievement, input, circumstances.now)) {
    cells.refuse(columnOfMember(member), sentence(reason));
  }
  return cells.problems.length > 0 ? { row, problems: cells.problems } : { row, input };
}

function readAchievement(cells: RowCells, achievements: AchievementIndex): AchievementRecord | undefined {
  const text = cells.get("achievement");
  const found = text === undefined ? undefined : achievements.find(text);
  if (found !== undefined && found !== "ambiguous") return found;
  if (text === undefined) cells.refuse("achievement", "It is empty.");
  else if (found === undefined) cells.refuse("achievement", "There is no achievement with this id or title.");
  else cells.refuse("achievement", "Several achievements have this title; write the id of the one you mean.");
  return undefined;
}

/** Members stand in a fixed order, so that rows that say the same are the same text. */
function readInput(
  cells: RowCells,
  achievement: AchievementRecord | undefined,
  canSendMail: boolean,
): CompletionInput {
  const did = cells.get("did");
  const email = cells.get("email");
  const name = cells.get("name");
  const reference = cells.get("reference");
  const issueNow = cells.get("issue_now", readYesNo) === true;
  const offer = readOffer(cells, { isOffered: did === undefined && !issueNow, canSendMail });
  const isApproved = cells.get("approved", readYesNo) ?? true;
  return {
    achievementId: achievement?.id ?? "",
    recipient: {
      ...(did !== undefined && { did }),
      ...(email !== undefined && { email }),
      ...(name !== undefined && { name }),
    },
    facts: readFacts(cells, achievement?.content.rubrics ?? []),
    ...(reference !== undefined && { reference }),
    ...(offer && { offer }),
    ...(issueNow && { issueNow }),
    ...(!isApproved && { approval: "awaited" }),
  };
}

/** The reasons of a completion follow a member's name; in a table the cell is named already. */
function sentence(reason: string): string {
  return /^[a-z]/.test(reason) ? `It ${reason}.` : `${reason}.`;
}
