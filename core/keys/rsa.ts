import {
  constants,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify as verifySignature,
} from "node:crypto";
import { Problem } from "../problem/problem.ts";

/** RSASSA-PKCS1-v1_5 and RSASSA-PSS, both with SHA-256: RFC 7518, 3.3 and 3.5. */
export type RsaAlgorithm = "RS256" | "PS256";

/** A key pair to sign RS256 with: the public key is a DER SubjectPublicKeyInfo. */
export interface RsaKeyPair {
  publicKey: Uint8Array;
  privateKey: KeyObject;
}

/** RFC 7518, 3.3 demands 2048 bits; above 4096 a signature costs more than it proves. */
const modulusBits = { minimum: 2048, maximum: 4096 } as const;
/** A large exponent makes verifying slow, a small one has been forged under too often: FIPS 186-5, A.1.1 begins here. */
const minimumExponent = 65_537;
const maximumExponentBytes = 4;

const paddings = {
  RS256: { padding: constants.RSA_PKCS1_PADDING },
  // RFC 7518, 3.5: the salt is as long as the hash.
  PS256: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
} as const;

/**
 * Opens the key pair of a private key in PKCS #8 (DER, RFC 5208), the form in which it is kept. Throws a `TypeError` for one
 * that {@link rsaPublicKey} would refuse.
 */
export function rsaKeyPair(pkcs8: Uint8Array): RsaKeyPair {
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
  if (privateKey.asymmetricKeyType !== "rsa") throw new TypeError("Not an RSA key");
  const { n, e } = createPublicKey(privateKey).export({ format: "jwk" });
  if (!areUsable(decode(n), decode(e))) throw new TypeError("Not an RSA key of 2048 to 4096 bits");
  return { privateKey, publicKey: encodePublicKey(decode(n), decode(e)) };
}

/** Signs a message with RS256: as many bytes as the modulus has, deterministic (RFC 8017, 8.2.1). */
export function signRsa(message: Uint8Array, { privateKey }: RsaKeyPair): Uint8Array {
  return Uint8Array.from(sign("sha256", message, { key: privateKey, ...paddings.RS256 }));
}

/** Says whether a signature is by this key over this message. Bytes of another length than the modulus are a "no". */
export function verifyRsa(input: {
  algorithm: RsaAlgorithm;
  signature: Uint8Array;
  message: Uint8Array;
  publicKey: Uint8Array;
}): boolean {
  const { algorithm, signature, message, publicKey } = input;
  const key = openPublicKey(publicKey);
  const { modulusLength } = key.asymmetricKeyDetails ?? {};
  if (signature.length !== Math.ceil((modulusLength ?? 0) / 8)) return false;
  return verifySignature("sha256", message, { key, ...paddings[algorithm] }, signature);
}

/**
 * Makes a public key from its two numbers, big-endian: always the same DER SubjectPublicKeyInfo (RFC 3279, 2.3.1).
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD` for a modulus that has not 2048 to 4096 bits or is even, an exponent that is even,
 * below 65537 or above 32 bits, and for zeros in front of either.
 */
export function rsaPublicKey(modulus: Uint8Array, exponent: Uint8Array): Uint8Array {
  if (!areUsable(modulus, exponent)) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "Not a usable RSA public key of 2048 to 4096 bits");
  }
  return encodePublicKey(modulus, exponent);
}

/** The two numbers of a public key that {@link rsaPublicKey} made. */
export function rsaNumbers(publicKey: Uint8Array): { modulus: Uint8Array; exponent: Uint8Array } {
  const { n, e } = openPublicKey(publicKey).export({ format: "jwk" });
  return { modulus: decode(n), exponent: decode(e) };
}

function areUsable(modulus: Uint8Array, exponent: Uint8Array): boolean {
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  return (
    isOddNumber(modulus) &&
    bits >= modulusBits.minimum &&
    bits <= modulusBits.maximum &&
    isOddNumber(exponent) &&
    exponent.length <= maximumExponentBytes &&
    Number(`0x${Buffer.from(exponent).toString("hex")}`) >= minimumExponent
  );
}

/** In its one spelling: RFC 7518, 2 forbids zeros in front. */
function isOddNumber(bytes: Uint8Array): boolean {
  return bytes[0] !== 0 && ((bytes.at(-1) ?? 0) & 1) === 1;
}

function encodePublicKey(modulus: Uint8Array, exponent: Uint8Array): Uint8Array {
  const jwk = { kty: "RSA", n: encode(modulus), e: encode(exponent) };
  const der = createPublicKey({ key: jwk, format: "jwk" }).export({ format: "der", type: "spki" });
  return Uint8Array.from(der);
}

function openPublicKey(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKey), format: "der", type: "spki" });
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

function decode(text: string | undefined): Uint8Array {
  return Uint8Array.from(Buffer.from(text ?? "", "base64url"));
}
