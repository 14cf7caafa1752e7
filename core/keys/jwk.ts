import { base64urlnopad } from "@scure/base";
import { Problem } from "../problem/problem.ts";
import { assertUsableEd25519Key } from "./ed25519.ts";
import { compressP256, p256Coordinates } from "./p256.ts";
import type { PublicKey } from "./public-key.ts";

/** A public JSON Web Key with nothing but the key: RFC 8037, 2 (`OKP`) and RFC 7518, 6.2 (`EC`). */
export type PublicJwk =
  | { crv: "Ed25519"; kty: "OKP"; x: string }
  | { crv: "P-256"; kty: "EC"; x: string; y: string };

const privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];
const algorithms = { Ed25519: ["EdDSA", "Ed25519"], "P-256": ["ES256"] } as const;

/** Spells a public key as a JWK, members in alphabetical order as RFC 7638 and RFC 8785 have them. */
export function encodeJwk(key: PublicKey): PublicJwk {
  if (key.type === "Ed25519") return { crv: "Ed25519", kty: "OKP", x: base64urlnopad.encode(key.bytes) };
  const { x, y } = p256Coordinates(key.bytes);
  return { crv: "P-256", kty: "EC", x: base64urlnopad.encode(x), y: base64urlnopad.encode(y) };
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
  return key;
}

function readKey(members: Map<string, unknown>): PublicKey {
  const kind = `${members.get("kty")} ${members.get("crv")}`;
  if (kind === "OKP Ed25519") {
    const bytes = decodeCoordinate(members.get("x"));
    assertUsableEd25519Key(bytes);
    return { type: "Ed25519", bytes };
  }
  if (kind === "EC P-256") {
    const x = decodeCoordinate(members.get("x"));
    const y = decodeCoordinate(members.get("y"));
    return { type: "P-256", bytes: compressP256(Uint8Array.of(4, ...x, ...y)) };
  }
  throw invalid("Neither an Ed25519 nor a P-256 key");
}

function checkUse(members: Map<string, unknown>, type: PublicKey["type"]): void {
  const allowed: readonly unknown[] = algorithms[type];
  const operations = members.get("key_ops");
  const fits =
    (!members.has("use") || members.get("use") === "sig") &&
    (!members.has("key_ops") || (Array.isArray(operations) && operations.includes("verify"))) &&
    (!members.has("alg") || allowed.includes(members.get("alg")));
  if (!fits) throw invalid("The key is not for verifying signatures");
}

function decodeCoordinate(text: unknown): Uint8Array {
  // 43 characters are 32 bytes; any other length is refused before decoding.
  if (typeof text !== "string" || text.length !== 43) throw invalid("A coordinate has 32 bytes in base64url");
  try {
    return base64urlnopad.decode(text);
  } catch (cause) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "A coordinate is not base64url", { cause });
  }
}

function invalid(words: string): Problem {
  return new Problem("INVALID_VERIFICATION_METHOD", words);
}
