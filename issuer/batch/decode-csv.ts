import type { RowProblem } from "./row-problem.ts";

/** The text of an upload, or why it has none. */
export type DecodedCsv = { text: string } | { problem: RowProblem };

const howToSave = 'Save the table as "CSV UTF-8" and upload that.';

/** Decodes an upload strictly as UTF-8, with or without a byte order mark. */
export function decodeCsv(bytes: Uint8Array): DecodedCsv {
  if (isUtf16(bytes)) return { problem: { reason: `The file is in UTF-16. ${howToSave}` } };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { problem: { reason: `The file is not in UTF-8. ${howToSave}` } };
  }
}

/** By its byte order mark, or by the zero byte beside the first letter. */
function isUtf16([first, second]: Uint8Array): boolean {
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked || (first === 0) !== (second === 0);
}
