import type { Quad } from "rdf-canonize";

/** How much of a document a proof that holds vouches for. */
export interface Coverage {
  /** That nothing was withheld: all that its maker signed is there. */
  isWhole: boolean;
  /**
   * The properties (IRIs) of the document itself whose values its maker lets nobody withhold. A property that is not among them may
   * have values that are not there.
   */
  mandatoryValues: ReadonlySet<string>;
  /** Those of them of whose values nothing that is said may be withheld either. */
  mandatory: ReadonlySet<string>;
}

/** Of a proof over the whole document. */
export const wholeDocument: Coverage = { isWhole: true, mandatoryValues: new Set(), mandatory: new Set() };

/**
 * Finds the properties of a document that are mandatory.
 *
 * @param root - The name or label of the document itself among the statements.
 */
export function mandatoryProperties(
  root: string,
  { mandatory, others }: { mandatory: Quad[]; others: Quad[] },
): Pick<Coverage, "mandatoryValues" | "mandatory"> {
  const isOfRoot = ({ subject }: Quad): boolean => subject.value === root;
  const loose = nodesThatLeadTo(
    others.map(({ subject }) => subject.value).filter((node) => node !== root),
    mandatory.filter((quad) => !isOfRoot(quad)),
  );
  const withheld = propertiesOf(others.filter(isOfRoot));
  const partly = propertiesOf(mandatory.filter((quad) => isOfRoot(quad) && loose.has(quad.object.value)));
  const mandatoryValues = [...propertiesOf(mandatory.filter(isOfRoot))].filter((iri) => !withheld.has(iri));
  return {
    mandatoryValues: new Set(mandatoryValues),
    mandatory: new Set(mandatoryValues.filter((iri) => !partly.has(iri))),
  };
}

function propertiesOf(quads: Quad[]): Set<string> {
  return new Set(quads.map(({ predicate }) => predicate.value));
}

/** The given nodes, and every node from which statements lead to one of them. */
function nodesThatLeadTo(nodes: string[], quads: Quad[]): ReadonlySet<string> {
  const sourcesOf = new Map<string, string[]>();
  for (const { subject, object } of quads) {
    const sources = sourcesOf.get(object.value) ?? [];
    sources.push(subject.value);
    sourcesOf.set(object.value, sources);
  }
  const found = new Set<string>();
  const pending = [...nodes];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    pending.push(...(sourcesOf.get(node) ?? []));
  }
  return found;
}
