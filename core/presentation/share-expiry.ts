import { parseDateTimeStamp } from "../credential/date-time.ts";
import { readClaims } from "../credential/jwt-claims.ts";
import { listOf } from "../credential/members.ts";
import { jwsPayload, parseCompactJws } from "../jose/compact-jws.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";

/**
 * When a shared presentation ends, by its own word: the earliest `expires` of its proofs, or `exp` of its JWT. For one that was
 * verified before.
 *
 * @returns `undefined` when it does not say.
 */
export function shareExpiry(presentation: JsonObject | string): Date | undefined {
  const ends = typeof presentation === "string" ? endOfJwt(presentation) : endsOfProofs(presentation);
  const known = ends.filter((end) => end !== undefined);
  return known.length === 0 ? undefined : new Date(Math.min(...known));
}

function endsOfProofs({ proof }: JsonObject): (number | undefined)[] {
  return listOf(proof)
    .filter(isJsonObject)
    .map(({ expires }) => parseDateTimeStamp(expires));
}

function endOfJwt(jwt: string): (number | undefined)[] {
  const { exp } = readClaims(jwsPayload(parseCompactJws(jwt, { maxBytes: jwt.length })));
  return [exp === undefined ? undefined : exp * 1000];
}
