/** The document of a did:key, or the one method in it, spelled out here: peers resolve without Stint's resolver. */
export function didKeyDocument(url: string): object | undefined {
  const [, did, multikey, fragment] = /^(did:key:(z[1-9A-HJ-NP-Za-km-z]+))(#.*)?$/.exec(url) ?? [];
  if (did === undefined || multikey === undefined) return undefined;
  const id = `${did}#${multikey}`;
  const method = { id, type: "Multikey", controller: did, publicKeyMultibase: multikey };
  const multikeyContext = "https://w3id.org/security/multikey/v1";
  if (fragment !== undefined)
    return fragment === `#${multikey}` ? { "@context": multikeyContext, ...method } : undefined;
  return {
    "@context": ["https://www.w3.org/ns/did/v1", multikeyContext],
    id: did,
    verificationMethod: [method],
    assertionMethod: [id],
    authentication: [id],
  };
}
