import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import { type KeyPair, keyPair, publicKeyOf, randomSecret } from "../../core/keys/key-pair.ts";
import { encodeMultikey } from "../../core/keys/multikey.ts";
import type { KeyType } from "../../core/keys/public-key.ts";
import type { IssuerRecord, SigningKeyRecord } from "../store/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { keyName } from "./key-id.ts";

/** A key that no record holds yet. */
export interface NewKey {
  /** As it is sealed. */
  secret: Uint8Array;
  pair: KeyPair;
}

/** Draws a key of a type. Not inside a commit: some take a while to find. */
export async function drawKey(type: KeyType, { random }: Pick<IssuerContext, "random">): Promise<NewKey> {
  const secret = randomSecret(type, random);
  return { secret, pair: keyPair(type, secret) };
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
    publicKeyMultibase: encodeMultikey(publicKeyOf(key.pair)),
    sealedSeed: keyRing.seal(slug, id, key.secret),
    createdAt: now().toISOString(),
  };
}
