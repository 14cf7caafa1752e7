/** What a spreadsheet takes for the beginning of a formula or a command: https://owasp.org/www-community/attacks/CSV_Injection */
const formula = /^[=+\-@\t\r]/;

/** One line of CSV (RFC 4180). A field that a spreadsheet would run gets an apostrophe before it, and is text. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map((field) => quoted(formula.test(field) ? `'${field}` : field)).join(",")}\r\n`;
}

function quoted(field: string): string {
  return /[",;\r\n\t]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
