import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import type { KeyType } from "../keys/public-key.ts";
import { Problem } from "../problem/problem.ts";

/** A JWS in compact form, taken apart; nothing says yet that its signature fits. RFC 7515, 3.1. */
export interface CompactJws {
  /** The protected header, whose `alg` is one of {@link jwsAlgorithms}. A key in it is never used. */
  header: JsonObject;
  payload: Uint8Array;
  signature: Uint8Array;
  /** What was signed: the first two parts as they came, in ASCII. */
  signingInput: Uint8Array;
}

/** Each signature algorithm that is verified, and the type of the keys it takes: RFC 7518, 3.3 to 3.5; RFC 8037; RFC 9864. */
export const jwsAlgorithms: ReadonlyMap<unknown, Exclude<KeyType, "BLS12-381">> = new Map([
  ["EdDSA", "Ed25519"],
  ["Ed25519", "Ed25519"],
  ["ES256", "P-256"],
  ["ES384", "P-384"],
  ["ES512", "P-521"],
  ["RS256", "RSA"],
  ["PS256", "RSA"],
]);

/** The same by name, as metadata announces them. */
export const verifiedAlgorithms: readonly string[] = [...jwsAlgorithms.keys()].map(String);

/** Far above every header in use, certificate chains included. */
const maximumHeaderBytes = 16 * 1024;

/** Members that change what the rest means (RFC 7515, 4.1.11; RFC 7797, 3; RFC 7516, 4.1.3); none is understood here. */
const refusedMembers = ["crit", "b64", "zip"];

/**
 * Takes a compact JWS apart, and refuses every text that two readers could read differently: padding, other
 * alphabets, left-over bits, duplicate members in the header, members that change the meaning of the rest.
 *
 * @param limits - `maxBytes`: length of the whole text.
 * @throws {@link Problem} `PARSING_ERROR`, also for unsigned ones and for `alg` that shares its key with the
 * verifier (HS*); `UNSUPPORTED` for other algorithms and for SD-JWTs; `CONTENT_TOO_LARGE` above `maxBytes`.
 */
export function parseCompactJws(text: string, limits: { maxBytes: number }): CompactJws {
  if (text.length > limits.maxBytes) {
    throw new Problem("CONTENT_TOO_LARGE", `The JWT is larger than ${limits.maxBytes} bytes`);
  }
  if (looksLikeSdJwt(text)) throw new Problem("UNSUPPORTED", "SD-JWTs are not supported here");
  const [header, payload, signature, ...others] = text.split(".", 4);
  if (header === undefined || payload === undefined || signature === undefined || others.length > 0) {
    throw refused("A signed JWT has three parts");
  }
  return {
    header: readHeader(decodeBase64url(header)),
    payload: decodeBase64url(payload),
    signature: decodeBase64url(signature),
    signingInput: Buffer.from(`${header}.${payload}`, "ascii"),
  };
}

/**
 * The payload of a JWS as a JSON object (a JWT's claims: RFC 7519, 7.2), read strictly.
 *
 * @throws {@link Problem} `PARSING_ERROR`.
 */
export function jwsPayload({ payload }: Pick<CompactJws, "payload">): JsonObject {
  const claims = parseStrictJson(payload, { maxBytes: payload.length });
  if (!isJsonObject(claims)) throw refused("The payload of a JWT is a JSON object");
  return claims;
}

/** Tells a text in the shape of a compact JWS from JSON and from anything else. Nothing more is checked. */
export function looksLikeCompactJws(text: string): boolean {
  // Base64url of "{", and of what may follow it.
  return /^e[wy][A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/.test(text);
}

/** The same for an SD-JWT, whose disclosures stand behind tildes (RFC 9901, 4). Nothing here reads one. */
export function looksLikeSdJwt(text: string): boolean {
  const end = text.indexOf("~");
  return end > 0 && looksLikeCompactJws(text.slice(0, end));
}

function readHeader(bytes: Uint8Array): JsonObject {
  if (bytes.length > maximumHeaderBytes) throw refused("The header of a JWT is too long");
  const header = parseStrictJson(bytes, { maxBytes: maximumHeaderBytes });
  if (!isJsonObject(header)) throw refused("The header of a JWT is a JSON object");
  if (refusedMembers.some((member) => member in header)) {
    throw refused("The header of the JWT demands something that is not understood here");
  }
  assertAlgorithm(header.alg);
  return header;
}

function assertAlgorithm(alg: unknown): void {
  if (jwsAlgorithms.has(alg)) return;
  if (typeof alg !== "string" || /^(?:none$|hs)/i.test(alg))
    throw refused("The JWT is not signed with a key pair");
  throw new Problem("UNSUPPORTED", "The JWT is signed in a way that is not supported here");
}

/** Strict base64url of RFC 7515, 2: no padding, no other characters, no bits left over. */
function decodeBase64url(text: string): Uint8Array {
  const bytes = Buffer.from(text, "base64url");
  // Node forgives everything; only the canonical spelling comes out as it went in.
  if (bytes.toString("base64url") !== text) throw refused("A part of the JWT is not base64url");
  return bytes;
}

function refused(words: string): Problem {
  return new Problem("PARSING_ERROR", words);
}
