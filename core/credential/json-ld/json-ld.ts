import jsonld, { type DocumentLoader } from "jsonld";
import ContextResolver from "jsonld/lib/ContextResolver.js";
import { canonize, type Quad } from "rdf-canonize";
import { pinnedContexts } from "../../../contexts/registry.ts";
import type { BoundedEffort } from "../../bounded-effort.ts";
import type { JsonObject } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { canonicalizeBounded } from "../../rdf/canonical/canonicalize.ts";
import type { ExpandedNode } from "../../rdf/expanded-node.ts";
import { expandPinned } from "../../rdf/expansion/expand-pinned.ts";

export type { ExpandedNode };

/**
 * Loads pinned contexts and nothing else.
 *
 * @throws {Problem} `PARSING_ERROR` for any other URL: a context is never fetched.
 */
export const loadPinnedContext: DocumentLoader = async (url) => {
  const document = pinnedContexts.get(url);
  if (document === undefined)
    throw new Problem("PARSING_ERROR", "A context is not among the pinned contexts");
  return { contextUrl: null, documentUrl: url, document };
};

// `safe` refuses everything that expansion would drop silently: what is dropped is not signed.
const options = { base: null, safe: true, documentLoader: loadPinnedContext } as const;

/**
 * Expands a document to the statements it makes, in safe mode: undefined terms, relative references
 * and invalid values are refused.
 *
 * @param effort - Exceeded by what the compiled reader leaves to the library, and by many contexts that nobody has met yet.
 * @throws {Problem} `PARSING_ERROR` when the document is not JSON-LD, or says what no context defines.
 * @see {@link https://www.w3.org/TR/json-ld11-api/#expansion-algorithm}
 */
export async function expand(document: JsonObject, effort?: BoundedEffort): Promise<ExpandedNode> {
  return (
    expandPinned(document, effort?.countContext) ?? effort?.exceed() ?? (await expandWithLibrary(document))
  );
}

async function expandWithLibrary(document: JsonObject): Promise<ExpandedNode> {
  // The resolver that the library would share among documents keeps a context together with the warnings about others that
  // stood beside it, so that one document could make it refuse those that come after.
  const contextResolver = new ContextResolver({ sharedCache: new Map() });
  const nodes = await attempt("PARSING_ERROR", "JSON-LD expansion", () =>
    jsonld.expand(document, { ...options, contextResolver }),
  );
  const [node] = nodes;
  if (nodes.length !== 1 || !isNode(node)) {
    throw new Problem("PARSING_ERROR", "The document must make statements about exactly one thing");
  }
  return node;
}

/**
 * Writes an expanded document as canonical N-Quads (RDFC-1.0).
 *
 * @param hash - What blank nodes are told apart by: vc-di-ecdsa 1.0, 3.1 asks for SHA-384 with P-384 keys.
 * @param effort - Exceeded by blank nodes that RDFC-1.0 has a choice with, by many that look alike, and by long statements.
 * @throws {Problem} `PROOF_TRANSFORMATION_ERROR` when the graph is too intricate to canonicalize
 * within bounds, or cannot be written without loss.
 * @see {@link https://www.w3.org/TR/rdf-canon/}
 */
export async function canonicalize(
  expanded: ExpandedNode,
  hash: "sha256" | "sha384" = "sha256",
  effort?: BoundedEffort,
): Promise<string> {
  return (
    canonicalizeBounded(expanded, hash, effort?.countCharacters) ??
    effort?.exceed() ??
    (await canonicalizeDataset(await toDataset(expanded), hash)).canonical
  );
}

/** The statements of an expanded document, one by one. Throws as {@link canonicalize} does. */
export async function toDataset(expanded: ExpandedNode): Promise<Quad[]> {
  assertNamesAreNoMembers(expanded);
  const rdfOptions = { ...options, rdfDirection: "i18n-datatype", skipExpansion: true } as const;
  return attempt("PROOF_TRANSFORMATION_ERROR", "RDF canonicalization", () =>
    jsonld.toRDF([expanded], rdfOptions),
  );
}

/** Statements in their canonical form, and the canonical label of each blank node by the label that it came with. */
export interface CanonicalDataset {
  canonical: string;
  labels: ReadonlyMap<string, string>;
}

/** Canonicalizes statements with RDFC-1.0. Throws as {@link canonicalize} does. */
export async function canonicalizeDataset(
  dataset: Quad[],
  hash: "sha256" | "sha384" = "sha256",
): Promise<CanonicalDataset> {
  const labels = new Map<string, string>();
  const format = "application/n-quads";
  const canonical = await attempt("PROOF_TRANSFORMATION_ERROR", "RDF canonicalization", () =>
    canonize(dataset, {
      algorithm: "RDFC-1.0",
      format,
      messageDigestAlgorithm: hash,
      canonicalIdMap: labels,
    }),
  );
  return { canonical, labels };
}

/**
 * Refuses a reference without a colon, as the library does in the end: it is relative. But before that the library keeps what is said of
 * each thing in an object by the name of the thing, and takes "__proto__" for the prototype of all objects, which it then writes to: for
 * every document that comes after. And of the empty one it says nothing, though it drops it: whoever wants could add it to what
 * others signed (VC Data Integrity 1.0, 2.4.3).
 */
function assertNamesAreNoMembers(value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) assertNamesAreNoMembers(item);
  } else if (isNode(value) && !("@value" in value)) {
    const { "@id": id, ...said } = value;
    if (typeof id === "string" && !id.includes(":")) {
      const words = "RDF canonicalization refused the document: relative object reference";
      throw new Problem("PROOF_TRANSFORMATION_ERROR", words);
    }
    for (const inner of Object.values(said)) assertNamesAreNoMembers(inner);
  }
}

export function isNode(value: unknown): value is ExpandedNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function attempt<T>(
  code: "PARSING_ERROR" | "PROOF_TRANSFORMATION_ERROR",
  step: string,
  run: () => Promise<T>,
) {
  try {
    return await run();
  } catch (error) {
    // The library's messages quote the document, so only its own short code goes on.
    throw new Problem(code, `${step} refused the document${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const details = (error as { details?: { event?: { code?: unknown }; code?: unknown } })?.details;
  const reason = details?.event?.code ?? details?.code;
  return typeof reason === "string" ? `: ${reason}` : "";
}
