import { pinnedContexts } from "../../../contexts/registry.ts";
import { didKeyDocument } from "../../../test/peers/did-key-document.ts";

/**
 * A document loader as the libraries' READMEs have it: the contexts by URL, and did:key documents spelled out.
 * Nothing is copied at each use, and nothing comes from the network.
 */
export async function loadOffline(url: string) {
  const document = pinnedContexts.get(url) ?? didKeyDocument(url);
  if (document === undefined) throw new Error("Not known offline");
  return { contextUrl: null, documentUrl: url, document } as const;
}
