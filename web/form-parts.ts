import { Problem } from "../core/problem/problem.ts";

/** One part of a multipart form. */
export interface FormPart {
  name: string;
  /** There for a file, as the client named it. */
  fileName?: string;
  bytes: Uint8Array;
}

const maximumHeaderBytes = 2048;

/** What browsers send: `%22`, `%0D` and `%0A` stand for the characters that cannot stand between the quotes. */
const dispositionPattern = /^form-data; ?name="([^"]{1,100})"(?:; ?filename="([^"]*)")?$/i;

/**
 * Takes a `multipart/form-data` body apart (RFC 7578), as strictly as browsers write it: no preamble, no epilogue, no nested parts,
 * no transfer encoding, no `filename*`.
 *
 * @param maximum - How many parts there may be.
 * @throws {@link Problem} `INVALID_REQUEST`.
 */
export function readFormParts(
  body: Uint8Array,
  { boundary, maximum }: { boundary: string; maximum: number },
): FormPart[] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const opening = Buffer.from(`--${boundary}\r\n`, "latin1");
  const delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
  const isBegun = bytes.subarray(0, opening.byteLength).equals(opening);
  if (!isBegun) throw malformed();
  const parts: FormPart[] = [];
  let start = opening.byteLength;
  for (;;) {
    const end = bytes.indexOf(delimiter, start);
    if (end === -1 || parts.length === maximum) throw malformed();
    parts.push(readPart(bytes.subarray(start, end)));
    start = end + delimiter.byteLength;
    const rest = bytes.subarray(start, start + 5).toString("latin1");
    if (rest === "--" || rest === "--\r\n") return parts;
    if (!rest.startsWith("\r\n")) throw malformed();
    start += 2;
  }
}

function readPart(part: Buffer): FormPart {
  const head = part.subarray(0, maximumHeaderBytes);
  const end = head.indexOf("\r\n\r\n");
  if (end === -1) throw malformed();
  const headers = new Map<string, string>();
  for (const line of head.subarray(0, end).toString("utf8").split("\r\n")) {
    const [, header, value] = /^(content-disposition|content-type): ?(.*)$/i.exec(line) ?? [];
    if (header === undefined || value === undefined || headers.has(header.toLowerCase())) throw malformed();
    headers.set(header.toLowerCase(), value.trim());
  }
  const [, name, fileName] = dispositionPattern.exec(headers.get("content-disposition") ?? "") ?? [];
  if (name === undefined) throw malformed();
  return {
    name: unescaped(name),
    ...(fileName !== undefined && { fileName: unescaped(fileName) }),
    bytes: part.subarray(end + 4),
  };
}

function unescaped(text: string): string {
  return text.replace(/%22|%0D|%0A/gi, decodeURIComponent);
}

function malformed(): Problem {
  return new Problem("INVALID_REQUEST", "The form could not be read.");
}
