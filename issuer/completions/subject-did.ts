import { didJwkDocument } from "../../core/did/did-jwk.ts";
import { didKeyDocument } from "../../core/did/did-key.ts";
import { isDid } from "../../core/did/did-url.ts";
import { didWebUrl } from "../../core/did/did-web.ts";
import { Problem } from "../../core/problem/problem.ts";

/**
 * Tells why a credential should not be bound to a DID: it is malformed, holds no usable key, or is of a method that no
 * verifier of ours resolves. A did:web is not fetched: whether its document is there is not checked.
 */
export function reasonAgainstDid(did: string): string | undefined {
  if (!isDid(did)) return "is not a DID";
  try {
    if (did.startsWith("did:key:")) didKeyDocument(did);
    else if (did.startsWith("did:jwk:")) didJwkDocument(did);
    else if (did.startsWith("did:web:")) didWebUrl(did, { allowHttpOnLoopback: true });
    else return "must be a did:key, did:jwk or did:web";
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return "is a DID that holds no usable key";
    throw error;
  }
}
