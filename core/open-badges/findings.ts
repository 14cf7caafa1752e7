import type { Finding } from "../problem/finding.ts";
import type { Clause } from "./model/class-names.ts";

/** How many findings are kept: whoever gets so many has the same mistake many times. */
export const maximumFindings = 50;

/** What was found so far, and no more than {@link maximumFindings} of it. */
export class Findings {
  readonly all: Finding[] = [];

  get isFull(): boolean {
    return this.all.length >= maximumFindings;
  }

  add(path: readonly (string | number)[], clause: Clause, words: string): void {
    if (this.isFull) return;
    const member = path
      .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
      .join("");
    // A member may be named by whoever made the document.
    this.all.push({ member: member.slice(0, maximumPathLength), ...clause, words });
  }
}

const maximumPathLength = 300;
