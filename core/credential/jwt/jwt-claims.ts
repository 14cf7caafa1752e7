import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type JsonObject } from "../../json/json-value.ts";
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
const claimNames: ReadonlySet<string> = new Set([...texts, ...times, "aud"]);

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

/**
 * The credential or presentation that a JWT holds: its members beside the registered claims (Open Badges 3.0,
 * 8.2; VC-JOSE-COSE 1.0), or under one claim (VCDM 1.1, 6.3.1). Both may be there when they say the same.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` when they differ: two readers would read two things.
 */
export function heldDocument(
  payload: JsonObject,
  claim: "vc" | "vp",
): { document: JsonObject; isWrapped: boolean } {
  const { [claim]: wrapped, ...others } = payload;
  if (others[claim === "vc" ? "vp" : "vc"] !== undefined) {
    throw malformed("The JWT is not of the kind that belongs here");
  }
  const beside = Object.fromEntries(Object.entries(others).filter(([name]) => !claimNames.has(name)));
  if (wrapped === undefined) return { document: beside, isWrapped: false };
  if (!isJsonObject(wrapped)) throw malformed(`"${claim}" is not an object`);
  if (Object.keys(beside).length > 0 && !isDeepStrictEqual(beside, wrapped)) {
    throw malformed(`What stands beside "${claim}" differs from what is in it`);
  }
  return { document: wrapped, isWrapped: true };
}

/**
 * Refuses a JWT that its header declares to be something else (RFC 8725, 3.11).
 *
 * @param expected - Media subtypes in lower case; `typ` may be absent.
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR`.
 */
export function assertJwtType(header: JsonObject, expected: readonly string[]): void {
  const { typ } = header;
  if (typ === undefined) return;
  // RFC 7515, 4.1.9: media types know no case, and "application/" may be left out.
  const subtype = typeof typ === "string" ? typ.toLowerCase().replace(/^application\//, "") : "";
  if (!expected.includes(subtype)) throw malformed('The JWT is of another type: "typ"');
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
