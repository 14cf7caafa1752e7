import jsonld from "jsonld";
import ContextResolver from "jsonld/lib/ContextResolver.js";
import { canonize, type Quad } from "rdf-canonize";
import { type ExpandedNode, loadPinnedContext } from "../../../core/credential/json-ld/json-ld.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json/json-value.ts";

/**
 * What jsonld and rdf-canonize say by themselves, with the options that Stint asks them with: the measure of every faster way.
 */

const options = { base: null, safe: true, documentLoader: loadPinnedContext } as const;
/** What the library keeps of contexts from one document to the next: of pinned ones alone, since others leave their mark on it. */
const pinnedResolutions = new Map<string, unknown>();

/** The expanded document; undefined where the library refuses it or finds more or less than one node. */
export async function expandByLibrary(document: JsonObject): Promise<ExpandedNode | undefined> {
  const sharedCache = hasInlineContext(document) ? new Map<string, unknown>() : pinnedResolutions;
  const contextResolver = new ContextResolver({ sharedCache });
  const nodes = await orRefused(jsonld.expand(document, { ...options, contextResolver }));
  const [node] = nodes ?? [];
  return nodes?.length === 1 && typeof node === "object" && node !== null
    ? (node as ExpandedNode)
    : undefined;
}

/** Whether some reference in an expanded document has no colon. What a JSON literal holds is none. */
export function hasRelativeReference(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasRelativeReference);
  if (typeof value !== "object" || value === null || "@value" in value) return false;
  const { "@id": id, ...said } = value as ExpandedNode;
  return (typeof id === "string" && !id.includes(":")) || Object.values(said).some(hasRelativeReference);
}

function hasInlineContext(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasInlineContext);
  if (!isJsonObject(value)) return false;
  return "@import" in value || isInline(value["@context"]) || Object.values(value).some(hasInlineContext);
}

function isInline(context: JsonValue | undefined): boolean {
  return Array.isArray(context) ? context.some(isInline) : isJsonObject(context);
}

/** The statements of an expanded document; undefined where the library refuses it. */
export async function quadsByLibrary(expanded: ExpandedNode): Promise<Quad[] | undefined> {
  // Not asked about references without a colon: most it refuses; "__proto__" only after it wrote to the prototype of all objects; and
  // an empty one, or one in a place that it does not read, it drops in silence.
  if (hasRelativeReference(expanded)) return undefined;
  const rdfOptions = { ...options, rdfDirection: "i18n-datatype", skipExpansion: true } as const;
  return orRefused(jsonld.toRDF([structuredClone(expanded)], rdfOptions));
}

/** Canonical N-Quads and the labels given; undefined where the library refuses the statements. */
export async function canonizeByLibrary(
  quads: Quad[],
  messageDigestAlgorithm: "sha256" | "sha384",
): Promise<{ canonical: string; labels: Map<string, string> } | undefined> {
  const labels = new Map<string, string>();
  const format = "application/n-quads";
  const canonical = await orRefused(
    canonize(quads, { algorithm: "RDFC-1.0", format, messageDigestAlgorithm, canonicalIdMap: labels }),
  );
  return canonical === undefined ? undefined : { canonical, labels };
}

async function orRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch {
    return undefined;
  }
}
