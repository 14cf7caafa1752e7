import { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";
import { compile } from "./json-schema.ts";
import { type KnownSchema, type KnownSchemas, othersThan, schemaOf } from "./known-schema.ts";

/**
 * Compiles every schema ahead of time: slow then rather than with somebody waiting, and what cannot be used is told to whoever gave it.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` for what is no valid JSON Schema, `UNSUPPORTED` for another version of JSON Schema or a
 * reference to a schema that is not given; both name the schema.
 */
export async function prepareSchemas(known: KnownSchemas): Promise<void> {
  for (const schema of known.values()) await prepare(schema, known);
}

async function prepare(given: KnownSchema, known: KnownSchemas): Promise<void> {
  try {
    await compile(schemaOf(given), othersThan(given, known));
  } catch (error) {
    const { code, message } = asProblem(error);
    throw new Problem(code, `${given.id}: ${message}`, { cause: error });
  }
}
