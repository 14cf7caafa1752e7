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
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}
