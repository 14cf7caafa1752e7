/** One thing in a document that is not as a standard or a schema demands. */
export interface Finding {
  /** Where, as a JSON Pointer (RFC 6901): "/credentialSubject/achievement/criteria"; empty for the whole document. */
  member: string;
  /** Who demands it: "Open Badges 3.0, B.1.1 Achievement". */
  clause: string;
  /** Where that can be read. */
  url?: string;
  /** What is wrong; never holds the value. */
  words: string;
}

/** A finding in one line: where, what, and who demands it. */
export function describeFinding({ member, clause, words }: Finding): string {
  return `${member === "" ? "The document" : member} ${words} (${clause})`;
}
