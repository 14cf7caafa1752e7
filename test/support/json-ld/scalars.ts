import type { JsonValue } from "../../../core/json/json-value.ts";
import type { Draws } from "./draws.ts";

/** IRIs that anybody would write. */
const plainIris = [
  "https://a.example/1",
  "https://a.example/2",
  "https://a.example/1#key-1",
  "did:key:z6MkfUuQ3",
  "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0001",
  "did:web:b.example",
  "mailto:a@b.example",
] as const;

/** What stands where an IRI belongs. Some are IRIs, some only look so, some are nothing. */
const oddIris: Record<string, string> = {
  "blank node label": "_:b0",
  "another blank node label": "_:b1",
  "canonical blank node label": "_:c14n0",
  "blank node label of one character": "_:a",
  "blank node label with nothing": "_:",
  "blank node label with a space": "_:a b",
  "relative path": "a/b",
  "empty IRI": "",
  fragment: "#a",
  "scheme-relative": "//a.example/",
  "dot segments": "https://a.example/x/../y/./z",
  "compact IRI of no prefix": "ex:foo",
  "compact IRI of a term": "name:foo",
  "compact IRI of a class": "VerifiableCredential:foo",
  "compact IRI of xsd": "xsd:string",
  "compact IRI of cred": "cred:verifiableCredential",
  "compact IRI of sec": "sec:proofValue",
  "compact IRI with an empty prefix": ":foo",
  "compact IRI with an empty suffix": "ex:",
  "prefix before slashes": "xsd://foo",
  "IRI with a space": "https://a.example/a b",
  "IRI with a newline": "https://a.example/a\nb",
  "IRI with a no-break space": "https://a.example/a\u00a0b",
  "IRI with brackets": "https://a.example/<b>",
  "IRI with a quote": 'https://a.example/"b"',
  "IRI with a backslash": "https://a.example/\\u0041",
  "IRI with braces": "urn:x:{a}|^`",
  "IRI with a control": "urn:x:\u0001\u007f",
  "IRI beyond ASCII": "https://a.example/ä/日本/😀",
  "IRI with a percent": "https://a.example/%41%zz",
  "scheme with odd letters": "a+-,.b:x",
  "scheme in capitals": "HTTPS://A.example/",
  "scheme that begins with a digit": "1a:x",
  "lone colon": ":",
  "word with no colon": "foo",
  "term where an IRI belongs": "assertionMethod",
  "class where an IRI belongs": "VerifiableCredential",
  "keyword-like": "@foo",
  "keyword-like with a digit": "@foo1",
  "at sign": "@",
  keyword: "@type",
  "keyword @json": "@json",
  "keyword @none": "@none",
  "word constructor": "constructor",
  "word toString": "toString",
  "word hasOwnProperty": "hasOwnProperty",
  "rdf:nil": "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil",
};

const oddStrings: Record<string, string> = {
  "empty string": "",
  quotes: 'say "a" \\ b',
  "line breaks": "a\nb\r\nc\td",
  controls: "\u0000\u0001\b\f\u000b\u001f\u007f\u0085",
  "beyond the BMP": "😀𝒜\u{10ffff}",
  "line separators": "a\u2028b\u2029c",
  "byte order mark": "\ufeffa\ufffe",
  "decomposed letters": "e\u0301é",
  "text that looks like N-Quads": '"a"^^<b> . _:c14n0 <d>',
  "text that looks like a date": "2026-10-01T00:00:00Z",
  "text that looks like a number": "1.0E0",
  "text of a true": "true",
  spaces: " a ",
  "text beside the sort order": "\uffff\ud83d\ude00",
};

const oddNumbers: Record<string, number> = {
  zero: 0,
  "minus zero": -0,
  "minus one": -1,
  "a third": 0.1,
  "one and a half": 1.5,
  "1e21": 1e21,
  "1e20": 1e20,
  "1e-7": 1e-7,
  "1e300": 1e300,
  "largest double": Number.MAX_VALUE,
  "smallest double": 5e-324,
  "largest safe integer": Number.MAX_SAFE_INTEGER,
  "beyond safe integers": 2 ** 60,
  "minus 1.5e25": -1.5e25,
  "a long fraction": 123456.78901234567,
};

