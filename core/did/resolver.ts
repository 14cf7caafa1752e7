import { Resolver, type ResolverRegistry } from "did-resolver";
import type { FetchDocument } from "../fetch-document.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { Problem } from "../problem/problem.ts";
import type { DidDocument, ResolveDid } from "./did-document.ts";
import { didJwkDocument } from "./did-jwk.ts";
import { didKeyDocument } from "./did-key.ts";
import { isDid } from "./did-url.ts";
import { didWebUrl } from "./did-web.ts";
import { parseDidDocument } from "./parse-did-document.ts";

const maximumDocumentBytes = 256 * 1024;

interface ResolverSettings {
  /** For did:web only. */
  fetchDocument: FetchDocument;
  /** Reads a did:web on this machine over plain http. For development. */
  allowHttpOnLoopback: boolean;
}

/** Makes the function that resolves did:key, did:jwk and did:web. Nothing is cached here. */
export function createDidResolver(settings: ResolverSettings): ResolveDid {
  // Without a prototype, so that did:constructor: and the like name no method.
  const registry: ResolverRegistry = Object.assign(Object.create(null), {
    key: answer(async (did) => didKeyDocument(did)),
    jwk: answer(async (did) => didJwkDocument(did)),
    web: answer((did) => fetchDidWebDocument(did, settings)),
  });
  const resolver = new Resolver(registry);
  return async (did) => {
    if (!isDid(did)) throw new Problem("INVALID_DID");
    const { didDocument, didResolutionMetadata } = await resolver.resolve(did);
    if (didResolutionMetadata.error === "unsupportedDidMethod") throw new Problem("METHOD_NOT_SUPPORTED");
    if (didDocument === null) throw new Problem("INVALID_DID");
    return didDocument as DidDocument;
  };
}

function answer(read: (did: string) => Promise<DidDocument>): ResolverRegistry[string] {
  return async (did) => ({
    didResolutionMetadata: { contentType: "application/did+json" },
    didDocument: (await read(did)) as never,
    didDocumentMetadata: {},
  });
}

async function fetchDidWebDocument(did: string, settings: ResolverSettings): Promise<DidDocument> {
  const url = didWebUrl(did, settings);
  const accept = "application/did+ld+json, application/did+json, application/json";
  const { status, body } = await settings.fetchDocument(url, { accept, maxBytes: maximumDocumentBytes });
  if (status === 404 || status === 410) throw new Problem("DID_NOT_FOUND");
  if (status !== 200)
    throw new Problem("FETCH_FAILED", `The DID document was answered with status ${status}`);
  return parseDidDocument(readJson(body), did);
}

function readJson(body: Uint8Array): ReturnType<typeof parseStrictJson> {
  try {
    return parseStrictJson(body, { maxBytes: maximumDocumentBytes });
  } catch (cause) {
    throw new Problem("INVALID_CONTROLLED_IDENTIFIER_DOCUMENT", "The DID document is not JSON", { cause });
  }
}
