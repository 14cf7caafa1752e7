import { base64urlnopad } from "@scure/base";
import { Problem } from "../problem/problem.ts";
import { compressPoint, type EcdsaCurve, pointCoordinates } from "./ecdsa.ts";
import { assertUsableEd25519Key } from "./ed25519.ts";
import type { PublicKey } from "./public-key.ts";
import { type RsaAlgorithm, rsaNumbers, rsaPublicKey } from "./rsa.ts";

/** A public JSON Web Key with nothing but the key: RFC 8037, 2 (`OKP`) and RFC 7518, 6.2 and 6.3 (`EC`, `RSA`). */
export type PublicJwk =
  | { crv: "Ed25519"; kty: "OKP"; x: string }
  | { crv: EcdsaCurve; kty: "EC"; x: string; y: string }
  | { e: string; kty: "RSA"; n: string };

const privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];
const algorithms: Partial<Record<PublicKey["type"], readonly unknown[]>> = {
  Ed25519: ["EdDSA", "Ed25519"],
  "P-256": ["ES256"],
  "P-384": ["ES384"],
  "P-521": ["ES512"],
  RSA: ["RS256", "PS256"],
};

/** Characters of a coordinate in base64url: 32, 48 and 66 bytes. Any other length is refused before decoding. */
const coordinateLength = { Ed25519: 43, "P-256": 43, "P-384": 64, "P-521": 88 } as const;

/** Whether a registered JWK stands for keys of a type. */
export function hasJwk({ type }: Pick<PublicKey, "type">): boolean {
  return type !== "BLS12-381";
}

/**
 * Spells a public key as a JWK, members in alphabetical order as RFC 7638 and RFC 8785 have them. Throws a `TypeError` for
 * a BLS12-381 key, which no registered JWK stands for.
 */
export function encodeJwk({ type, bytes }: PublicKey): PublicJwk {
  if (type === "BLS12-381") throw new TypeError("A BLS12-381 key has no registered JWK");
  if (type === "Ed25519") return { crv: "Ed25519", kty: "OKP", x: base64urlnopad.encode(bytes) };
  if (type === "RSA") {
    const { modulus, exponent } = rsaNumbers(bytes);
    return { e: base64urlnopad.encode(exponent), kty: "RSA", n: base64urlnopad.encode(modulus) };
  }
  const { x, y } = pointCoordinates(type, bytes);
  return { crv: type, kty: "EC", x: base64urlnopad.encode(x), y: base64urlnopad.encode(y) };
}

/**
 * Reads a public key from a JWK. Members that say nothing about the key are ignored (RFC 7517, 4); `use`,
 * `key_ops` and `alg`, when present, must allow verifying signatures with it.
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD`, also for a private key, for a point that is not on
 * its curve and for one of small order.
 */
export function parseJwk(jwk: unknown): PublicKey {
  if (typeof jwk !== "object" || jwk === null || Array.isArray(jwk)) throw invalid("Not a JSON Web Key");
  const members = new Map<string, unknown>(Object.entries(jwk));
  if (privateMembers.some((name) => members.has(name))) {
    throw invalid("A private key where a public key belongs");
  }
  const key = readKey(members);
  checkUse(members, key.type);
  const algorithm = members.get("alg");
  return key.type === "RSA" && algorithm !== undefined
    ? { ...key, algorithm: algorithm as RsaAlgorithm }
    : key;
}

function readKey(members: Map<string, unknown>): PublicKey {
  if (members.get("kty") === "RSA") return readRsaKey(members);
  const kind = `${members.get("kty")} ${members.get("crv")}`;
  if (kind === "OKP Ed25519") {
    const bytes = decodeCoordinate(members.get("x"), coordinateLength.Ed25519);
    assertUsableEd25519Key(bytes);
    return { type: "Ed25519", bytes };
  }
  if (kind === "EC P-256") return readPoint(members, "P-256");
  if (kind === "EC P-384") return readPoint(members, "P-384");
  if (kind === "EC P-521") return readPoint(members, "P-521");
  throw invalid("Neither an Ed25519, P-256, P-384, P-521 nor RSA key");
}

function readRsaKey(members: Map<string, unknown>): PublicKey {
  const numberAt = (name: "n" | "e") => {
    const text = members.get(name);
    if (typeof text === "string") return decode(text);
    throw invalid("A number of the RSA key is missing");
  };
  return { type: "RSA", bytes: rsaPublicKey(numberAt("n"), numberAt("e")) };
}

function readPoint(members: Map<string, unknown>, curve: EcdsaCurve): PublicKey {
  const x = decodeCoordinate(members.get("x"), coordinateLength[curve]);
  const y = decodeCoordinate(members.get("y"), coordinateLength[curve]);
  return { type: curve, bytes: compressPoint(curve, Uint8Array.of(4, ...x, ...y)) };
}

function checkUse(members: Map<string, unknown>, type: PublicKey["type"]): void {
  const operations = members.get("key_ops");
  const fits =
    (!members.has("use") || members.get("use") === "sig") &&
    (!members.has("key_ops") || (Array.isArray(operations) && operations.includes("verify"))) &&
    (!members.has("alg") || (algorithms[type] ?? []).includes(members.get("alg")));
  if (!fits) throw invalid("The key is not for verifying signatures");
}

function decodeCoordinate(text: unknown, length: number): Uint8Array {
  if (typeof text !== "string" || text.length !== length)
    throw invalid("A coordinate is missing or of a wrong length");
  return decode(text);
}

function decode(text: string): Uint8Array {
  try {
    return base64urlnopad.decode(text);
  } catch (cause) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "A part of the key is not base64url", { cause });
  }
}

function invalid(words: string): Problem {
  return new Problem("INVALID_VERIFICATION_METHOD", words);
}
