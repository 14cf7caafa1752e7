import type { JsonObject, JsonValue } from "../../json/json-value.ts";
import { type ActiveContext, initialContext, type Property } from "../contexts/active-context.ts";
import { addDocumentContext } from "../contexts/document-context.ts";
import { expandIri } from "../contexts/expand-iri.ts";
import { countingContexts, processContext } from "../contexts/process-context.ts";
import type { ExpandedNode } from "../expanded-node.ts";
import { notCovered, unlessNotCovered } from "../not-covered.ts";
import { expandValueObject } from "./expand-value-object.ts";
import { propertyOf } from "./property.ts";

type Node = Record<string, unknown>;

/**
 * Expands a document whose contexts are all pinned: the same statements as the JSON-LD library reads in safe mode
 * without a base IRI, some hundred times faster, because what the contexts mean was worked out before.
 *
 * Differs from the library's result in one thing that no statement depends on: members of a node keep the order of the document.
 *
 * @param beforeContext - Called before a context is worked out; what it throws goes on up.
 * @returns `undefined` for a document that this reader does not decide: one with other contexts, with rare features,
 * or with what may be an error. Ask the library then.
 * @see {@link https://www.w3.org/TR/json-ld11-api/#expansion-algorithm}
 */
export function expandPinned(document: JsonObject, beforeContext?: () => void): ExpandedNode | undefined {
  if (beforeContext === undefined) return expandWith(initialContext, document);
  return countingContexts(beforeContext, () => expandWith(initialContext, document));
}

/** The same under an active context. */
export function expandWith(active: ActiveContext, document: JsonObject): ExpandedNode | undefined {
  return unlessNotCovered(() => {
    const node = expandObject(active, document, undefined);
    assertSaysSomething(node);
    return node;
  });
}

/** Expands a node or a value object; `property` is the one it stands under. */
function expandObject(inherited: ActiveContext, element: JsonObject, property: Property | undefined): Node {
  const outer = contextOf(inherited, element, property);
  const isValue = "@value" in element;
  const active = isValue ? outer : addTypeContexts(outer, element);
  const node: Node = isValue ? expandValueObject(outer, element) : {};
  if (!isValue) {
    for (const member in element) {
      if (member !== "@context") expandMember({ node, active, outer }, member, element[member] as JsonValue);
    }
  }
  const holdsGraphs = property?.isGraph === true || isGraphContainer(active, property);
  if (holdsGraphs) assertSaysSomething(node);
  return node;
}

/** What holds inside an object, before its types have their say. */
function contextOf(
  inherited: ActiveContext,
  element: JsonObject,
  property: Property | undefined,
): ActiveContext {
  const scoped = property?.scopedContext;
  let active = inherited;
  if (inherited.previous !== undefined && !keepsTypeContext(inherited, element)) active = inherited.previous;
  if (scoped !== undefined) active = processContext(active, scoped, "property");
  const own = element["@context"];
  return own === undefined ? active : addDocumentContext(active, own);
}

function isGraphContainer(active: ActiveContext, property: Property | undefined): boolean {
  return property !== undefined && active.terms.get(property.member)?.container === "@graph";
}

/** A reference and a small value object are read as their parent is: what its type brought still holds for them. */
function keepsTypeContext(active: ActiveContext, element: JsonObject): boolean {
  const members = Object.keys(element);
  if (members.length > 2 || members.includes("@context")) return false;
  if (members.includes("@value")) return true;
  const [only] = members;
  return members.length === 1 && only !== undefined && expandIri(active, only, true) === "@id";
}

function addTypeContexts(outer: ActiveContext, element: JsonObject): ActiveContext {
  let active = outer;
  for (const member of outer.typeMembers) {
    const value = element[member];
    if (value === undefined) continue;
    // In the order of their names, whatever order they stand in.
    const types = Array.isArray(value) ? (value.length > 1 ? value.slice().sort() : value) : [value];
    for (const type of types) {
      if (typeof type !== "string") throw notCovered;
      const scoped = outer.terms.get(type)?.scopedContext;
      if (scoped !== undefined) active = processContext(active, scoped, "type");
    }
  }
  return active;
}

interface NodeReading {
  node: Node;
  active: ActiveContext;
  /** Without what the types brought: types themselves are read by it. */
  outer: ActiveContext;
}

function expandMember({ node, active, outer }: NodeReading, member: string, value: JsonValue): void {
  const property = propertyOf(active, member);
  const { iri } = property;
  // Two names for one thing: in which order their values come is for the library to say.
  if (Object.hasOwn(node, iri)) throw notCovered;
  if (iri === "@id") {
    if (typeof value !== "string") throw notCovered;
    node["@id"] = expandIri(active, value, false);
  } else if (iri === "@type") {
    expandTypes(node, outer, value);
  } else {
    const values = valuesOf(property, value);
    if (values !== undefined) node[iri] = values;
  }
}

function expandTypes(node: Node, outer: ActiveContext, value: JsonValue): void {
  const types = Array.isArray(value) ? value : [value];
  const expanded = types.map((type) => {
    if (typeof type !== "string") throw notCovered;
    return expandIri(outer, type, true);
  });
  if (expanded.includes("@id") || expanded.includes("@type")) throw notCovered;
  if (expanded.length > 0) node["@type"] = expanded;
}

/** The values of a property; `undefined` when the document leaves it without one. */
function valuesOf(property: Property, value: JsonValue): unknown[] | undefined {
  if (property.isJson) {
    if (property.isList || property.isGraph) throw notCovered;
    return [{ "@type": "@json", "@value": value }];
  }
  if (value === null) return undefined;
  if (property.isList) return [{ "@list": listItems(property, value) }];
  const values: unknown[] = [];
  addValues(values, property, value);
  if (!property.isGraph) return values;
  return values.length === 0 ? undefined : values.map((node) => ({ "@graph": [node] }));
}

function listItems(property: Property, value: JsonValue): unknown[] {
  const items = Array.isArray(value) ? value : [value];
  return items
    .filter((item) => item !== null)
    .map((item) => {
      if (typeof item === "object") throw notCovered;
      return expandScalar(property, item);
    });
}

function addValues(values: unknown[], property: Property, value: JsonValue): void {
  if (value === null) return;
  // JSON has no such value, and the library takes it for null.
  if (value === undefined) throw notCovered;
  if (Array.isArray(value)) {
    for (const item of value) addValues(values, property, item);
    return;
  }
  const expanded =
    typeof value === "object"
      ? expandObject(property.valueContext, value, property)
      : expandScalar(property, value);
  // A bare reference or literal says nothing in a graph of its own.
  if (property.isGraph && typeof value !== "object") throw notCovered;
  values.push(expanded);
}

function expandScalar(property: Property, value: string | number | boolean): Node {
  const { coercion, valueContext } = property;
  if (coercion === undefined) return { "@value": value };
  if (coercion === "@json") throw notCovered;
  if (coercion !== "@id" && coercion !== "@vocab") return { "@type": coercion, "@value": value };
  if (typeof value !== "string") throw notCovered;
  const iri = expandIri(valueContext, value, coercion === "@vocab");
  if (iri === "@id" || iri === "@type") throw notCovered;
  return { "@id": iri };
}

/** A graph of its own holds nodes that say something; the library refuses what it would have to drop. */
function assertSaysSomething(node: Node): void {
  const members = Object.keys(node);
  if (members.length === 0 || "@value" in node || (members.length === 1 && "@id" in node)) throw notCovered;
}
