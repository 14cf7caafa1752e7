import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { listOf } from "../members.ts";

/** The registered claims of a JWT, each of its type: RFC 7519, 4.1. Times are in seconds since 1970. */
export interface JwtClaims {
  iss: string | undefined;
  sub: string | undefined;
  jti: string | undefined;
  nonce: string | undefined;
  /** One string stands for an array of one. */
  aud: string[];
  nbf: number | undefined;
  exp: number | undefined;
  iat: number | undefined;
}

const texts = ["iss", "sub", "jti", "nonce"] as const;
const times = ["nbf", "exp", "iat"] as const;
/** What is a claim of the JWT and no member of the document in it, though some are terms of VCDM 2.0, too. */
export const claimNames: ReadonlySet<string> = new Set([...texts, ...times, "aud", "cnf"]);

/**
 * 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z: what an XSD date with four digits for the year can say. RFC 7519, 2 sets no bounds, but
 * beyond these are times that somebody wrote in milliseconds, which would never end.
 */
const [firstSecond, lastSecond] = [-62_167_219_200, 253_402_300_799];

/**
 * Reads the registered claims.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` for one that is there and not of its type.
 */
export function readClaims(payload: JsonObject): JwtClaims {
  const [iss, sub, jti, nonce] = texts.map((name) => readText(payload, name));
  const [nbf, exp, iat] = times.map((name) => readTime(payload, name));
  return { iss, sub, jti, nonce, aud: readAudience(payload), nbf, exp, iat };
}

/** Since when a JWT counts, in milliseconds since 1970: the later of `iat` and `nbf`. */
export function madeAt({ iat, nbf }: JwtClaims): number | undefined {
  const times = [iat, nbf].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times) * 1000;
}

/**
 * The payload with `iss` from the header, where VC-JOSE-COSE 1.0 ("iss") lets it stand as well; what the header says is signed like the rest.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` for claims that the header repeats differently: RFC 7519, 5.3.
 */
export function withHeaderClaims(header: JsonObject, payload: JsonObject): JsonObject {
  const claims = "iss" in header && !("iss" in payload) ? { ...payload, iss: header.iss } : payload;
  assertReplicated(header, claims);
  return claims;
}

function assertReplicated(header: JsonObject, payload: JsonObject): void {
  for (const name of ["iss", "sub", "aud"]) {
    if (name in header && !isDeepStrictEqual(header[name], payload[name])) {
      throw malformed(`What "${name}" says in the header is not what the claims say`);
    }
  }
}

function readText(payload: JsonObject, name: string): string | undefined {
  const value = payload[name];
  if (value === undefined || (typeof value === "string" && value !== "")) return value;
  throw malformed(`"${name}" is malformed`);
}

function readTime(payload: JsonObject, name: string): number | undefined {
  const value = payload[name];
  if (value === undefined) return undefined;
  if (typeof value === "number" && value >= firstSecond && value <= lastSecond) return value;
  throw malformed(`"${name}" is not a number of seconds`);
}

function readAudience(payload: JsonObject): string[] {
  const audience = listOf(payload.aud);
  if (payload.aud !== undefined && audience.length === 0) throw malformed('"aud" is malformed');
  if (audience.every((item) => typeof item === "string" && item !== "")) return audience as string[];
  throw malformed('"aud" is malformed');
}

function malformed(words: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", words);
}
