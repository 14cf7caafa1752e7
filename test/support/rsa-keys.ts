import { generateKeyPairSync } from "node:crypto";
import { type RsaKeyPair, rsaKeyPair } from "../../core/keys/rsa.ts";

const made = new Map<number, Uint8Array>();

/** A private key of so many bits in PKCS #8; made once for each length, because that takes a while. */
export function rsaPkcs8(bits: number): Uint8Array {
  const known = made.get(bits);
  if (known !== undefined) return known;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  const pkcs8 = Uint8Array.from(privateKey.export({ format: "der", type: "pkcs8" }));
  made.set(bits, pkcs8);
  return pkcs8;
}

/** A key pair of 2048 bits, the same each time. */
export function rsaPair(): RsaKeyPair {
  return rsaKeyPair(rsaPkcs8(2048));
}
