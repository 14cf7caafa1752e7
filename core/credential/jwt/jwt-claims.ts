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

/** 9999-12-31T23:59:59Z: what an XSD date with four digits for the year can say. */
const lastSecond = 253_402_300_799;

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
 * Refuses claims that the header repeats differently: RFC 7519, 5.3.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR`.
 */
export function assertReplicated(header: JsonObject, payload: JsonObject): void {
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
  if (typeof value === "number" && value >= 0 && value <= lastSecond) return value;
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
