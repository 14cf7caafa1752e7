import { Resolver, type ResolverRegistry } from "did-resolver";
import type { FetchDocument } from "../fetch-document.ts";
import type { JsonValue } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { Problem } from "../problem/problem.ts";
import type { DidDocument, ResolveDid } from "./did-document.ts";
import { didJwkDocument } from "./did-jwk.ts";
import { didKeyDocument } from "./did-key.ts";
import { isDid } from "./did-url.ts";
import { didWebUrl } from "./did-web.ts";
import { isHttpsIdentifier } from "./https-identifier.ts";
import { parseDidDocument } from "./parse-did-document.ts";

const maximumDocumentBytes = 256 * 1024;

interface ResolverSettings {
  /** For did:web and https identifiers only. */
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

/**
 * The same, and https identifiers: whoever goes by one publishes a controlled identifier document there, with the same members. The
 * document counts only under the URL that it gives itself: https://www.w3.org/TR/cid-1.0/#retrieve-verification-method
 */
export function createControllerResolver(settings: ResolverSettings): ResolveDid {
  const resolveDid = createDidResolver(settings);
  return async (controller) => {
    if (!isHttpsIdentifier(controller)) return resolveDid(controller);
    const accept = "application/cid, application/did, application/ld+json;q=0.9, application/json;q=0.8";
    return parseDidDocument(await fetchJson(controller, accept, settings), controller);
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
  const accept = "application/did+ld+json, application/did+json, application/json";
  return parseDidDocument(await fetchJson(didWebUrl(did, settings), accept, settings), did);
}

async function fetchJson(
  url: string,
  accept: string,
  { fetchDocument }: ResolverSettings,
): Promise<JsonValue> {
  const { status, body } = await fetchDocument(url, { accept, maxBytes: maximumDocumentBytes });
  if (status === 404 || status === 410) throw new Problem("DID_NOT_FOUND");
  if (status !== 200)
    throw new Problem("FETCH_FAILED", `The DID document was answered with status ${status}`);
  return readJson(body);
}

function readJson(body: Uint8Array): JsonValue {
  try {
    return parseStrictJson(body, { maxBytes: maximumDocumentBytes });
  } catch (cause) {
    throw new Problem("INVALID_CONTROLLED_IDENTIFIER_DOCUMENT", "The DID document is not JSON", { cause });
  }
}
