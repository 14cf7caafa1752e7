import type { Coverage } from "../credential/disclosure/coverage.ts";
import type { OpenedCredential } from "../credential/open-credential.ts";
import { describeFinding } from "../problem/finding.ts";
import { Problem } from "../problem/problem.ts";
import { evaluateSchemas, type SchemaValidation, type SchemaWorld } from "../schema/evaluate-schemas.ts";
import { schemasNamedIn } from "../schema/schema-reference.ts";
import { notApplicable, notAsked, notReached, passed, unpassed } from "./checks.ts";
import type { Check } from "./verdict.ts";

interface SchemaVerdict {
  check: Check;
  schemas: SchemaValidation[];
}

/**
 * Asks whether a credential has the form that its schemas demand. A schema that is not known here says neither yes nor no: it is told, and
 * the verdict rests on the other checks.
 *
 * @param authentic - What nobody signed is not measured by anything.
 */
export async function checkSchemas(
  { document, statement }: OpenedCredential,
  { asked, coverage, authentic }: { asked: "all" | "proof"; coverage: Coverage; authentic: boolean },
  world: SchemaWorld,
): Promise<SchemaVerdict> {
  if (asked === "proof") return { check: notAsked("schema"), schemas: [] };
  const named = schemasNamedIn(statement.expanded);
  if (named.length === 0) {
    return { check: notApplicable("schema", "It names no schema"), schemas: [] };
  }
  if (!authentic) return { check: notReached("schema"), schemas: [] };
  if (!coverage.isWhole) {
    const words = "Only a part of it is shown; its schema is about the whole";
    return { check: notApplicable("schema", words), schemas: [] };
  }
  const schemas = await evaluateSchemas(named, document, world);
  return { check: judge(schemas), schemas };
}

function judge(schemas: SchemaValidation[]): Check {
  const invalid = schemas.find(({ outcome }) => outcome === "invalid");
  if (invalid !== undefined) return unpassed("schema", violated(invalid));
  const unknown = schemas.filter(({ outcome }) => outcome === "unknown");
  // Of several, those that are known may not stand for the others.
  if (unknown.length > 0) return notApplicable("schema", unknownWords(unknown, schemas.length));
  const notes = schemas.flatMap(({ reason }) => reason ?? []);
  return { ...passed("schema"), ...(notes.length > 0 && { note: notes.join("; ") }) };
}

function violated({ findings = [] }: SchemaValidation): Problem {
  const [first, ...others] = findings;
  const more = others.length === 0 ? "" : `; and ${others.length} more`;
  const detail = first === undefined ? undefined : `${describeFinding(first)}${more}`;
  return new Problem("SCHEMA_VIOLATED", detail);
}

function unknownWords(unknown: SchemaValidation[], all: number): string {
  const [only] = unknown;
  if (all === 1) return `Its schema was not looked at. ${only?.reason ?? ""}`.trim();
  return `${unknown.length} of its ${all} schemas could not be looked at`;
}
