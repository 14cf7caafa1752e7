import { Problem } from "../../core/problem/problem.ts";
import {
  collectSchemas,
  type KnownSchema,
  type KnownSchemas,
  maxSchemaBytes,
  parseKnownSchema,
} from "../../core/schema/known-schema.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { readFileBounded } from "./read-document.ts";

/**
 * Reads the files of schemas that a person gives. Nothing else is ever taken for the schema of a credential: none is fetched.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONFIGURATION` for a file that holds no schema as VC JSON Schema demands it.
 */
export async function readSchemas(paths: readonly string[]): Promise<KnownSchemas> {
  const schemas: KnownSchema[] = [];
  for (const path of paths) schemas.push(await readSchema(path));
  return guided(() => collectSchemas(schemas));
}

async function readSchema(path: string): Promise<KnownSchema> {
  const bytes = await readFileBounded(path, maxSchemaBytes);
  return guided(() => parseKnownSchema(bytes));
}

function guided<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new GuidedProblem(
      "CONFIGURATION",
      `The schema is not usable: ${error.message}.`,
      'A schema is JSON with an "$id", as credentials name it, and a "$schema"; or a credential of type JsonSchemaCredential.',
      { cause: error },
    );
  }
}
