import type { Environment } from "./environment.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** The options that every command understands. */
export interface Settings {
  /** `true`: standard output gets one JSON value and nothing else. */
  readonly json: boolean;
  readonly walletFolder: string;
  readonly passphraseFile: string | undefined;
  /** Fetch over http from loopback hosts: for development only. */
  readonly allowLoopback: boolean;
}

/** What a command works with. */
export interface Session {
  readonly terminal: Terminal;
  readonly environment: Environment;
  readonly settings: Settings;
}
