import { isJsonObject, type JsonValue } from "../json/json-value.ts";
import { parseJwk } from "../keys/jwk.ts";
import type { PublicKey } from "../keys/public-key.ts";
import { Problem } from "../problem/problem.ts";

/** Far above the keys of any issuer in use. */
const maximumKeys = 100;

/**
 * The key of a JWK Set (RFC 7517, 5) that has this whole `kid`; `undefined` when none has. Keys of kinds unknown here do not hide the
 * others.
 *
 * @param wanted.issuer - Whoever publishes for several issuers names the one that a key is for in its member `iss`.
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD` for what is no JWK Set, an id that two keys have, another issuer's key, and
 * what `parseJwk` refuses.
 */
export function keyOfSet(set: JsonValue, wanted: { kid: string; issuer: string }): PublicKey | undefined {
  if (!isJsonObject(set) || !Array.isArray(set.keys) || set.keys.length > maximumKeys) {
    throw unusable("The issuer's key set is malformed");
  }
  const [jwk, ...others] = set.keys.filter(isJsonObject).filter(({ kid }) => kid === wanted.kid);
  if (jwk === undefined) return undefined;
  if (others.length > 0) throw unusable("Two keys of the issuer have one id");
  if (jwk.iss !== undefined && jwk.iss !== wanted.issuer) throw unusable("The key is another issuer's");
  return parseJwk(jwk);
}

function unusable(words: string): Problem {
  return new Problem("INVALID_VERIFICATION_METHOD", words);
}
