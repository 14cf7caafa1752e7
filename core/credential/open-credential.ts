import { assertBounded } from "../json/assert-bounded.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { checkConformance } from "./conformance.ts";
import { assertNoImport } from "./foreign-context.ts";
import { assertPlainForm } from "./plain-form.ts";
import { assertNodesStandOnce } from "./repeated-nodes.ts";
import { deriveStatement, type Statement } from "./statement.ts";

/** A credential that may be read: well-formed, and its JSON says what its graph says. */
export interface OpenedCredential {
  /** The credential as it came. */
  document: JsonObject;
  /** The same without `proof`. */
  unsecured: JsonObject;
  statement: Statement;
}

/**
 * Opens a credential from outside: bounds, VCDM conformance, plain form, statement. Nothing here says
 * that it is authentic.
 *
 * @param checks - "proof" asks for VCDM conformance alone: inline contexts are then allowed.
 * @throws {Problem} `PARSING_ERROR`, `MALFORMED_VALUE_ERROR`, `RANGE_ERROR`, `UNSUPPORTED` ...
 */
export async function openCredential(input: unknown, checks: "all" | "proof"): Promise<OpenedCredential> {
  assertBounded(input);
  if (!isJsonObject(input)) throw new Problem("PARSING_ERROR", "A credential is a JSON object");
  if (input.type === "EnvelopedVerifiableCredential") {
    throw new Problem("UNSUPPORTED", "Enveloped credentials are not supported yet");
  }
  const { proof: _proof, ...unsecured } = input;
  assertNoImport(input);
  checkConformance(unsecured);
  if (checks === "all") assertPlainForm(unsecured);
  const statement = await deriveStatement(unsecured);
  assertNodesStandOnce(statement.expanded);
  return { document: input, unsecured, statement };
}
