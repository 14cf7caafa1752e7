import type { ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";

interface PlainVerb {
  /** How many operands it takes: exactly so many. */
  readonly operands: number;
  readonly command: (session: Session, ...operands: string[]) => Promise<ExitCode>;
}

/** The verbs that are used most, and take nothing but operands: what they do, for every reader of command lines. */
export const plainVerbs = {
  did: {
    operands: 0,
    command: async (session) => (await import("../commands/did.ts")).did({}, session),
  },
  list: {
    operands: 0,
    command: async (session) => (await import("../commands/list.ts")).list({}, session),
  },
  show: {
    operands: 1,
    command: async (session, credential = "") =>
      (await import("../commands/show.ts")).show({ credential }, session),
  },
  status: {
    operands: 1,
    command: async (session, credential = "") =>
      (await import("../commands/status.ts")).status({ credential }, session),
  },
} as const satisfies Record<string, PlainVerb>;
