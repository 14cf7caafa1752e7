import { encodeJwk, hasJwk } from "../keys/jwk.ts";
import { encodeMultikey, hasMultikey } from "../keys/multikey.ts";
import type { PublicKey } from "../keys/public-key.ts";
import type { DidDocument, VerificationMethod } from "./did-document.ts";

/** One version of a key that a DID publishes. */
export interface PublishedKey {
  /** DID URL of the Multikey form; the JsonWebKey form has the same with `-jwk` behind. Not every key has both. */
  id: string;
  publicKey: PublicKey;
  /** When it was revoked (XSD dateTimeStamp); it then stays published and verifies nothing any more. */
  revoked?: string;
}

/**
 * Creates the document that a did:web publishes: each key as Multikey and as JsonWebKey, where it has such forms, since some wallets
 * read only one of the two. Keys of all types assert, earlier ones too, so that what they signed still verifies; only the
 * current one authenticates; a revoked one is in no relationship.
 *
 * @param options - `current`: the `id` of the key that signs now when nothing else is asked for.
 */
export function createDidDocument(options: {
  did: string;
  methods: PublishedKey[];
  current: string;
}): DidDocument {
  const { did, methods, current } = options;
  const currentKey = methods.find(({ id }) => id === current);
  if (currentKey === undefined || currentKey.revoked !== undefined) {
    throw new TypeError("The current key is not among the usable keys");
  }
  const usable = methods.filter(({ revoked, id }) => revoked === undefined && id !== current);
  return {
    "@context": [
      "https://www.w3.org/ns/did/v1",
      "https://w3id.org/security/multikey/v1",
      "https://w3id.org/security/jwk/v1",
    ],
    id: did,
    verificationMethod: methods.flatMap((method) => publish(method, did)),
    assertionMethod: [currentKey, ...usable].flatMap(publishedIds),
    authentication: publishedIds(currentKey),
  };
}

function publish({ id, publicKey, revoked }: PublishedKey, controller: string): VerificationMethod[] {
  if (!id.startsWith(`${controller}#`)) throw new TypeError("A key published under another DID");
  const whenRevoked = revoked === undefined ? {} : { revoked };
  const multikeyForm = () => ({
    id,
    type: "Multikey",
    controller,
    publicKeyMultibase: encodeMultikey(publicKey),
    ...whenRevoked,
  });
  const jwkForm = () => ({
    id: jwkMethodId(id),
    type: "JsonWebKey",
    controller,
    publicKeyJwk: encodeJwk(publicKey),
    ...whenRevoked,
  });
  return [...(hasMultikey(publicKey) ? [multikeyForm()] : []), ...(hasJwk(publicKey) ? [jwkForm()] : [])];
}

function publishedIds({ id, publicKey }: PublishedKey): string[] {
  return [...(hasMultikey(publicKey) ? [id] : []), ...(hasJwk(publicKey) ? [jwkMethodId(id)] : [])];
}

/** The DID URL of the JsonWebKey form of a key that is published under `id` as a Multikey. */
export function jwkMethodId(id: string): string {
  return `${id}-jwk`;
}
