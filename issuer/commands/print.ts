import type { JsonObject } from "../../core/json/json-value.ts";
import { printable } from "../../core/text/printable.ts";

export interface PrintOptions {
  /** Print the service's answer as JSON and nothing else. */
  json?: boolean;
}

/** Writes an answer to standard output: JSON for scripts, lines for people (without terminal control sequences). */
export function print(answer: JsonObject, { json = false }: PrintOptions, lines: () => string[]): void {
  const text = json
    ? JSON.stringify(answer, undefined, 2)
    : lines()
        .map((line) => printable(line))
        .join("\n");
  process.stdout.write(`${text}\n`);
}
