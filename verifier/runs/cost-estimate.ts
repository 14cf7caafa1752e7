import { jwsPayload, parseCompactJws } from "../../core/jose/compact-jws.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json/json-value.ts";
import { jwtOfPresentation } from "../../core/presentation/jwt-of-presentation.ts";
import { asProblem } from "../../core/problem/undecided.ts";

const maxQuickBytes = 48 * 1024;
const maxUnnamedNodes = 150;
/** Five credentials of one student have parts in common, which canonicalization tells apart by where they are. */
const maxAlike = 5;

/** Whether a request is costly for its size alone. */
export function isLarge(sizeBytes: number): boolean {
  return sizeBytes > maxQuickBytes;
}

/**
 * Whether a document has a shape that can make canonicalization slow: it is large, names blank nodes, or has
 * many nodes without an id, or several alike. A guess about cost and nothing else: it decides in which lane
 * a verification waits, never its answer.
 */
export function looksCostly(document: JsonObject | string, sizeBytes: number): boolean {
  if (isLarge(sizeBytes)) return true;
  const unnamed: JsonObject[] = [];
  const visit = (value: JsonValue): boolean => {
    if (typeof value === "string") return value.startsWith("_:");
    if (typeof value !== "object" || value === null) return false;
    if (Array.isArray(value)) return value.some(visit);
    if (value.id === undefined && unnamed.push(value) > maxUnnamedNodes) return true;
    for (const member in value) if (visit(value[member] as JsonValue)) return true;
    return false;
  };
  const jwt = jwtAround(document);
  return visit(jwt === undefined ? (document as JsonObject) : embeddedIn(jwt)) || areAlike(unnamed);
}

/** Only what has the same members can be alike, so most nodes need not be written out and compared. */
function areAlike(nodes: JsonObject[]): boolean {
  const byMembers = new Map<string, JsonObject[]>();
  for (const node of nodes) {
    const members = Object.keys(node).join(" ");
    const group = byMembers.get(members);
    if (group === undefined) byMembers.set(members, [node]);
    else group.push(node);
  }
  return [...byMembers.values()].some((group) => {
    if (group.length <= maxAlike) return false;
    const counts = new Map<string, number>();
    return group.some((node) => {
      const text = JSON.stringify(node);
      const count = (counts.get(text) ?? 0) + 1;
      counts.set(text, count);
      return count > maxAlike;
    });
  });
}

function jwtAround(document: JsonObject | string): string | undefined {
  try {
    return jwtOfPresentation(document);
  } catch (error) {
    asProblem(error);
    return undefined;
  }
}

/** What of a JWT is canonicalized: credentials with proofs of their own in a presentation, and nothing else. */
function embeddedIn(jwt: string): JsonValue {
  try {
    const payload = jwsPayload(parseCompactJws(jwt, { maxBytes: maxQuickBytes }));
    const presentation = isJsonObject(payload.vp) ? payload.vp : payload;
    return presentation.verifiableCredential ?? null;
  } catch (error) {
    // It will be refused before it costs anything.
    asProblem(error);
    return null;
  }
}
