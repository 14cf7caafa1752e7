import { createHash } from "node:crypto";
import type { Quad } from "rdf-canonize";
import type { JsonObject } from "../../../json/json-value.ts";
import { Problem } from "../../../problem/problem.ts";
import { canonicalize, canonicalizeDataset, expand } from "../../json-ld/json-ld.ts";
import {
  type DisclosableDocument,
  type SignedStatements,
  selectStatements,
  signedStatements,
} from "./disclosable-document.ts";
import type { LabelMaker } from "./labels.ts";
import { selectDocument } from "./select.ts";

/** Each costs a signature, or a point of a curve. */
const maximumStatements = 1000;

/** Statements that are mandatory, and others, each in order. */
export interface Grouped {
  mandatory: string[];
  others: string[];
}

/** All statements of a document. */
export interface GroupedStatements extends Grouped {
  statements: SignedStatements;
}

/**
 * Groups the statements of a whole document as its issuer does before signing.
 *
 * @throws {@link Problem} `PROOF_GENERATION_ERROR` for a pointer that points at nothing; `TOO_COSTLY` for more than a thousand
 * statements.
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#canonicalizeandgroup}
 */
export async function groupStatements(
  opened: DisclosableDocument,
  labelMaker: LabelMaker,
  mandatoryPointers: readonly string[],
): Promise<GroupedStatements> {
  assertStatementCount(opened.quads.length);
  const statements = signedStatements(opened, labelMaker);
  const { lines } = await selectStatements(opened, statements, mandatoryPointers);
  return {
    statements,
    mandatory: statements.lines.filter((line) => lines.has(line)),
    others: statements.lines.filter((line) => !lines.has(line)),
  };
}

/** Throws `TOO_COSTLY`. */
export function assertStatementCount(count: number): void {
  if (count > maximumStatements) {
    throw new Problem("TOO_COSTLY", `More than ${maximumStatements} statements to be disclosed one by one`);
  }
}

/** SHA-256 of statements in order. @see {@link https://www.w3.org/TR/vc-di-ecdsa/#hashmandatorynquads} */
export function hashStatements(lines: string[]): Uint8Array {
  return createHash("sha256").update(lines.join("")).digest();
}

/** The statements behind some lines. */
export function quadsOf({ quadOf }: SignedStatements, lines: string[]): Quad[] {
  return lines.flatMap((line) => quadOf.get(line) ?? []);
}

/** A document with what was chosen of it, and what a proof about it must say. */
export interface Disclosure {
  document: JsonObject;
  /** Canonical label in the document that is shown -> label that was signed. */
  labels: Map<string, string>;
  /** Which of the statements that are shown are mandatory. */
  mandatoryIndexes: number[];
  /** Which of all statements that are not mandatory are shown. */
  selectiveIndexes: number[];
}

/**
 * Leaves the mandatory statements of a document and those that pointers choose.
 *
 * @throws {@link Problem} `PROOF_GENERATION_ERROR` when a pointer points at nothing, or when nothing is left.
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#createdisclosuredata}
 */
export async function discloseStatements(
  opened: DisclosableDocument,
  { statements, mandatory, others }: GroupedStatements,
  pointers: readonly string[],
): Promise<Disclosure> {
  const selection = await selectStatements(opened, statements, pointers);
  const document = selectDocument(opened.document, pointers);
  if (document === undefined) throw new Problem("PROOF_GENERATION_ERROR", "Nothing is chosen");
  const { canonical, labels } = await canonicalizeDataset(selection.quads);
  if (canonical !== (await canonicalize(await expand(document)))) {
    throw new Problem("UNSUPPORTED", "What was chosen cannot stand by itself");
  }
  const isMandatory = new Set(mandatory);
  const shown = statements.lines.filter((line) => selection.lines.has(line));
  return {
    document,
    labels: new Map([...labels].map(([label, seen]) => [seen, statements.labels.get(label) ?? ""])),
    mandatoryIndexes: indexesWhere(shown, (line) => isMandatory.has(line)),
    selectiveIndexes: indexesWhere(others, (line) => selection.lines.has(line)),
  };
}

function indexesWhere(lines: string[], condition: (line: string) => boolean): number[] {
  return lines.flatMap((line, index) => (condition(line) ? [index] : []));
}
