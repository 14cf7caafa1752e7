/** Our own name for an issuance: it stands in the audit trail, and for the id of a credential that has none. */
export function recordName(number: number): string {
  return `record-${number}`;
}
