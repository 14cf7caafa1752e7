import { pinnedContexts } from "../../contexts/registry.ts";
import { didKeyDocument } from "./did-key-document.ts";

/** Loads what peers ask for: the pinned contexts, and documents of did:key. */
export async function documentLoader(url: string) {
  const document = pinnedContexts.get(url) ?? didKeyDocument(url);
  if (document === undefined) throw new Error("The peer asked for something that is not known offline");
  return { contextUrl: null, documentUrl: url, document: structuredClone(document) } as const;
}
