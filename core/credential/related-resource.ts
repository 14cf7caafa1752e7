import { publishedDigests } from "../../contexts/published-digests.ts";
import { isJsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { isUrl, listOf, malformed } from "./members.ts";

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
    const { digestSRI, digestMultibase } = resource;
    if (digestSRI === undefined && digestMultibase === undefined) throw malformed("relatedResource");
    for (const digest of [digestSRI, digestMultibase]) {
      if (digest !== undefined && typeof digest !== "string") throw malformed("relatedResource");
    }
    assertDigests(resource.id, [digestSRI, digestMultibase]);
  }
}

function assertDigests(url: string, digests: (JsonValue | undefined)[]): void {
  const published = publishedDigests.get(url);
  if (published === undefined) return;
  const sha256 = Buffer.from(published.sha256, "hex");
  const right = new Set([
    `sha256-${sha256.toString("base64")}`,
    // multihash: 0x12 sha2-256, 0x20 length
    `u${Buffer.concat([Uint8Array.of(0x12, 0x20), sha256]).toString("base64url")}`,
    `sha384-${Buffer.from(published.sha384, "hex").toString("base64")}`,
  ]);
  for (const digest of digests) {
    if (digest !== undefined && !right.has(digest as string)) {
      throw new Problem(
        "CRYPTOGRAPHIC_SECURITY_ERROR",
        "The digest of a related resource is not that of its bytes",
      );
    }
  }
}
