import type { JsonObject } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { assertNoImport } from "./json-ld/foreign-context.ts";
import { assertPlainForm } from "./json-ld/plain-form.ts";
import { deriveStatement } from "./statement.ts";

/**
 * Refuses a credential whose graph says something else of its id, issuer, subject, validity or status than its members do, as when a second
 * issuer stands there under a full IRI. One in the plain form cannot, and is not expanded for this.
 *
 * @throws {Problem} `MALFORMED_VALUE_ERROR`; `PARSING_ERROR` for what cannot be expanded.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#json-ld}
 */
export async function assertSaysOneThing({ proof: _, ...credential }: JsonObject): Promise<void> {
  if (isPlain(credential)) return;
  assertNoImport(credential);
  await deriveStatement(credential);
}

function isPlain(credential: JsonObject): boolean {
  try {
    assertPlainForm(credential);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
