import { jwsPayload, parseCompactJws } from "../core/jose/compact-jws.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../core/json/json-value.ts";
import { jwtOfPresentation } from "../core/presentation/jwt-of-presentation.ts";
import { asProblem } from "../core/problem/undecided.ts";

const maxQuickBytes = 48 * 1024;
const maxUnnamedNodes = 150;
const maxAlike = 4;

/**
 * Whether a document has a shape that can make canonicalization slow: it is large, names blank nodes, or has
 * many nodes without an id, or several alike. A guess about cost and nothing else: it decides in which lane
 * a verification waits, never its answer.
 */
export function looksCostly(document: JsonObject | string, sizeBytes: number): boolean {
  if (sizeBytes > maxQuickBytes) return true;
  let unnamed = 0;
  const alike = new Map<string, number>();
  const visit = (value: JsonValue): boolean => {
    if (typeof value === "string") return value.startsWith("_:");
    if (typeof value !== "object" || value === null) return false;
    if (Array.isArray(value)) return value.some(visit);
    if (value.id === undefined) {
      unnamed++;
      const text = JSON.stringify(value);
      const count = (alike.get(text) ?? 0) + 1;
      alike.set(text, count);
      if (unnamed > maxUnnamedNodes || count > maxAlike) return true;
    }
    return Object.values(value).some(visit);
  };
  const jwt = jwtAround(document);
  return visit(jwt === undefined ? (document as JsonObject) : embeddedIn(jwt));
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
