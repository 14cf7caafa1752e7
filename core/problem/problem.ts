import { type ProblemCode, problemCodes } from "./codes.ts";
import type { Finding } from "./finding.ts";

/** A problem as it goes over the wire: RFC 9457, with our stable `code` as an extension member. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  /** What is wrong, in words. Never holds the input, a key, a code or a token. */
  detail?: string;
  /** What is wrong with a document, member by member, where that was looked into. */
  findings?: Finding[];
}

/** An expected failure: thrown where a request cannot be served, a value inside a verdict. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly findings: readonly Finding[];

  constructor(
    code: ProblemCode,
    detail?: string,
    options?: { cause?: unknown; findings?: readonly Finding[] },
  ) {
    super(detail ?? problemCodes[code].title, options);
    this.name = "Problem";
    this.code = code;
    this.findings = options?.findings ?? [];
  }

  /** The HTTP status that a service answers with. */
  get status(): number {
    return problemCodes[this.code].status;
  }

  toDetails(): ProblemDetails {
    const { type, title, status } = problemCodes[this.code];
    return {
      type,
      title,
      status,
      code: this.code,
      ...(this.message !== title && { detail: this.message }),
      ...(this.findings.length > 0 && { findings: [...this.findings] }),
    };
  }
}

/** Makes the details of a problem without throwing it: the form in which a verdict carries it. */
export function problemDetails(code: ProblemCode, detail?: string): ProblemDetails {
  return new Problem(code, detail).toDetails();
}
