import type { BoundedEffort } from "../bounded-effort.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { type ExpandedNode, expand, isNode } from "./json-ld/json-ld.ts";
import { listOf } from "./members.ts";
import { entryVocabulary, guardedVocabularies, iris, statusVocabulary } from "./vocabulary.ts";

/** One `credentialStatus` entry, as signed. Values are raw: the status check judges them. */
export interface StatusEntryStatement {
  id: string | undefined;
  types: string[];
  statusPurpose: string | undefined;
  statusListIndex: string | undefined;
  statusListCredential: string | undefined;
  statusSize: string | undefined;
  /** What the values of a `message` status mean: value as written ("0x1") -> message. */
  messages: Map<string, string>;
}

/**
 * What was signed: read from the expanded document, never from its JSON members, because one graph has
 * many spellings. Every check of a verdict reads this and nothing else.
 */
export interface Statement {
  id: string | undefined;
  /** Type IRIs. */
  types: string[];
  issuer: string | undefined;
  holder: string | undefined;
  /** Every lower and upper bound of the validity period: VCDM 2.0 and 1.1 names alike. */
  notBefore: string[];
  notAfter: string[];
  /** Identifier of each subject; `undefined` for one without an identifier. */
  subjects: (string | undefined)[];
  status: StatusEntryStatement[];
  expanded: ExpandedNode;
}

/** The members that decide verdicts, by the name VCDM gives them and the IRI they stand for. */
const decisiveMembers = [
  ["issuer", iris.issuer],
  ["holder", iris.holder],
  ["validFrom", iris.validFrom],
  ["validUntil", iris.validUntil],
  ["issuanceDate", iris.issuanceDate],
  ["expirationDate", iris.expirationDate],
  ["credentialSubject", iris.credentialSubject],
  ["credentialStatus", iris.credentialStatus],
  ["credentialSchema", iris.credentialSchema],
] as const;

const entryMembers = ["statusPurpose", "statusListIndex", "statusListCredential", "statusSize"] as const;

/**
 * Derives the statement of a credential or of a presentation's envelope and refuses a document whose
 * plain members say something else. `proof` must have been taken off; `verifiableCredential` too.
 *
 * @throws {Problem} `PARSING_ERROR` when it is not JSON-LD in safe mode; `MALFORMED_VALUE_ERROR` when
 * JSON and statement differ (VCDM 2.0 conforming documents are compacted).
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#json-ld}
 */
export async function deriveStatement(document: JsonObject, effort?: BoundedEffort): Promise<Statement> {
  const expanded = await expand(document, effort);
  assertSaysTheSame(document, expanded);
  return {
    id: nodeId(expanded),
    types: typesOf(expanded),
    issuer: identities(expanded[iris.issuer])[0],
    holder: identities(expanded[iris.holder])[0],
    notBefore: [...dates(expanded, iris.validFrom), ...dates(expanded, iris.issuanceDate)],
    notAfter: [...dates(expanded, iris.validUntil), ...dates(expanded, iris.expirationDate)],
    subjects: identities(expanded[iris.credentialSubject]),
    status: values(expanded[iris.credentialStatus]).filter(isNode).map(statusEntry),
    expanded,
  };
}

/** The IRIs of a node's types. */
export function typesOf(node: ExpandedNode): string[] {
  return values(node["@type"]).filter((type) => typeof type === "string");
}

/** The values of one property of an expanded node, as an array. */
export function values(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** What a value names or says: the `@id` of a node, the lexical form of a literal. */
export function identity(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  const said = value["@id"] ?? value["@value"];
  return typeof said === "string" ? said : typeof said === "number" ? String(said) : undefined;
}

function assertSaysTheSame(document: JsonObject, expanded: ExpandedNode): void {
  assertSame("id", [document.id], [nodeId(expanded)]);
  for (const type of listOf(document.type)) {
    if (typeof type === "string" && guardedVocabularies.some((vocabulary) => type.startsWith(vocabulary))) {
      throw differs("type");
    }
  }
  for (const [member, iri] of decisiveMembers) {
    assertSame(member, listOf(document[member]).map(plainIdentity), identities(expanded[iri]));
  }
  const entries = values(expanded[iris.credentialStatus]);
  listOf(document.credentialStatus).forEach((plain, position) => {
    const entry = entries[position];
    if (!isNode(entry) || !isJsonObject(plain)) return;
    const vocabulary = entryVocabulary(typesOf(entry));
    if (vocabulary === undefined) return;
    for (const member of entryMembers) {
      assertSame(
        `credentialStatus.${member}`,
        listOf(plain[member]).map(plainIdentity),
        identities(entry[vocabulary + member]),
      );
    }
  });
}

function assertSame(
  member: string,
  plain: (string | undefined | JsonValue)[],
  signed: (string | undefined)[],
): void {
  if (plain.length !== signed.length || plain.some((value, position) => value !== signed[position])) {
    throw differs(member);
  }
}

function differs(member: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", `What "${member}" says in JSON is not what was signed`);
}

function plainIdentity(value: JsonValue): JsonValue | undefined {
  if (isJsonObject(value)) return value.id;
  return typeof value === "number" ? String(value) : value;
}

function statusEntry(node: ExpandedNode): StatusEntryStatement {
  const types = typesOf(node);
  const vocabulary = entryVocabulary(types) ?? statusVocabulary;
  const only = (member: (typeof entryMembers)[number]): string | undefined => {
    const [value, second] = identities(node[vocabulary + member]);
    // Two values for one question are no answer.
    return second === undefined ? value : undefined;
  };
  return {
    id: nodeId(node),
    types,
    statusPurpose: only("statusPurpose"),
    statusListIndex: only("statusListIndex"),
    statusListCredential: only("statusListCredential"),
    // Left out, it means 1; said twice or not as a literal, it means nothing.
    statusSize: node[`${vocabulary}statusSize`] === undefined ? "1" : only("statusSize"),
    messages: messagesOf(node),
  };
}

/** Several messages for one value have no order that was signed, so all of them are told. */
function messagesOf(entry: ExpandedNode): Map<string, string> {
  const messages = new Map<string, string[]>();
  for (const node of values(entry[iris.statusMessage]).filter(isNode)) {
    for (const status of identities(node[iris.status])) {
      const texts = identities(node[iris.message]).filter((message) => message !== undefined);
      messages.set(status ?? "", [...(messages.get(status ?? "") ?? []), ...texts]);
    }
  }
  return new Map([...messages].map(([status, texts]) => [status, texts.sort().join(" / ")]));
}

function nodeId(node: ExpandedNode): string | undefined {
  return typeof node["@id"] === "string" ? node["@id"] : undefined;
}

function identities(value: unknown): (string | undefined)[] {
  return values(value).map(identity);
}

function dates(node: ExpandedNode, iri: string): string[] {
  // A value that is no literal becomes "", which no date parser accepts: it cannot vanish.
  return identities(node[iri]).map((date) => date ?? "");
}
