import { pinnedContexts } from "../../../contexts/registry.ts";

/**
 * A document loader as the libraries' READMEs have it: the contexts by URL, and did:key documents spelled out.
 * Nothing is copied at each use, and nothing comes from the network.
 */
export async function loadOffline(url: string) {
  const document = pinnedContexts.get(url) ?? didKeyDocument(url);
  if (document === undefined) throw new Error("Not known offline");
  return { contextUrl: null, documentUrl: url, document } as const;
}

function didKeyDocument(url: string): object | undefined {
  const [, did, multikey, fragment] = /^(did:key:(z6Mk[1-9A-HJ-NP-Za-km-z]+))(#.*)?$/.exec(url) ?? [];
  if (did === undefined || multikey === undefined) return undefined;
  const id = `${did}#${multikey}`;
  const method = { id, type: "Multikey", controller: did, publicKeyMultibase: multikey };
  const multikeyContext = "https://w3id.org/security/multikey/v1";
  if (fragment !== undefined) return { "@context": multikeyContext, ...method };
  return {
    "@context": ["https://www.w3.org/ns/did/v1", multikeyContext],
    id: did,
    verificationMethod: [method],
    assertionMethod: [id],
    authentication: [id],
  };
}
