/** A node object of an expanded JSON-LD document: keywords, and IRI -> values. */
export interface ExpandedNode {
  readonly [key: string]: unknown;
}
