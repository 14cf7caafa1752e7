import type { ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";

/** The options that stand before or after any command, as commander gives them. */
export interface GlobalOptions {
  readonly json?: true;
  readonly wallet?: string;
  readonly passphraseFile?: string;
  readonly allowLoopback?: true;
  readonly color: boolean;
}

/** A command line that was understood: what is to be done, and under which options. */
export interface CommandLine {
  readonly options: GlobalOptions;
  /** Loads the command only when it is called. */
  readonly command: (session: Session) => Promise<ExitCode>;
}
