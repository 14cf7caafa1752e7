import type { BoundedEffort } from "../bounded-effort.ts";
import { checkPresentationConformance } from "../credential/conformance.ts";
import { assertHarmlessContexts, assertNoImport } from "../credential/json-ld/foreign-context.ts";
import { type ExpandedNode, expand } from "../credential/json-ld/json-ld.ts";
import { assertPlainMembers } from "../credential/json-ld/plain-form.ts";
import { envelopedJwt } from "../credential/jwt/enveloped.ts";
import { listOf } from "../credential/members.ts";
import type { SecuringJwt } from "../credential/proof/securing.ts";
import { deriveStatement, values } from "../credential/statement.ts";
import { iris } from "../credential/vocabulary.ts";
import { boundedCopy } from "../json/bounded-copy.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { openPresentationJwt } from "./open-presentation-jwt.ts";

/** A presentation that may be read; nothing says yet that it is authentic. */
export interface OpenedPresentation {
  document: JsonObject;
  /** Without `proof`; the credentials are in it. */
  unsecured: { document: JsonObject; expanded: ExpandedNode };
  /** The JWT that it came in; without one, its proofs are in the document. */
  jwt?: SecuringJwt;
  holder: string | undefined;
  credentials: JsonValue[];
}

/** Each costs a whole verification, and one presentation has a second for all of them. */
const maximumCredentials = 20;

/**
 * Opens a presentation from outside: bounds, VCDM conformance of the envelope, plain form, statement.
 * The credentials in it are not looked at: each is opened and verified by itself.
 *
 * @param given - A presentation, a compact VP-JWT, or one in an `EnvelopedVerifiablePresentation`.
 * @param effort - Exceeded by a JWT.
 * @throws {Problem} `PARSING_ERROR`, `MALFORMED_VALUE_ERROR`, `UNSUPPORTED`
 */
export async function openPresentation(
  given: unknown,
  checks: "all" | "proof",
  effort?: BoundedEffort,
): Promise<OpenedPresentation> {
  const enveloped = typeof given === "string" ? given : envelopedJwt(given, "presentation");
  if (enveloped !== undefined) {
    effort?.exceed();
    return openJwt(enveloped, checks, { isEnveloped: typeof given !== "string" });
  }
  const input = boundedCopy(given, effort);
  if (!isJsonObject(input)) throw new Problem("PARSING_ERROR", "A presentation is a JSON object");
  const { proof: _proof, ...document } = input;
  const { holder, credentials } = await openEnvelope(input, checks, effort);
  const expanded = await expand(document, effort);
  if (values(expanded[iris.verifiableCredential]).length !== credentials.length) {
    throw new Problem(
      "MALFORMED_VALUE_ERROR",
      'What "verifiableCredential" says in JSON is not what was signed',
    );
  }
  return { document: input, unsecured: { document, expanded }, holder, credentials };
}

async function openJwt(
  input: string,
  checks: "all" | "proof",
  options: { isEnveloped: boolean },
): Promise<OpenedPresentation> {
  const { presentation: document, jwt } = openPresentationJwt(input, options);
  const { holder: named, credentials, expanded } = await openEnvelope(document, checks);
  if (named !== undefined && jwt.iss !== undefined && named !== jwt.iss) {
    throw new Problem("MALFORMED_VALUE_ERROR", 'What "iss" says is not what the presentation says');
  }
  return { document, unsecured: { document, expanded }, jwt, holder: jwt.iss ?? named, credentials };
}

/** Opens what is around the credentials. */
async function openEnvelope(
  presentation: JsonObject,
  checks: "all" | "proof",
  effort?: BoundedEffort,
): Promise<Pick<OpenedPresentation, "holder" | "credentials"> & { expanded: ExpandedNode }> {
  const { proof: _proof, verifiableCredential, ...envelope } = presentation;
  assertNoImport(presentation);
  checkPresentationConformance(envelope);
  if (checks === "all") {
    assertHarmlessContexts(envelope["@context"]);
    assertPlainMembers(envelope);
  }
  const { holder, expanded } = await deriveStatement(envelope, effort);
  const credentials = listOf(verifiableCredential);
  if (credentials.length > maximumCredentials) {
    throw new Problem("MALFORMED_VALUE_ERROR", `More than ${maximumCredentials} credentials are presented`);
  }
  return { holder, credentials, expanded };
}
