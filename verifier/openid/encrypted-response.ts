import { type CryptoKey, compactDecrypt, exportJWK, generateKeyPair } from "jose";
import { isJsonObject, type JsonObject } from "../../core/json/json-value.ts";
import { parseStrictJson } from "../../core/json/parse-strict-json.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { Problem } from "../../core/problem/problem.ts";

/** The key that one request's answer is encrypted to: made for it, and gone with it. */
export interface ResponseKey {
  id: string;
  /** As it stands in the request's `jwks`. */
  publicJwk: JsonObject;
  privateKey: CryptoKey;
}

/** `enc` values that are accepted, the specification's default first. */
export const contentEncryptionAlgorithms = ["A128GCM", "A256GCM"];

const keyAgreement = "ECDH-ES";
const maximumHeaderBytes = 4096;
const base64url = /^[A-Za-z0-9_-]*$/;

/** Makes the key of one request. */
export async function createResponseKey(id: string): Promise<ResponseKey> {
  const { publicKey, privateKey } = await generateKeyPair(keyAgreement, { crv: "P-256" });
  const { kty, crv, x, y } = (await exportJWK(publicKey)) as Record<"kty" | "crv" | "x" | "y", string>;
  return { id, privateKey, publicJwk: { kty, crv, x, y, kid: id, use: "enc", alg: keyAgreement } };
}

/**
 * Decrypts the answer to a request: the members of the authorization response. OpenID4VP 1.0, 8.3.
 *
 * @throws {@link OpenidError} `invalid_request` for another key or algorithm than was asked for, for compression (a small
 * answer could unfold into a huge one), and for whatever cannot be decrypted or is no JSON object.
 */
export async function decryptResponse(jwe: string, key: ResponseKey, maxBytes: number): Promise<JsonObject> {
  assertExpectedHeader(jwe, key);
  try {
    const { plaintext } = await compactDecrypt(jwe, key.privateKey, {
      keyManagementAlgorithms: [keyAgreement],
      contentEncryptionAlgorithms,
    });
    const content = parseStrictJson(plaintext, { maxBytes });
    if (isJsonObject(content)) return content;
  } catch (cause) {
    throw refuse("The encrypted response cannot be read", cause);
  }
  throw refuse("The encrypted response holds no JSON object");
}

function assertExpectedHeader(jwe: string, key: ResponseKey): void {
  const parts = jwe.split(".", 6);
  const [encoded = "", encryptedKey] = parts;
  if (parts.length !== 5 || !parts.every((part) => base64url.test(part)))
    throw refuse("The response is no JWE");
  // ECDH-ES agrees on the content's key directly: RFC 7518, 4.6.
  if (encryptedKey !== "") throw refuse("The response is encrypted in another way than was asked for");
  const { alg, enc, kid, ...others } = readHeader(encoded);
  if (alg !== keyAgreement || !contentEncryptionAlgorithms.includes(String(enc))) {
    throw refuse("The response is encrypted in another way than was asked for");
  }
  if (kid !== key.id) throw refuse("The response is encrypted to another key");
  if ("zip" in others || "crit" in others) throw refuse("The response demands what is not supported here");
}

function readHeader(encoded: string): JsonObject {
  try {
    const header = parseStrictJson(Buffer.from(encoded, "base64url"), { maxBytes: maximumHeaderBytes });
    if (isJsonObject(header)) return header;
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    throw refuse("The header of the response cannot be read", cause);
  }
  throw refuse("The header of the response cannot be read");
}

function refuse(words: string, cause?: unknown): OpenidError {
  return new OpenidError("invalid_request", words, { cause });
}
