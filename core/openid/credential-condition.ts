import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { type ClaimPath, claimsAt, type PlacedValue } from "./claim-path.ts";

/** What one credential query demands of a credential: OpenID4VP 1.0, 6.1, 6.3 and B.1.1. */
export interface CredentialCondition {
  format: string;
  /** Each a set of types that will do. */
  typeSets: string[][];
  claims: ClaimCondition[];
  /** Ids of claims, each a set that will do; `undefined`: every claim must be there. */
  claimSets: string[][] | undefined;
}

/** One thing that must stand in a credential. */
export interface ClaimCondition {
  id: string | undefined;
  path: ClaimPath;
  /** One of them must stand there; `undefined`: anything. */
  values: ReadonlySet<JsonValue> | undefined;
}

/** Reads a credential query that was found well-formed: types, claims and claim sets are then where they belong. */
export function conditionOf({
  format,
  meta,
  claims,
  claim_sets: claimSets,
}: JsonObject): CredentialCondition {
  const { type_values: typeSets } = meta as { type_values: string[][] };
  return {
    format: String(format),
    typeSets,
    claims: ((claims ?? []) as JsonObject[]).map(({ id, path, values }) => ({
      id: id as string | undefined,
      path: path as ClaimPath,
      values: values === undefined ? undefined : new Set(values as JsonValue[]),
    })),
    claimSets: claimSets as string[][] | undefined,
  };
}

/**
 * Says whether a credential is what a query asks for. Our own evaluation, because both sides may be hostile: its time grows with the
 * size of the credential times the number of claims, and not with the number of values or claim sets as well.
 */
export function fulfils(
  credential: { format: string; types: string[]; content: JsonObject },
  condition: CredentialCondition,
): boolean {
  if (credential.format !== condition.format) return false;
  const types = new Set(credential.types);
  if (!condition.typeSets.some((set) => set.every((type) => types.has(type)))) return false;
  const { claims, claimSets } = condition;
  const missing = claims.filter((claim) => !isThere(credential.content, claim));
  if (claimSets === undefined) return missing.length === 0;
  const missingIds = new Set(missing.map(({ id }) => id));
  return claimSets.some((set) => set.every((id) => !missingIds.has(id)));
}

function isThere(content: JsonObject, claim: ClaimCondition): boolean {
  return fittingValues(content, claim).length > 0;
}

/** The values of a credential that are what a claim asks for. */
export function fittingValues(content: JsonObject, { path, values }: ClaimCondition): PlacedValue[] {
  const found = claimsAt(content, path);
  return values === undefined ? found : found.filter(({ value }) => values.has(value));
}
