/** Our own name for a completion: it stands in the audit trail, where no person may be named. */
export function completionName(number: number): string {
  return `completion-${number}`;
}
