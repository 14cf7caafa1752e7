import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, scrypt } from "node:crypto";
import { Problem } from "../problem/problem.ts";
import { associatedData, headerLength, readHeader, saltLength, writeHeader } from "./sealed-header.ts";

/** A key that seals and opens records, derived from a passphrase and a salt; it does not print itself. */
export interface SealingKey {
  readonly salt: Uint8Array;
  readonly secret: KeyObject;
}

const keyLength = 32;
const tagLength = 16;
const nonceLength = 12;

/**
 * Derives the key for records at rest: scrypt (RFC 7914) with N = 2^17, r = 8, p = 1, which takes 128 MiB
 * and a good part of a second. The passphrase counts in Unicode form NFKC. Its strength is NOT checked.
 *
 * @param salt - 32 random bytes, kept in each sealed record.
 */
export function deriveSealingKey(passphrase: string, salt: Uint8Array): Promise<SealingKey> {
  if (salt.length !== saltLength) throw new TypeError(`A salt has ${saltLength} bytes`);
  const parameters = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFKC"), salt, keyLength, parameters, (error, bytes) => {
      if (error) return reject(error);
      resolve(sealingKeyOf(bytes, salt));
      bytes.fill(0);
    });
  });
}

/**
 * The key that was derived before, and kept as its bytes. Whether it is the right one for the salt shows only when a record opens.
 *
 * @param bytes - 32 of them, which are copied: the caller wipes its own.
 */
export function sealingKeyOf(bytes: Uint8Array, salt: Uint8Array): SealingKey {
  if (bytes.length !== keyLength) throw new TypeError(`A key has ${keyLength} bytes`);
  return { salt: Uint8Array.from(salt), secret: createSecretKey(bytes) };
}

/**
 * Seals a record with AES-256-GCM. The header (version, KDF parameters, salt, nonce) stands in front and is
 * associated data together with the record's id, so a record cannot pass for another.
 *
 * @param record - `nonce`: 12 random bytes, never used twice with one key.
 */
export function sealRecord(
  key: SealingKey,
  record: { id: string; plaintext: Uint8Array; nonce: Uint8Array },
): Uint8Array {
  if (record.nonce.length !== nonceLength) throw new TypeError(`A nonce has ${nonceLength} bytes`);
  const header = writeHeader(key.salt, record.nonce);
  const cipher = createCipheriv("aes-256-gcm", key.secret, record.nonce, { authTagLength: tagLength });
  cipher.setAAD(associatedData(header, record.id));
  const ciphertext = Buffer.concat([cipher.update(record.plaintext), cipher.final()]);
  return Uint8Array.from(Buffer.concat([header, ciphertext, cipher.getAuthTag()]));
}

/**
 * Opens a sealed record.
 *
 * @throws {@link Problem} `CANNOT_OPEN`, in the same words for a wrong passphrase, another record's id and
 * damage of any kind.
 */
export function openRecord(key: SealingKey, record: { id: string; sealed: Uint8Array }): Uint8Array {
  const { sealed, id } = record;
  const { nonce } = readHeader(sealed);
  if (sealed.length < headerLength + tagLength) throw new Problem("CANNOT_OPEN");
  const decipher = createDecipheriv("aes-256-gcm", key.secret, nonce, { authTagLength: tagLength });
  decipher.setAAD(associatedData(sealed.subarray(0, headerLength), id));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  const start = decipher.update(sealed.subarray(headerLength, sealed.length - tagLength));
  try {
    return Uint8Array.from(Buffer.concat([start, decipher.final()]));
  } catch {
    throw new Problem("CANNOT_OPEN");
  }
}

/** The salt that a sealed record's key was derived with. Throws `CANNOT_OPEN` when it is no sealed record. */
export function saltOf(sealed: Uint8Array): Uint8Array {
  return readHeader(sealed).salt;
}
