import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import { encodeJwk, parseJwk } from "../../core/keys/jwk.ts";
import { type KeyPair, keyPair, publicKeyOf, randomSecret } from "../../core/keys/key-pair.ts";
import { encodeMultikey, hasMultikey, parseMultikey } from "../../core/keys/multikey.ts";
import type { KeyType, PublicKey } from "../../core/keys/public-key.ts";
import type { IssuerRecord, SigningKeyRecord } from "../store/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { keyName } from "./key-id.ts";

const generate = promisify(generateKeyPair);

/** A key that no record holds yet. */
export interface NewKey {
  /** As it is sealed. */
  secret: Uint8Array;
  pair: KeyPair;
}

/** RFC 7518 asks for 2048; credentials are meant to hold beyond 2030, to when NIST SP 800-57 thinks that is enough. */
const rsaModulusBits = 3072;

/** Draws a key of a type. Not inside a commit: the primes of an RSA key take a while to find. */
export async function drawKey(type: KeyType, { random }: Pick<IssuerContext, "random">): Promise<NewKey> {
  const secret = type === "RSA" ? await findRsaSecret() : randomSecret(type, random);
  return { secret, pair: keyPair(type, secret) };
}

async function findRsaSecret(): Promise<Uint8Array> {
  const { privateKey } = await generate("rsa", {
    modulusLength: rsaModulusBits,
    publicKeyEncoding: { format: "der", type: "spki" },
    privateKeyEncoding: { format: "der", type: "pkcs8" },
  });
  return Uint8Array.from(privateKey);
}

/** The did:key of a key. */
export function didOfKey({ pair }: NewKey): string {
  return didKey(publicKeyOf(pair));
}

/** The record of a version of a tenant's keys, with the secret sealed. */
export function recordOfKey(
  { keyRing, now }: Pick<IssuerContext, "keyRing" | "now">,
  {
    issuer,
    version,
    key,
  }: { issuer: Pick<IssuerRecord, "slug" | "did" | "method">; version: number; key: NewKey },
): SigningKeyRecord {
  const { slug, did, method } = issuer;
  const { type } = key.pair;
  const id = { type, version };
  return {
    ...(type !== "Ed25519" && { type }),
    version,
    verificationMethod: method === "key" ? didKeyVerificationMethod(did) : `${did}#${keyName(id)}`,
    ...publicPart(publicKeyOf(key.pair)),
    sealedSeed: keyRing.seal(slug, id, key.secret),
    createdAt: now().toISOString(),
  };
}

type PublicPart = Pick<SigningKeyRecord, "publicKeyMultibase" | "publicKeyJwk">;

function publicPart(key: PublicKey): PublicPart {
  return hasMultikey(key)
    ? { publicKeyMultibase: encodeMultikey(key) }
    : { publicKeyJwk: { ...encodeJwk(key) } };
}

/** The public half of a key by its record. */
export function publicKeyIn({ publicKeyMultibase, publicKeyJwk }: PublicPart): PublicKey {
  return publicKeyMultibase === undefined ? parseJwk(publicKeyJwk) : parseMultikey(publicKeyMultibase);
}
