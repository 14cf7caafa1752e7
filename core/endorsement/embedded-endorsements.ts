import { type ExpandedNode, isNode } from "../credential/json-ld/json-ld.ts";
import { listOf } from "../credential/members.ts";
import type { OpenedCredential } from "../credential/open-credential.ts";
import { identity, values } from "../credential/statement.ts";
import { termOf } from "../credential/vocabulary.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";

/** What an endorsement stands with; "other" is another profile or achievement in the credential. */
export type EndorsedThing = "credential" | "issuer" | "achievement" | "other";

/** An endorsement inside a credential, where it stands; nothing of it is verified. */
export interface EmbeddedEndorsement {
  of: EndorsedThing;
  /** The identifier of the thing; `undefined` for one without. */
  thing: string | undefined;
  /** As it stands there, with its own contexts and proofs; or a compact JWT. */
  content: JsonObject | string;
}

/** The endorsements in a credential, and how many more its graph speaks of that do not stand in its JSON. */
export interface FoundEndorsements {
  found: EmbeddedEndorsement[];
  hidden: number;
}

/** Under these stand other documents, each of which speaks for itself. */
const otherDocuments = new Set(["endorsement", "endorsementJwt", "proof", "verifiableCredential"]);
const issuer: EndorsedThing = "issuer";
const places = new Map<string, EndorsedThing>([
  ["", "credential"],
  ["issuer", "issuer"],
  ["credentialSubject.achievement", "achievement"],
]);
const endorsementTerms = new Set(["endorsement", "endorsementJwt"]);

/**
 * Finds the endorsements that a credential carries: in its profiles, its achievements, and its own.
 *
 * The credential was opened with all checks, so its JSON is plain; still, only what its graph says, too, is an endorsement. Those inside
 * an endorsement are not looked for.
 */
export function findEndorsements({ unsecured, statement }: OpenedCredential): FoundEndorsements {
  const inGraph = new Map<string, number>();
  collectSigned(statement.expanded, inGraph);
  if (inGraph.size === 0) return { found: [], hidden: 0 };
  const inJson: EmbeddedEndorsement[] = [];
  collectPlain(unsecured, [], inJson);
  const isSigned = ({ thing, content }: EmbeddedEndorsement) => {
    const key = keyOf(thing, typeof content === "string" ? content : content.id);
    const count = inGraph.get(key) ?? 0;
    if (count > 0) inGraph.set(key, count - 1);
    return count > 0;
  };
  // The issuer stands in other places, too: as the creator of the achievement, for example.
  const found = inJson
    .filter(isSigned)
    .map((one) => (one.thing !== undefined && one.thing === statement.issuer ? { ...one, of: issuer } : one));
  return { found, hidden: [...inGraph.values()].reduce((sum, count) => sum + count, 0) };
}

function collectPlain(thing: JsonObject, path: string[], found: EmbeddedEndorsement[]): void {
  const id = typeof thing.id === "string" ? thing.id : undefined;
  for (const content of [...listOf(thing.endorsement), ...listOf(thing.endorsementJwt)]) {
    if (isJsonObject(content) || typeof content === "string")
      found.push({ of: places.get(path.join(".")) ?? "other", thing: id, content });
  }
  for (const [member, value] of Object.entries(thing)) {
    if (otherDocuments.has(member)) continue;
    for (const item of listOf(value)) {
      if (isJsonObject(item) && !("@context" in item)) collectPlain(item, [...path, member], found);
    }
  }
}

function collectSigned(node: ExpandedNode, pairs: Map<string, number>): void {
  for (const property in node) {
    if (property.startsWith("@")) continue;
    const term = termOf(property) ?? "";
    if (endorsementTerms.has(term)) {
      for (const item of values(node[property])) {
        const key = keyOf(typeof node["@id"] === "string" ? node["@id"] : undefined, identity(item));
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
      }
    } else if (!otherDocuments.has(term)) {
      for (const item of values(node[property])) collectSignedIn(item, pairs);
    }
  }
}

function collectSignedIn(item: unknown, pairs: Map<string, number>): void {
  // Nothing stands in a literal, and most values are literals.
  if (!isNode(item) || item["@value"] !== undefined) return;
  const list = item["@list"];
  if (list === undefined) collectSigned(item, pairs);
  else for (const member of values(list)) if (isNode(member)) collectSigned(member, pairs);
}

function keyOf(thing: string | undefined, endorsement: JsonValue | undefined): string {
  return JSON.stringify([thing ?? null, endorsement ?? null]);
}
