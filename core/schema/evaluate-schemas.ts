import type { BoundedEffort } from "../bounded-effort.ts";
import { compareDigests } from "../credential/digests.ts";
import type { JsonObject } from "../json/json-value.ts";
import { officialSchemaAt } from "../open-badges/official-schemas.ts";
import { validateOfficialSchema } from "../open-badges/validate.ts";
import type { Finding } from "../problem/finding.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";
import { validateJsonSchema } from "./json-schema.ts";
import { type KnownSchema, type KnownSchemas, othersThan, schemaOf } from "./known-schema.ts";
import { readSchemaCredential, schemasOfSchemaCredentials } from "./schema-credential.ts";
import {
  isKnownSchemaType,
  nameOfSchemaType,
  type SchemaReference,
  schemaTypes,
} from "./schema-reference.ts";

/** What became of one schema that a credential names. `unknown` says nothing about the credential. */
export interface SchemaValidation {
  id: string;
  /** "JsonSchema", "1EdTechJsonSchemaValidator2019" ...; an IRI when it is of another vocabulary. */
  type: string;
  outcome: "valid" | "invalid" | "unknown";
  /** What is wrong with the credential; only when it is `invalid`. */
  findings?: Finding[];
  /** Why it is unknown, or what there is to say beside "valid". */
  reason?: string;
}

type Answer = Omit<SchemaValidation, "id" | "type">;

/** What schemas are looked for in, and who says whether a credential that holds one is to be believed. */
export interface SchemaWorld {
  knownSchemas: KnownSchemas;
  /** Whether a schema credential verifies. */
  isVerified(credential: JsonObject): Promise<boolean>;
  /** Exceeded by a schema that was given: what it asks may take any time. */
  effort?: BoundedEffort | undefined;
}

/** Schemas beyond this are not looked at: one credential names one or two. */
const maximumSchemas = 10;

/**
 * Evaluates the schemas that a credential names: the official ones of Open Badges and CLR by Stint's own rules, others when they are known.
 *
 * @param document - The credential as JSON, with its proofs: what schemas are about.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#data-schemas}
 */
export async function evaluateSchemas(
  references: readonly SchemaReference[],
  document: JsonObject,
  world: SchemaWorld,
): Promise<SchemaValidation[]> {
  const validations: SchemaValidation[] = [];
  for (const reference of references) {
    const { id, types } = reference;
    const answer =
      validations.length < maximumSchemas
        ? await evaluate(reference, document, world)
        : unknown(`Of more than ${maximumSchemas} schemas, this one was not looked at`);
    validations.push({ id, type: types.map(nameOfSchemaType).join(" "), ...answer });
  }
  return validations;
}

async function evaluate(
  reference: SchemaReference,
  document: JsonObject,
  world: SchemaWorld,
): Promise<Answer> {
  const { id, types } = reference;
  if (!types.some(isKnownSchemaType)) return unknown("Schemas of this type are not known here");
  const isCredential = types.includes(schemaTypes.JsonSchemaCredential);
  const given = world.knownSchemas.get(id);
  if (given === undefined || (given.type === "JsonSchemaCredential") !== isCredential) {
    return (
      (isCredential ? undefined : evaluateBuiltIn(id, document)) ?? unknown("This verifier does not have it")
    );
  }
  world.effort?.exceed();
  if (compareDigests(reference, given.digests) === "mismatch") {
    return unknown("The one that this verifier has is another: its digest differs");
  }
  try {
    const schema = await schemaIn(given, world);
    return answerOf(await validateJsonSchema(document, schema, othersThan(given, world.knownSchemas)));
  } catch (error) {
    return unknown(asProblem(error).message);
  }
}

/** What needs no file: the rules of these schemas are part of this program. */
function evaluateBuiltIn(id: string, document: JsonObject): Answer | undefined {
  const official = officialSchemaAt(id);
  if (official !== undefined) {
    const findings = validateOfficialSchema(document, official);
    const compacted =
      findings.length > 0 ? validateOfficialSchema(document, { ...official, compacted: true }) : findings;
    const reason =
      "In the compacted form, which readers of plain JSON may not expect (Open Badges 3.0, A.2.1)";
    return { ...answerOf(compacted), ...(findings.length > 0 && compacted.length === 0 && { reason }) };
  }
  if (!schemasOfSchemaCredentials.has(id)) return undefined;
  try {
    readSchemaCredential(document);
    return answerOf([]);
  } catch (error) {
    const { message } = asProblem(error);
    return answerOf([{ member: "", clause: "VC JSON Schema, 2.2 JsonSchemaCredential", words: message }]);
  }
}

async function schemaIn(given: KnownSchema, { isVerified }: SchemaWorld): Promise<JsonObject> {
  if (given.type === "JsonSchemaCredential" && !(await isVerified(given.document))) {
    throw new Problem("UNSUPPORTED", "The credential that holds it does not verify");
  }
  return schemaOf(given);
}

function answerOf(findings: Finding[]): Answer {
  return findings.length === 0 ? { outcome: "valid" } : { outcome: "invalid", findings };
}

function unknown(reason: string): Answer {
  return { outcome: "unknown", reason };
}
