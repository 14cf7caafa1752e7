import type { BoundedEffort } from "../bounded-effort.ts";
import { boundedCopy } from "../json/bounded-copy.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { checkConformance } from "./conformance.ts";
import { assertNoImport } from "./json-ld/foreign-context.ts";
import { type GraphReader, readGraph } from "./json-ld/graph-reader.ts";
import type { ExpandedNode } from "./json-ld/json-ld.ts";
import { assertPlainForm } from "./json-ld/plain-form.ts";
import { assertNodesStandOnce } from "./json-ld/repeated-nodes.ts";
import { envelopedJwt } from "./jwt/enveloped.ts";
import { openCredentialJwt } from "./jwt/open-credential-jwt.ts";
import { takeMembers } from "./portfolio-members.ts";
import type { SecuringJwt } from "./proof/securing.ts";
import { deriveStatement, type Statement } from "./statement.ts";

/** A credential that may be read: well-formed, and its JSON says what its graph says. */
export interface OpenedCredential {
  /** The credential as it came, or as it came out of its JWT. */
  document: JsonObject;
  /** The same without `proof`. */
  unsecured: JsonObject;
  /** All that was signed, expanded: what proofs are verified over. */
  expanded: ExpandedNode;
  /** Of a portfolio (CLR 2.0) without the credentials in it: each of them speaks for itself. */
  statement: Statement;
  /** What the statement says, by property. */
  graph: GraphReader;
  /** The credentials in a portfolio, as they stand there; for other credentials absent. */
  members?: JsonValue[];
  /** The JWT that it came in; without one, its proofs are in the document. */
  jwt?: SecuringJwt;
}

/**
 * Opens a credential from outside: bounds, VCDM conformance, plain form, statement. Nothing here says
 * that it is authentic.
 *
 * @param input - A credential, a compact JWT that holds one, or such a JWT in an `EnvelopedVerifiableCredential`.
 * @param checks - "proof" asks for VCDM conformance alone: inline contexts are then allowed.
 * @param effort - Exceeded by a JWT and by a portfolio.
 * @throws {Problem} `PARSING_ERROR`, `MALFORMED_VALUE_ERROR`, `RANGE_ERROR`, `UNSUPPORTED` ...
 */
export async function openCredential(
  input: unknown,
  checks: "all" | "proof",
  effort?: BoundedEffort,
): Promise<OpenedCredential> {
  const text = typeof input === "string" ? input : envelopedJwt(input, "credential");
  if (text === undefined) return openObject(input, checks, effort);
  effort?.exceed();
  const { credential, notBefore, notAfter, jwt } = openCredentialJwt(text);
  const { statement, ...opened } = await openObject(credential, checks);
  return {
    ...opened,
    statement: {
      ...statement,
      notBefore: [...statement.notBefore, ...notBefore],
      notAfter: [...statement.notAfter, ...notAfter],
    },
    jwt,
  };
}

async function openObject(
  given: unknown,
  checks: "all" | "proof",
  effort?: BoundedEffort,
): Promise<OpenedCredential> {
  const input = boundedCopy(given, effort);
  if (!isJsonObject(input)) throw new Problem("PARSING_ERROR", "A credential is a JSON object");
  const { proof: _proof, ...unsecured } = input;
  assertNoImport(input);
  checkConformance(unsecured, { allowEmptySets: true });
  if (checks === "all") assertPlainForm(unsecured);
  const statement = await deriveStatement(unsecured, effort);
  const { expanded } = statement;
  const portfolio = takeMembers(unsecured, expanded, checks);
  if (portfolio === undefined) {
    const graph = readGraph(expanded, assertNodesStandOnce(expanded));
    return { document: input, unsecured, expanded, statement, graph };
  }
  effort?.exceed();
  const { envelope, members } = portfolio;
  const graph = readGraph(envelope, assertNodesStandOnce(envelope));
  const own = { ...statement, expanded: envelope };
  return { document: input, unsecured, expanded, statement: own, graph, members };
}
