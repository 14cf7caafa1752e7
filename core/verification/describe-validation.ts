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

function schemaFact({ id, outcome, findings = [], reason }: SchemaValidation): ValidationFact {
  const why = reason === undefined ? "" : ` (${reason})`;
  return {
    kind: kinds[outcome],
    text: `Schema ${id}: ${words[outcome]}${why}`,
    details: findings.map(describeFinding),
  };
}
