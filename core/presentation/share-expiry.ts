import { readClaims } from "../credential/jwt/jwt-claims.ts";
import { listOf } from "../credential/members.ts";
import { parseDateTimeStamp } from "../date-time.ts";
import { jwsPayload, parseCompactJws } from "../jose/compact-jws.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { jwtOfPresentation } from "./jwt-of-presentation.ts";

/**
 * When a shared presentation ends, by its own word: the earliest `expires` of its proofs, or `exp` of its JWT.
 *
 * For one that was verified as a share before: throws a `TypeError` for one that does not say.
 */
export function shareExpiry(presentation: JsonObject | string): Date {
  const jwt = jwtOfPresentation(presentation);
  const ends = jwt === undefined ? endsOfProofs(presentation as JsonObject) : endOfJwt(jwt);
  const known = ends.filter((end) => end !== undefined);
  if (known.length === 0) throw new TypeError("Not a share: it has no end");
  return new Date(Math.min(...known));
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
