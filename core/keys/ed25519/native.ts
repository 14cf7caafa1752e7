import type { createPrivateKey, createPublicKey, KeyObject, sign, verify } from "node:crypto";

/** What of node:crypto is used; a test passes some that misbehave. */
export interface NativeFunctions {
  createPrivateKey: typeof createPrivateKey;
  createPublicKey: typeof createPublicKey;
  sign: typeof sign;
  verify: typeof verify;
}

/** Ed25519 by the library that Node is built with: OpenSSL. A key is imported once and used often. */
export interface NativeEd25519 {
  /** Signs under a seed of 32 bytes. */
  signer(seed: Uint8Array): (message: Uint8Array) => Uint8Array;
  /** Whether the library accepts a signature under a public key of 32 bytes; not when it fails. On edge cases libraries disagree. */
  verifier(publicKey: Uint8Array): (message: Uint8Array, signature: Uint8Array) => boolean;
}

/** What stands before the seed in a PrivateKeyInfo: RFC 8410, 7. */
const pkcs8Start = Buffer.from("302e020100300506032b657004220420", "hex");

/** Test 2 of RFC 8032, 7.1. */
const knownAnswer = {
  seed: Buffer.from("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "hex"),
  publicKey: Buffer.from("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "hex"),
  message: Buffer.of(0x72),
  signature: Buffer.from(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "hex",
  ),
};

/**
 * Finds the native Ed25519: `undefined` where there is none (a FIPS provider may lack it) or where it does not give the known
 * answer of RFC 8032.
 */
export function findNativeEd25519(crypto: NativeFunctions): NativeEd25519 | undefined {
  const native: NativeEd25519 = {
    signer(seed) {
      // From the seed alone: a JWK brings its own public key, and a wrong one in the hash would give the secret away.
      const key = Buffer.from(Uint8Array.of(...pkcs8Start, ...seed).buffer);
      const privateKey = crypto.createPrivateKey({ key, format: "der", type: "pkcs8" });
      return (message) => new Uint8Array(crypto.sign(null, message, privateKey));
    },
    verifier(publicKey) {
      const key = publicJwk(publicKey);
      let imported: KeyObject | undefined;
      return (message, signature) => {
        try {
          imported ??= crypto.createPublicKey({ key, format: "jwk" });
          return crypto.verify(null, message, imported, signature);
        } catch {
          return false;
        }
      };
    },
  };
  return givesKnownAnswer(native) ? native : undefined;
}

/** Node reads a JWK in a tenth of the time that it takes for a SubjectPublicKeyInfo: RFC 8037, 2. */
function publicJwk(publicKey: Uint8Array) {
  return { kty: "OKP", crv: "Ed25519", x: Buffer.from(publicKey).toString("base64url") };
}

function givesKnownAnswer(native: NativeEd25519): boolean {
  const { seed, publicKey, message, signature } = knownAnswer;
  const verify = native.verifier(publicKey);
  return (
    verify(message, signature) &&
    !verify(Buffer.of(0x73), signature) &&
    signature.equals(signed(native, seed, message))
  );
}

function signed(native: NativeEd25519, seed: Uint8Array, message: Uint8Array): Uint8Array {
  try {
    return native.signer(seed)(message);
  } catch {
    return new Uint8Array();
  }
}