/** Language tags, right and wrong (BCP 47). */
export const languageTags: Record<string, JsonValue> = {
  "plain language tag": "en",
  "language tag with a region": "de-AT",
  "language tag in capitals": "EN-gb",
  "private language tag": "x-a",
  "long language subtag": "abcdefghi",
  "language tag with an underscore": "en_GB",
  "empty language tag": "",
  "language tag with a digit first": "1a",
  "null language": null,
  "number as a language": 5,
  "array as a language": ["en"],
};

export const directions: Record<string, JsonValue> = {
  ltr: "ltr",
  rtl: "rtl",
  "direction auto": "auto",
  "direction in capitals": "LTR",
  "null direction": null,
  "number as a direction": 1,
};

const datatypes: Record<string, JsonValue> = {
  "datatype xsd:string": "http://www.w3.org/2001/XMLSchema#string",
  "datatype xsd:integer": "http://www.w3.org/2001/XMLSchema#integer",
  "datatype xsd:double": "http://www.w3.org/2001/XMLSchema#double",
  "datatype xsd:boolean": "http://www.w3.org/2001/XMLSchema#boolean",
  "datatype xsd:dateTime": "http://www.w3.org/2001/XMLSchema#dateTime",
  "datatype rdf:langString": "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
  "datatype rdf:JSON": "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON",
  "datatype i18n": "https://www.w3.org/ns/i18n#en_ltr",
  "datatype @json": "@json",
  "datatype @id": "@id",
  "datatype @vocab": "@vocab",
  "datatype @none": "@none",
  "datatype as a term": "Achievement",
  "datatype as a compact IRI": "xsd:date",
  "datatype as a blank node": "_:t",
  "relative datatype": "foo",
  "datatype with brackets": "urn:x:<a>",
  "no datatype": null,
  "two datatypes": ["urn:x:a", "urn:x:b"],
  "one datatype in an array": ["urn:x:a"],
  "number as a datatype": 3,
};

export function plainIri(draws: Draws): string {
  return draws.pick(plainIris);
}

export function oddIri(draws: Draws): string {
  return draws.pickNamed(oddIris);
}

export function plainString(draws: Draws): string {
  return draws.pick(["a", "Mika", "2026-10-01T00:00:00Z", "Data intern", "b", "zQ3sh", "ä"]);
}

export function oddString(draws: Draws): string {
  return draws.pickNamed(oddStrings);
}

export function oddNumber(draws: Draws): number {
  return draws.pickNamed(oddNumbers);
}

export function oddDatatype(draws: Draws): JsonValue {
  return draws.pickNamed(datatypes);
}

/** A string, a number or a boolean. */
export function scalar(draws: Draws, isOdd: boolean): string | number | boolean {
  if (isOdd && draws.chance(60)) return draws.chance(40) ? oddNumber(draws) : oddString(draws);
  if (draws.chance(15)) return draws.below(10);
  if (draws.chance(10)) return draws.chance(50);
  return plainString(draws);
}

/** Any JSON, for JSON literals: member names that sort unlike they stand, numbers, nothing, keywords. */
export function anyJson(draws: Draws, depth: number): JsonValue {
  const kind = depth > 2 ? 0 : draws.below(4);
  if (kind === 0) return draws.chance(15) ? null : scalar(draws, true);
  if (kind === 1) return Array.from({ length: draws.below(4) }, () => anyJson(draws, depth + 1));
  const names = [
    "b",
    "a",
    "B",
    "10",
    "9",
    "",
    "@value",
    "@context",
    "é",
    "\ud83d\ude00",
    "\uffff",
    "constructor",
    "a\n",
  ];
  const members = Array.from({ length: draws.below(4) }, (): [string, JsonValue] => [
    draws.pick(names),
    anyJson(draws, depth + 1),
  ]);
  return Object.fromEntries(members);
}

/** All names that the tables of this file can note. */
export const scalarFeatures: readonly string[] = [
  ...Object.keys({ ...oddIris, ...oddStrings, ...oddNumbers, ...languageTags, ...directions, ...datatypes }),
];
