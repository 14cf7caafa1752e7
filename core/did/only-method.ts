import { didKeyVerificationMethod } from "./did-key.ts";
import { isDid } from "./did-url.ts";

/** The one verification method that a DID has by its method, as a DID URL: that of a did:key or did:jwk. Others may publish several. */
export function onlyMethodOf(did: string): string | undefined {
  if (!isDid(did)) return undefined;
  if (did.startsWith("did:key:")) return didKeyVerificationMethod(did);
  return did.startsWith("did:jwk:") ? `${did}#0` : undefined;
}
