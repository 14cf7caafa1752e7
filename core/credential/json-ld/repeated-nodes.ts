import { isDeepStrictEqual } from "node:util";
import { Problem } from "../../problem/problem.ts";
import { values } from "../statement.ts";
import { iris, openBadgesVocabulary, schemaVocabularies, termOf } from "../vocabulary.ts";
import { type ExpandedNode, isNode } from "./json-ld.ts";

/** One object of the document that speaks of a node with an identifier. */
export interface Occurrence {
  node: ExpandedNode;
  /** The property that led to it. */
  via: string;
}

export type OccurrencesById = ReadonlyMap<string, Occurrence[]>;

/** Positions of a `Profile` that Open Badges commonly repeats with the same identifier. */
const profilePositions = new Set<string>([iris.issuer, iris.creator, iris.source, iris.parentOrg]);

/** What a `Profile` may say about somebody: nothing of it is read as work, result or verdict. */
const profileTerms = new Set([
  ...[
    "additionalName",
    "address",
    "addressCountryCode",
    "dateOfBirth",
    "endorsement",
    "familyNamePrefix",
    "geo",
    "identifierType",
    "image",
    "official",
    "otherIdentifier",
    "parentOrg",
    "patronymicName",
    "phone",
  ].map((term) => openBadgesVocabulary + term),
  ...[
    "additionalName",
    "caption",
    "description",
    "email",
    "familyName",
    "givenName",
    "honorificPrefix",
    "honorificSuffix",
    "image",
    "name",
    "telephone",
    "url",
  ].flatMap((term) => schemaVocabularies.map((vocabulary) => vocabulary + term)),
]);

/**
 * Refuses a document in which one node is spread over several objects.
 *
 * In the graph, two objects with one `id` are one node: a member moved from the first to the second
 * leaves every signature valid and hides it from whoever reads the first. Allowed are exact
 * repetitions, a profile (issuer, creator, source) repeated with the members of a profile only, and
 * {@link isAside | asides}.
 *
 * The credential itself is named by endorsements and as its own refresh service only: where two credentials name each other,
 * either could stand outermost under one signature, and the period and status of the other would not be asked.
 *
 * @returns what {@link occurrencesById} finds.
 * @throws {Problem} `MALFORMED_VALUE_ERROR`
 */
export function assertNodesStandOnce(root: ExpandedNode): OccurrencesById {
  const byId = occurrencesById(root);
  for (const all of byId.values()) {
    if (all.length === 1) continue;
    const described = all.filter(({ node }) => Object.keys(node).length > 1);
    const telling = described.filter((occurrence) => !isAside(occurrence));
    if ((telling.length > 1 && !isHarmless(telling)) || isRootNamed(all)) {
      throw new Problem("MALFORMED_VALUE_ERROR", "One thing is described in several places of the document");
    }
  }
  return byId;
}

/** Every object that names a node, mere references included, by the identifier of the node. */
export function occurrencesById(root: ExpandedNode): OccurrencesById {
  const byId = new Map<string, Occurrence[]>();
  collect(root, "", byId);
  return byId;
}

function collect(node: ExpandedNode, via: string, byId: Map<string, Occurrence[]>): void {
  const id = node["@id"];
  if (typeof id === "string") {
    const occurrences = byId.get(id);
    if (occurrences === undefined) byId.set(id, [{ node, via }]);
    else occurrences.push({ node, via });
  }
  for (const property in node) {
    // A graph container is a graph of its own: its nodes are not ours.
    if (property === "@graph" || property === "@id" || property === "@type") continue;
    for (const item of values(node[property])) {
      if (!isNode(item) || item["@value"] !== undefined) continue;
      const list = item["@list"];
      if (list === undefined) collect(item, property, byId);
      else for (const member of values(list)) if (isNode(member)) collect(member, property, byId);
    }
  }
}

function isHarmless(occurrences: Occurrence[]): boolean {
  const [first, ...others] = occurrences as [Occurrence, ...Occurrence[]];
  if (first.via !== "" && others.every((other) => isDeepStrictEqual(other.node, first.node))) return true;
  const telling = occurrences.filter(({ node }) => !isProfileOnly(node));
  return telling.length <= 1 && telling.every(({ via }) => !profilePositions.has(via) && via !== "");
}

/** What an object in these positions may say when the node that it names is described elsewhere: the terms by position. */
const asideTerms: ReadonlyMap<string | undefined, string> = new Map([
  ["credentialSubject", "endorsementComment"],
  ["criteria", "narrative"],
]);

/**
 * Whether an object says of a node only what its position is about: that it is endorsed, and how; that an achievement's own page
 * holds its criteria, and which; that a credential is refreshed at its own address. The complete example of Open Badges 3.0 has all
 * three. And which digest it has: what the credential describes may be one of its related resources.
 */
function isAside(occurrence: Occurrence): boolean {
  const { node, via } = occurrence;
  const allowed = asideTerms.get(termOf(via));
  if (allowed === undefined) return isOwnRefreshService(occurrence) || isStatedDigest(occurrence);
  return Object.keys(node).every((key) => key.startsWith("@") || termOf(key) === allowed);
}

function isOwnRefreshService({ node, via }: Occurrence): boolean {
  const types = values(node["@type"]);
  return (
    via === iris.refreshService &&
    Object.keys(node).every((key) => key === "@id" || key === "@type") &&
    types.length === 1 &&
    types[0] === iris["1EdTechCredentialRefresh"]
  );
}

/** What an entry of `relatedResource` says of the resource that it names: VCDM 2.0, 5.3. */
const digestTerms = new Set<string>(["@id", iris.digestSRI, iris.digestMultibase, iris.encodingFormat]);

function isStatedDigest({ node, via }: Occurrence): boolean {
  return via === iris.relatedResource && Object.keys(node).every((key) => digestTerms.has(key));
}

function isRootNamed([first, ...others]: Occurrence[]): boolean {
  const isAllowed = (occurrence: Occurrence) =>
    occurrence.via === iris.credentialSubject || isOwnRefreshService(occurrence);
  return first?.via === "" && !others.every(isAllowed);
}

function isProfileOnly(node: ExpandedNode): boolean {
  return Object.keys(node).every((key) => key.startsWith("@") || profileTerms.has(key));
}
