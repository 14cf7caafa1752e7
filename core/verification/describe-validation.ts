import { officialSchemaAt } from "../open-badges/official-schemas.ts";
import { describeFinding } from "../problem/finding.ts";
import type { SchemaValidation } from "../schema/evaluate-schemas.ts";
import type { CredentialValidation } from "./verdict.ts";

/** Something that was found out beside the verdict, in words. Only `good` may be green; values in it come from outside. */
export interface ValidationFact {
  kind: "good" | "bad" | "open";
  text: string;
  /** What there is to say besides, one thing each. */
  details: string[];
}

/** What became of each schema and each related resource of a credential. */
export function validationFacts({
  schemas = [],
  relatedResources = [],
}: CredentialValidation): ValidationFact[] {
  return [
    ...schemas.map(schemaFact),
    ...relatedResources.map(({ id, outcome }): ValidationFact => {
      const compared = outcome === "match";
      const words = compared ? "its bytes have the digest that is stated" : "digest not compared";
      return { kind: compared ? "good" : "open", text: `Related resource ${id}: ${words}`, details: [] };
    }),
  ];
}

/** The same as lines. */
export function validationLines(validation: CredentialValidation): string[] {
  return validationFacts(validation).flatMap(({ text, details }) => [
    text,
    ...details.map((detail) => `  ${detail}`),
  ]);
}

const kinds = { valid: "good", invalid: "bad", unknown: "open" } as const;
const words = { valid: "satisfied", invalid: "violated", unknown: "not known here" } as const;

/** The official ones have names that say more than their addresses. */
function nameOf(id: string): string {
  const of = officialSchemaAt(id)?.of;
  if (of === undefined) return id;
  return of === "ClrCredential" ? "of CLR 2.0" : "of Open Badges 3.0";
}

function schemaFact({ id, outcome, findings = [], reason }: SchemaValidation): ValidationFact {
  const why = reason === undefined ? "" : ` (${reason})`;
  return {
    kind: kinds[outcome],
    text: `Schema ${nameOf(id)}: ${words[outcome]}${why}`,
    details: findings.map(describeFinding),
  };
}
