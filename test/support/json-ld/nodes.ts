import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { oddContexts } from "./odd-contexts.ts";
import { addOddMember, oddTypes, unusualMembers } from "./odd-members.ts";
import { embeddedContexts } from "./openings.ts";
import { below, isOdd, type Place } from "./place.ts";
import { oddIri, plainIri } from "./scalars.ts";
import {
  allTerms,
  classesIn,
  type Definition,
  propertiesIn,
  type Scope,
  scopeOf,
  withContext,
} from "./scope.ts";
import { valueUnder } from "./values.ts";

const securityProof = "https://w3id.org/security#proof";
const verifiableCredential = "https://www.w3.org/2018/credentials#verifiableCredential";

/** Makes a node with terms that its contexts and types define, and now and then with others. */
export function nodeIn(place: Place, wanted?: readonly string[]): JsonObject {
  const { draws, made } = place;
  const node: JsonObject = {};
  let { scope } = place;
  if (place.depth > 0 && isOdd(place) && draws.chance(25)) {
    node["@context"] = draws.pickNamed(oddContexts)(place);
    scope = withContext(scope, node["@context"]);
  }
  const types = wanted ?? someTypes(place, scope);
  const typed = [...types]
    .sort()
    .reduce((before, type) => withTermContext(before, scope.terms.get(type)), scope);
  addIdentity(place, node, types, scope);
  const ownTerms = propertiesIn(typed).filter((term) => typed.terms.get(term) !== scope.terms.get(term));
  for (let left = draws.below(place.depth > 3 ? 2 : 7); left > 0; left--) {
    const term = someProperty(place, ownTerms, typed);
    if (term !== undefined) node[term] = memberValue(place, typed.terms.get(term), scope, typed);
  }
  if (draws.chance(4)) draws.pickNamed(unusualMembers)(place, node);
  if (isOdd(place)) addOddMember(place, node, below(place, scope));
  made.nodes.push(node);
  return node;
}

function withTermContext(scope: Scope, definition: Definition | undefined): Scope {
  return definition?.context === undefined ? scope : withContext(scope, definition.context);
}

function someTypes({ draws }: Place, scope: Scope): string[] {
  const classes = classesIn(scope);
  if (classes.length === 0 || draws.chance(30)) return [];
  const types = [draws.pick(classes)];
  while (draws.chance(20)) types.push(draws.pick(classes));
  return types;
}

function addIdentity(place: Place, node: JsonObject, types: readonly string[], scope: Scope): void {
  const { draws, made } = place;
  const [id, type] = scope.terms.has("id") ? ["id", "type"] : ["@id", "@type"];
  if (draws.chance(45)) {
    const iri = isOdd(place) ? oddIri(draws) : plainIri(draws);
    node[id] = made.ids.length > 0 && draws.chance(12) ? draws.pick(made.ids) : iri;
    made.ids.push(String(node[id]));
  }
  if (isOdd(place) && draws.chance(40)) node[type] = draws.pickNamed(oddTypes)(place);
  else if (types.length === 1 && draws.chance(60)) node[type] = types[0] as string;
  else if (types.length > 0) node[type] = draws.shuffled(types);
}

function someProperty(place: Place, ownTerms: string[], scope: Scope): string | undefined {
  const { draws } = place;
  if (isOdd(place) && draws.chance(30)) return draws.pick(allTerms);
  if (ownTerms.length > 0 && draws.chance(75)) return draws.pick(ownTerms);
  if (scope.vocabulary && draws.chance(20)) return draws.pick(["degree", "alumniOf", "x"]);
  const terms = propertiesIn(scope);
  return terms.length > 0 ? draws.pick(terms) : undefined;
}

/** A value under a term: proofs and credentials where they belong, otherwise what the definition asks for. */
function memberValue(
  place: Place,
  definition: Definition | undefined,
  scope: Scope,
  typed: Scope,
): JsonValue {
  const { draws } = place;
  // A type's context is left behind one level down; a property's own context comes instead.
  const inside = below(place, withTermContext(scope, definition));
  const value = (): JsonValue => {
    if (definition?.iri === securityProof && draws.chance(85)) return proofIn(inside);
    if (definition?.iri === verifiableCredential && draws.chance(85)) return embeddedCredential(inside);
    return valueUnder(inside, definition, typed);
  };
  if (!draws.chance(definition?.containers.some((one) => one !== "@graph") === true ? 50 : 18))
    return value();
  return Array.from({ length: draws.below(4) }, value);
}

function proofIn(place: Place): JsonObject {
  const types = ["DataIntegrityProof", "Ed25519Signature2020"].filter((type) => place.scope.terms.has(type));
  return nodeIn(place, types.length > 0 ? [place.draws.pick(types)] : ["DataIntegrityProof"]);
}

function embeddedCredential(place: Place): JsonObject {
  const contexts = place.draws.pick(embeddedContexts);
  const scope = withContext(place.scope, [...contexts]);
  const node = nodeIn({ ...place, scope }, ["VerifiableCredential", ...someTypes(place, scopeOf(contexts))]);
  return { "@context": [...contexts], ...node };
}
