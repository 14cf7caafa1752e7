/** Why an upload cannot be used: one cell, one row, or (without `row`) the whole file. */
export interface RowProblem {
  /** As the spreadsheet shows it: the header is row 1. */
  row?: number;
  /** As the header spells it. */
  column?: string;
  /** In words; never holds what the cell holds. */
  reason: string;
}
