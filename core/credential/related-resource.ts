import { publishedDigests } from "../../contexts/published-digests.ts";
import { isJsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { compareDigests, type DigestOutcome, type StatedDigests } from "./digests.ts";
import { type ExpandedNode, isNode } from "./json-ld/json-ld.ts";
import { isUrl, listOf, malformed } from "./members.ts";
import { identity, values } from "./statement.ts";
import { iris } from "./vocabulary.ts";

/** What became of a digest of a related resource. A mismatch never gets so far: the credential is refused. */
export interface RelatedResource {
  id: string;
  outcome: Exclude<DigestOutcome, "mismatch">;
}

/**
 * Checks `relatedResource`: unique URLs, each with a digest, and the digest right where the resource
 * is one whose published bytes we know. Others are not fetched, so their digests stay unchecked.
 *
 * @throws {Problem} `MALFORMED_VALUE_ERROR`, `CRYPTOGRAPHIC_SECURITY_ERROR` for a wrong digest.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources}
 */
export function assertRelatedResources(relatedResource: JsonValue | undefined): void {
  const seen = new Set<string>();
  for (const resource of listOf(relatedResource)) {
    if (!isJsonObject(resource) || !isUrl(resource.id) || seen.has(resource.id))
      throw malformed("relatedResource");
    seen.add(resource.id);
    const { id, digestSRI, digestMultibase } = resource;
    if (digestSRI === undefined && digestMultibase === undefined) throw malformed("relatedResource");
    for (const digest of [digestSRI, digestMultibase]) {
      if (digest !== undefined && typeof digest !== "string") throw malformed("relatedResource");
    }
    const stated = { digestSRI, digestMultibase } as StatedDigests;
    if (compareDigests(stated, publishedDigests.get(id)) === "mismatch") {
      throw new Problem(
        "CRYPTOGRAPHIC_SECURITY_ERROR",
        "The digest of a related resource is not that of its bytes",
      );
    }
  }
}

/** The related resources of a credential that {@link assertRelatedResources} let pass, and which of their digests were compared. */
export function relatedResourcesOf(expanded: ExpandedNode): RelatedResource[] {
  return values(expanded[iris.relatedResource])
    .filter(isNode)
    .map((resource) => {
      const id = identity(resource) ?? "";
      const outcome = compareDigests(statedDigestsOf(resource), publishedDigests.get(id));
      return { id, outcome: outcome === "match" ? "match" : "unchecked" };
    });
}

/** The digests that a node of an expanded document states of itself. */
export function statedDigestsOf(node: ExpandedNode): StatedDigests {
  const only = (iri: string): string | undefined => {
    const [value, second] = values(node[iri]).map(identity);
    // The order of two values is not signed: none of them may stand for both, and "" is no digest of anything.
    return second === undefined ? value : "";
  };
  return { digestSRI: only(iris.digestSRI), digestMultibase: only(iris.digestMultibase) };
}
