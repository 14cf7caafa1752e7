import type { ClassName } from "./class-names.ts";

/** The simple values that a member may hold; `schema` is what the official JSON Schema asks of them, `text` what the specification adds. */
export type SimpleType =
  | "string"
  | "number"
  | "boolean"
  | "uri"
  | "dateTime"
  | "date"
  | "email"
  | "languageCode"
  | "countryCode"
  | "compactJws";

/** What one value of a member must be. */
export type ValueRule =
  | { kind: "simple"; type: SimpleType }
  | { kind: "object"; of: ClassName }
  /** A URI, or the thing itself. */
  | { kind: "reference"; of: ClassName }
  /** One of these terms; in an extensible vocabulary, or one of one's own that begins with "ext:". */
  | { kind: "term"; terms: readonly string[]; extensible: boolean };

/** A member of a class: one value, or an unordered set of them. */
export interface Member {
  value: ValueRule;
  required: boolean;
  set?: {
    /** Whether the compacted form may write a set of one without its array (Open Badges 3.0, A.2.1). */
    compactable: boolean;
    minimum: 0 | 1;
    /** Of each of these groups, one must be in the set. */
    contains: readonly (readonly string[])[];
  };
}

export type Members = Readonly<Record<string, Member>>;

/** A member with one value, which may be left out. */
export function one(type: SimpleType): Member {
  return { value: { kind: "simple", type }, required: false };
}

/** A member with one object of a class, which may be left out. */
export function oneObject(of: ClassName): Member {
  return { value: { kind: "object", of }, required: false };
}

export function oneTerm(terms: readonly string[]): Member {
  return { value: { kind: "term", terms, extensible: false }, required: false };
}

export function oneExtensibleTerm(terms: readonly string[]): Member {
  return { value: { kind: "term", terms, extensible: true }, required: false };
}

/** A set of simple values. */
export function manyOf(type: SimpleType): Member {
  return setOf({ kind: "simple", type });
}

/** A set of objects of a class. */
export function many(of: ClassName): Member {
  return setOf({ kind: "object", of });
}

/** A set that the compacted form may write as one value. */
export function manyCompactable(of: ClassName): Member {
  return compactable(many(of));
}

/** `type` as a set: of each group one must be in it. */
export function types(...contains: (readonly string[])[]): Member {
  const { value } = manyOf("string");
  return { value, required: true, set: { compactable: true, minimum: 1, contains } };
}

/** `type` as exactly one term. */
export function onlyType(name: string): Member {
  return required(oneTerm([name]));
}

export function required(member: Member): Member {
  return { ...member, required: true };
}

export function atLeastOne(member: Member): Member {
  if (member.set === undefined) throw new TypeError("Only a set can have at least one value");
  return { ...member, set: { ...member.set, minimum: 1 } };
}

function setOf(value: ValueRule): Member {
  return { value, required: false, set: { compactable: false, minimum: 0, contains: [] } };
}

function compactable(member: Member): Member {
  return { ...member, set: { minimum: 0, contains: [], ...member.set, compactable: true } };
}
