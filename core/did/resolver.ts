import { Resolver, type ResolverRegistry } from "did-resolver";
import type { FetchDocument } from "../fetch-document.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
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

const methods = ["key", "jwk", "web"] as const;
type Method = (typeof methods)[number];

/** Asserts that a text is a DID of a method that is resolved here. Throws `INVALID_DID`, `METHOD_NOT_SUPPORTED`. */
export function assertSupported(did: string): void {
  if (!isDid(did)) throw new Problem("INVALID_DID");
  if (!methods.some((method) => did.startsWith(`did:${method}:`))) throw new Problem("METHOD_NOT_SUPPORTED");
}

/** A DID document that was resolved: as Stint reads it, and as it was published. */
export interface ResolvedDid {
  document: DidDocument;
  /** With the members that Stint does not read. */
  published: JsonObject;
}

/** Makes the function that resolves did:key, did:jwk and did:web. Nothing that is fetched is remembered here. */
export function createDidResolver(settings: ResolverSettings): ResolveDid {
  const resolve = createPublishedDidResolver(settings);
  return async (did) => (await resolve(did)).document;
}

/** {@link createDidResolver} for those who pass documents on: it gives them as they were published, too. */
export function createPublishedDidResolver(
  settings: ResolverSettings,
): (did: string) => Promise<ResolvedDid> {
  const registry: ResolverRegistry & Record<Method, unknown> = {
    key: answer(async (did) => generated(didKeyDocument(did))),
    jwk: answer(async (did) => generated(didJwkDocument(did))),
    web: answer((did) => fetchDidWebDocument(did, settings)),
  };
  let resolver: Resolver | undefined;
  return async (did) => {
    assertSupported(did);
    // Of most credentials: the registry would find the same, but parse the DID once more.
    if (did.startsWith("did:key:")) return generated(didKeyDocument(did));
    resolver ??= new Resolver(registry);
    const { didDocument } = await resolver.resolve(did);
    if (didDocument === null) throw new Problem("INVALID_DID");
    return didDocument as unknown as ResolvedDid;
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

function generated(document: DidDocument): ResolvedDid {
  return { document, published: document as unknown as JsonObject };
}

function answer(read: (did: string) => Promise<ResolvedDid>): ResolverRegistry[string] {
  return async (did) => ({
    didResolutionMetadata: { contentType: "application/did+json" },
    didDocument: (await read(did)) as never,
    didDocumentMetadata: {},
  });
}

async function fetchDidWebDocument(did: string, settings: ResolverSettings): Promise<ResolvedDid> {
  const accept = "application/did+ld+json, application/did+json, application/json";
  const published = await fetchJson(didWebUrl(did, settings), accept, settings);
  return { document: parseDidDocument(published, did), published: published as JsonObject };
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
