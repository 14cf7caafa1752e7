import type { FetchedDocument } from "../core/fetch-document.ts";

/** A document that its server can be asked about again: RFC 9110, 8.8.3. */
export interface TaggedDocument {
  etag: string;
  document: FetchedDocument;
}

/** Remembers documents by their entity tags. What it holds is used only after the server said "not modified". */
export interface TaggedDocuments {
  find(key: string): TaggedDocument | undefined;
  save(key: string, tagged: TaggedDocument): void;
  remove(key: string): void;
}

/** Makes a memory bounded in entries and bytes, which forgets what was used longest ago. */
export function createTaggedDocuments(limits: { entries: number; bytes: number }): TaggedDocuments {
  const documents = new Map<string, TaggedDocument>();
  let bytes = 0;

  function remove(key: string): void {
    bytes -= documents.get(key)?.document.body.length ?? 0;
    documents.delete(key);
  }

  return {
    find(key) {
      const tagged = documents.get(key);
      if (tagged !== undefined) {
        // A Map keeps the order of insertion: the first key is the one used longest ago.
        documents.delete(key);
        documents.set(key, tagged);
      }
      return tagged;
    },
    save(key, tagged) {
      remove(key);
      if (tagged.document.body.length > limits.bytes) return;
      documents.set(key, tagged);
      bytes += tagged.document.body.length;
      for (const oldest of documents.keys()) {
        if (documents.size <= limits.entries && bytes <= limits.bytes) break;
        remove(oldest);
      }
    },
    remove,
  };
}
