import { checkPresentationConformance } from "../credential/conformance.ts";
import { assertHarmlessContexts, assertNoImport } from "../credential/foreign-context.ts";
import { type ExpandedNode, expand } from "../credential/json-ld.ts";
import { listOf } from "../credential/members.ts";
import { assertPlainMembers } from "../credential/plain-form.ts";
import { deriveStatement, values } from "../credential/statement.ts";
import { iris } from "../credential/vocabulary.ts";
import { assertBounded } from "../json/assert-bounded.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";

/** A presentation that may be read; nothing says yet that it is authentic. */
export interface OpenedPresentation {
  document: JsonObject;
  /** Without `proof`; the credentials are in it. */
  unsecured: JsonObject;
  expanded: ExpandedNode;
  holder: string | undefined;
  credentials: JsonValue[];
}

/** Each costs a whole verification, and one presentation has a second for all of them. */
const maximumCredentials = 20;

/**
 * Opens a presentation from outside: bounds, VCDM conformance of the envelope, plain form, statement.
 * The credentials in it are not looked at: each is opened and verified by itself.
 *
 * @throws {Problem} `PARSING_ERROR`, `MALFORMED_VALUE_ERROR`, `UNSUPPORTED`
 */
export async function openPresentation(input: unknown, checks: "all" | "proof"): Promise<OpenedPresentation> {
  assertBounded(input);
  if (!isJsonObject(input)) throw new Problem("PARSING_ERROR", "A presentation is a JSON object");
  if (input.type === "EnvelopedVerifiablePresentation") {
    throw new Problem("UNSUPPORTED", "Enveloped presentations are not supported yet");
  }
  const { proof: _proof, ...unsecured } = input;
  const { verifiableCredential, ...envelope } = unsecured;
  assertNoImport(input);
  checkPresentationConformance(envelope);
  if (checks === "all") {
    assertHarmlessContexts(envelope["@context"]);
    assertPlainMembers(envelope);
  }
  const { holder } = await deriveStatement(envelope);
  const credentials = listOf(verifiableCredential);
  if (credentials.length > maximumCredentials) {
    throw new Problem("MALFORMED_VALUE_ERROR", `More than ${maximumCredentials} credentials are presented`);
  }
  const expanded = await expand(unsecured);
  if (values(expanded[iris.verifiableCredential]).length !== credentials.length) {
    throw new Problem(
      "MALFORMED_VALUE_ERROR",
      'What "verifiableCredential" says in JSON is not what was signed',
    );
  }
  return { document: input, unsecured, expanded, holder, credentials };
}
