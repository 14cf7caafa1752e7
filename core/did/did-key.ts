import { frozen } from "../json/frozen.ts";
import { encodeMultikey, parseMultikey } from "../keys/multikey.ts";
import type { PublicKey } from "../keys/public-key.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem, isUndecided } from "../problem/undecided.ts";
import { remembered } from "../remembered.ts";
import type { DidDocument } from "./did-document.ts";
import { isDid, maximumRememberedDids } from "./did-url.ts";

const prefix = "did:key:";

/** The did:key of a public key: the key itself, spelled as a DID. */
export function didKey(publicKey: PublicKey): string {
  return prefix + encodeMultikey(publicKey);
}

/** The DID URL of the one verification method of a did:key: the DID, `#` and the key again. */
export function didKeyVerificationMethod(did: string): string {
  if (!isDid(did) || !did.startsWith(prefix)) throw new TypeError("Not a did:key");
  return `${did}#${did.slice(prefix.length)}`;
}

/**
 * The DID document that a did:key stands for: one Multikey, for every purpose but key agreement. It is frozen, and remembered, since
 * it follows from the DID alone.
 *
 * @throws {@link Problem} `INVALID_DID` when the key in it is not usable; `UNSUPPORTED` for a P-521 or RSA key.
 */
export const didKeyDocument = remembered(maximumRememberedDids, (did) => frozen(documentOf(did)));

function documentOf(did: string): DidDocument {
  const publicKeyMultibase = did.slice(prefix.length);
  checkKey(publicKeyMultibase);
  const id = didKeyVerificationMethod(did);
  return {
    "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
    id: did,
    verificationMethod: [{ id, type: "Multikey", controller: did, publicKeyMultibase }],
    assertionMethod: [id],
    authentication: [id],
    capabilityInvocation: [id],
    capabilityDelegation: [id],
  };
}

function checkKey(multikey: string): void {
  try {
    parseMultikey(multikey);
  } catch (cause) {
    if (isUndecided(asProblem(cause))) throw cause;
    throw new Problem("INVALID_DID", "The did:key holds no usable key", { cause });
  }
}
