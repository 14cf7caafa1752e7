import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger };

export interface LoggerOptions {
  /** The service's name, on every line. */
  name: string;
  level: string;
  /** Standard output when absent. */
  destination?: DestinationStream;
}

/** Makes the structured log of a service: one JSON line for each event, and never a body, key, token or person. */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    name: options.name,
    level: options.level,
    base: { name: options.name },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return pino(settings, options.destination ?? standardOutput());
}

/**
 * Standard output, written to some ten times a second and at the end of the process: to write each line by itself would cost more than to
 * make it. When nobody reads it, lines are dropped before they fill the memory.
 */
function standardOutput(): DestinationStream {
  return pino.destination({
    dest: 1,
    sync: false,
    minLength: 4096,
    periodicFlush: 100,
    maxLength: 8 * 1024 * 1024,
  });
}
