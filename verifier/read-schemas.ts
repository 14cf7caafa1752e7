import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../core/problem/problem.ts";
import {
  collectSchemas,
  type KnownSchema,
  type KnownSchemas,
  maxSchemaBytes,
  maxSchemas,
  noSchemas,
  parseKnownSchema,
} from "../core/schema/known-schema.ts";
import { prepareSchemas } from "../core/schema/prepare-schemas.ts";

/**
 * Reads the schemas that this verifier is to know: one file, or all `*.json` of a folder. Each must be usable.
 *
 * @throws Problem `CONFIGURATION` that names the file, or the schema.
 */
export async function readSchemas(path: string | undefined): Promise<KnownSchemas> {
  if (path === undefined) return noSchemas;
  try {
    const schemas: KnownSchema[] = [];
    for (const file of await filesAt(path)) schemas.push(await readSchema(file));
    const known = collectSchemas(schemas);
    await prepareSchemas(known);
    return known;
  } catch (error) {
    throw unusable(error);
  }
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => name.endsWith(".json")).sort();
  if (names.length > maxSchemas) {
    throw new Problem("CONFIGURATION", `STINT_SCHEMAS: more than ${maxSchemas} files.`);
  }
  return names.map((name) => join(path, name));
}

async function readSchema(file: string): Promise<KnownSchema> {
  if ((await stat(file)).size > maxSchemaBytes) {
    throw new Problem("CONFIGURATION", `STINT_SCHEMAS: ${file}: larger than ${maxSchemaBytes} bytes.`);
  }
  const bytes = await readFile(file);
  try {
    return parseKnownSchema(bytes);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem("CONFIGURATION", `STINT_SCHEMAS: ${file}: ${error.message}.`, { cause: error });
  }
}

function unusable(error: unknown): Problem {
  if (error instanceof Problem && error.code === "CONFIGURATION") return error;
  const words = error instanceof Error ? error.message : String(error);
  return new Problem("CONFIGURATION", `STINT_SCHEMAS: ${words}.`, { cause: error });
}
