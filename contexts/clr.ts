const vocabulary = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#";
const openBadges = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";

/** Where 1EdTech publishes the context of Comprehensive Learner Record 2.0. */
export const clrContextUrl = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

/** What one term means: its IRI, the datatype of its values where they are literals, whether it holds a set. */
type Term = [term: string, iri: string, datatype?: string, container?: "@set"];

/**
 * What each class of CLR 2.0 adds to the terms of VCDM 2.0 and Open Badges 3.0. The datatypes with `xsd:` are meant as they stand: the
 * context defines no such prefix, so they are what was signed.
 */
const classes: [name: string, prefixes: [prefix: string, iri: string][], terms: Term[]][] = [
  [
    "ClrCredential",
    [
      ["id", "@id"],
      ["type", "@type"],
    ],
    [["partial", "partial", "xsd:boolean"]],
  ],
  [
    "ClrSubject",
    [
      ["id", "@id"],
      ["type", "@type"],
      ["cred", "https://www.w3.org/2018/credentials#"],
      ["obi", openBadges],
    ],
    [
      ["achievement", "achievement", "obi:Achievement", "@set"],
      ["association", "association", `${vocabulary}Association`, "@set"],
      ["verifiableCredential", "verifiableCredential", "cred:verifiableCredential", "@set"],
      ["identifier", "identifier-1", "obi:Identifier", "@set"],
    ],
  ],
  [
    "Association",
    [],
    [
      ["associationType", "AssociationType"],
      ["sourceId", "sourceId", "xsd:anyURI"],
      ["targetId", "targetId", "xsd:anyURI"],
    ],
  ],
];

/**
 * The context of CLR 2.0, put together from what it says: no npm package carries it. It reads 1EdTech's published example to the very
 * statements that are published with it (`docs/decisions/0012-portfolios.md`).
 */
export const clrContext: object = {
  "@context": {
    id: "@id",
    type: "@type",
    ...Object.fromEntries(
      classes.map(([name, prefixes, terms]) => [
        name,
        {
          "@id": vocabulary + name,
          "@context": { ...Object.fromEntries(prefixes), ...Object.fromEntries(terms.map(definitionOf)) },
        },
      ]),
    ),
  },
};

function definitionOf([term, iri, datatype, container]: Term): [string, object] {
  return [
    term,
    {
      "@id": vocabulary + iri,
      ...(datatype !== undefined && { "@type": datatype }),
      ...(container !== undefined && { "@container": container }),
    },
  ];
}
