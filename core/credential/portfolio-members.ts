import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { type ExpandedNode, isNode } from "./json-ld/json-ld.ts";
import { type Occurrence, occurrencesById } from "./json-ld/repeated-nodes.ts";
import { listOf } from "./members.ts";
import { typesOf, values } from "./statement.ts";
import { iris } from "./vocabulary.ts";

/** A portfolio taken apart. */
export interface TakenMembers {
  /** What the portfolio itself says. */
  envelope: ExpandedNode;
  /** The credentials in it, as they stand in its JSON. */
  members: JsonValue[];
}

/**
 * Takes the credentials out of a portfolio (`ClrCredential`, CLR 2.0).
 *
 * In the graph their statements and the portfolio's are one: what two credentials say of one person stands with one node. So nothing of a
 * member may be read as the portfolio's word, and nothing of what decides about the portfolio (its period, its status) may stand in a
 * member. Members are judged each by its own signature.
 *
 * @param checks - With "proof" alone nobody asks for the members: none are given.
 * @returns `undefined` for a credential that is no portfolio: neither says that it is one nor has credentials where a portfolio has them.
 * @throws {Problem} `MALFORMED_VALUE_ERROR`
 */
export function takeMembers(
  document: JsonObject,
  expanded: ExpandedNode,
  checks: "all" | "proof",
): TakenMembers | undefined {
  const subjects = values(expanded[iris.credentialSubject]).filter(isNode);
  const signed = subjects.flatMap((subject) => values(subject[iris.clrMembers]));
  // The type alone could be withheld, and with it that the members must hold.
  if (!typesOf(expanded).includes(iris.ClrCredential) && signed.length === 0) return undefined;
  const envelope: ExpandedNode = {
    ...expanded,
    [iris.credentialSubject]: subjects.map(({ [iris.clrMembers]: _members, ...subject }) => subject),
  };
  assertApart(envelope, signed.filter(isNode));
  if (checks === "proof") return { envelope, members: [] };
  const [subject, ...others] = listOf(document.credentialSubject);
  if (!isJsonObject(subject) || others.length > 0) throw malformed("A portfolio is about one person");
  const members = listOf(subject.verifiableCredential);
  if (members.length !== signed.length)
    throw malformed('What "verifiableCredential" says in JSON is not what was signed');
  return { envelope, members };
}

/** The person and the achievements of a portfolio are spoken of in its members; nothing else of it may be. */
function assertApart(envelope: ExpandedNode, members: readonly ExpandedNode[]): void {
  const { [iris.issuer]: _issuer, [iris.credentialSubject]: _subject, ...deciding } = envelope;
  const inMembers = members.map(occurrencesById);
  for (const [id, own] of occurrencesById(deciding)) {
    const others = inMembers.flatMap((occurrences) => occurrences.get(id) ?? []);
    if (others.some((other) => !isSaid(other, own)))
      throw malformed("What decides about a portfolio is described in a credential in it");
  }
}

function isSaid({ node }: Occurrence, own: readonly Occurrence[]): boolean {
  return Object.keys(node).length === 1 || own.some((one) => isDeepStrictEqual(one.node, node));
}

function malformed(detail: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", detail);
}
