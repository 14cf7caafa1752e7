import { type ProblemCode, problemCodes } from "./codes.ts";

/** A problem as it goes over the wire: RFC 9457, with our stable `code` as an extension member. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  /** What is wrong, in words. Never holds the input, a key, a code or a token. */
  detail?: string;
}

/** An expected failure: thrown where a request cannot be served, a value inside a verdict. */
export class Problem extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, detail?: string, options?: { cause?: unknown }) {
    super(detail ?? problemCodes[code].title, options);
    this.name = "Problem";
    this.code = code;
  }

  /** The HTTP status that a service answers with. */
  get status(): number {
    return problemCodes[this.code].status;
  }

  toDetails(): ProblemDetails {
    const { type, title, status } = problemCodes[this.code];
    return { type, title, status, code: this.code, ...(this.message !== title && { detail: this.message }) };
  }
}

/** Makes the details of a problem without throwing it: the form in which a verdict carries it. */
export function problemDetails(code: ProblemCode, detail?: string): ProblemDetails {
  return new Problem(code, detail).toDetails();
}
