/**
 * What a spreadsheet takes for the beginning of a formula or a command, at the beginning of a cell: also of one that it makes itself,
 * because where the comma is in numbers, files are divided at semicolons. https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /(^|;)(?=\s*["']*[=+\-@＝＋－＠\t\r])/g;

/** One line of CSV (RFC 4180). What a spreadsheet would run gets an apostrophe before it, and is text. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map((field) => quoted(field.replace(formula, "$1'"))).join(",")}\r\n`;
}

function quoted(field: string): string {
  return /[",;\r\n\t]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
