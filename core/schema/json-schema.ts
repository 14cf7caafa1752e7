import type { Ajv, Options, ValidateFunction } from "ajv";
import type { JsonObject } from "../json/json-value.ts";
import type { Finding } from "../problem/finding.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";
import { boundedRegExp } from "./bounded-reg-exp.ts";

type Dialect = "2020-12" | "2019-09" | "draft-07";

/** The versions of JSON Schema, by what `$schema` says; VC JSON Schema, 3, demands the first. Its drafts wrote the last with https. */
const dialects: ReadonlyMap<string, Dialect> = new Map([
  ["https://json-schema.org/draft/2020-12/schema", "2020-12"],
  ["https://json-schema.org/draft/2019-09/schema", "2019-09"],
  ["http://json-schema.org/draft-07/schema", "draft-07"],
  ["https://json-schema.org/draft-07/schema", "draft-07"],
]);

const options: Options = {
  // Unknown keywords are annotations (JSON Schema, 6.5), so they cannot be refused.
  strictSchema: false,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  strictNumbers: true,
  // "toString" is a member of an object only when the document says so.
  ownProperties: true,
  // The first mistake ends it: hostile data could make thousands.
  allErrors: false,
  logger: false,
  code: { regExp: boundedRegExp },
};

const maximumWords = 300;

/** Compiling takes far longer than validating, so each schema is compiled once. */
const compiled = new WeakMap<JsonObject, Promise<ValidateFunction>>();

/**
 * Validates a document by a JSON Schema of draft-07, 2019-09 or 2020-12; `format` is asserted. A `$ref` may lead to the other schemas that
 * are given, and nowhere else: nothing is fetched.
 *
 * @param others - Schemas that it may refer to.
 * @returns what is wrong: the first mistake, or nothing.
 * @throws {@link Problem} `UNSUPPORTED` for another version, or a reference to a schema that is not given; `MALFORMED_VALUE_ERROR` for
 * what is no valid schema; `TOO_COSTLY` for a text that is too long for its pattern.
 */
export async function validateJsonSchema(
  document: JsonObject,
  schema: JsonObject,
  others: readonly JsonObject[],
): Promise<Finding[]> {
  const validate = await compile(schema, others);
  if (run(validate, document)) return [];
  const [error] = validate.errors ?? [];
  const member = (error?.instancePath ?? "").slice(0, maximumWords);
  const words = (error?.message ?? "does not fit").slice(0, maximumWords);
  return [{ member, clause: `JSON Schema ${String(schema.$id)}`.slice(0, maximumWords), words }];
}

function run(validate: ValidateFunction, document: JsonObject): boolean {
  try {
    return validate(document) === true;
  } catch (cause) {
    // A schema that refers to itself without end.
    if (cause instanceof RangeError) throw new Problem("TOO_COSTLY", "It cannot be evaluated", { cause });
    throw cause;
  }
}

/** Compiles a schema ahead of time. @throws what {@link validateJsonSchema} throws for the schema itself. */
export async function compile(schema: JsonObject, others: readonly JsonObject[]): Promise<ValidateFunction> {
  const validate = compiled.get(schema) ?? compileNew(schema, others);
  compiled.set(schema, validate);
  return validate;
}

async function compileNew(schema: JsonObject, others: readonly JsonObject[]): Promise<ValidateFunction> {
  const dialect = dialectOf(schema);
  if (dialect === undefined)
    throw new Problem("UNSUPPORTED", "Its version of JSON Schema is not supported here");
  const ajv = await createAjv(dialect);
  for (const other of others) {
    if (other !== schema && other.$id !== schema.$id && dialectOf(other) === dialect) {
      ajv.addSchema(withoutDialect(other));
    }
  }
  try {
    const validate = ajv.compile(withoutDialect(schema));
    // Validation that is over later looks like "valid" to whoever does not wait for it.
    if ("$async" in validate) throw new Problem("UNSUPPORTED", "It validates asynchronously");
    return validate;
  } catch (cause) {
    throw problemOf(cause);
  }
}

function dialectOf({ $schema }: JsonObject): Dialect | undefined {
  return typeof $schema === "string" ? dialects.get($schema.replace(/#$/, "")) : undefined;
}

/** The validator is made for the version already, and would look for its definition under the one spelling that it knows. */
function withoutDialect({ $schema: _dialect, ...schema }: JsonObject): JsonObject {
  return schema;
}

/** Loaded only where a JSON Schema is known: most verifiers never need it. */
async function createAjv(dialect: Dialect): Promise<Ajv> {
  const { default: formats } = await import("ajv-formats");
  const ajv = await createFor(dialect);
  formats.default(ajv);
  return ajv;
}

async function createFor(dialect: Dialect): Promise<Ajv> {
  if (dialect === "2020-12") return new (await import("ajv/dist/2020.js")).Ajv2020(options);
  if (dialect === "2019-09") return new (await import("ajv/dist/2019.js")).Ajv2019(options);
  return new (await import("ajv")).Ajv(options);
}

function problemOf(cause: unknown): Problem {
  if (cause instanceof Problem) return asProblem(cause);
  const { missingRef } = cause as { missingRef?: unknown };
  if (typeof missingRef === "string") {
    return new Problem("UNSUPPORTED", "It refers to a schema that is not known here", { cause });
  }
  return new Problem("MALFORMED_VALUE_ERROR", "It is not a valid JSON Schema", { cause });
}
