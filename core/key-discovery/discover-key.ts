import type { DidDocument, ResolveDid } from "../did/did-document.ts";
import { isHttpsIdentifier } from "../did/https-identifier.ts";
import { methodsOf } from "../did/parse-did-document.ts";
import { lookUpVerificationMethod, usableKey } from "../did/verification-method.ts";
import type { FetchDocument } from "../fetch-document.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import type { PublicKey } from "../keys/public-key.ts";
import type { ProblemCode } from "../problem/codes.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem, isUndecided } from "../problem/undecided.ts";
import { fetchKeyDocument } from "./fetch-key-document.ts";
import { hostKeySetUrl, isOnHostOf, issuerMetadataUrl } from "./issuer-urls.ts";
import { keyOfSet } from "./key-set.ts";

/** What finding a key takes from the world. */
export interface KeyDiscovery {
  /** Also of an https identifier. */
  resolveDid: ResolveDid;
  fetchDocument: FetchDocument;
}

/** Which key is looked for, and whose it must be. */
export interface KeyRequest {
  /** A DID URL; for an https issuer the `kid` of the JWT, as it stands there. */
  verificationMethod: string;
  /** A DID, or the https URL of an issuer. */
  controller: string;
  proofPurpose: "assertionMethod" | "authentication";
  now: Date;
}

/** A place where an https issuer may publish keys: the key asked for, `null` when it is not there, `undefined` without a document. */
type Place = (request: KeyRequest, discovery: KeyDiscovery) => Promise<PublicKey | null | undefined>;

/** What resolving an https identifier says where something else lies under the URL: a page, a profile, nothing at all. */
const noDocument: ReadonlySet<ProblemCode> = new Set([
  "DID_NOT_FOUND",
  "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT",
  "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID",
]);

/**
 * Finds the key that a JWT names, in what its signer publishes and nowhere else: VC-JOSE-COSE 1.0, "Key Discovery". What is
 * fetched follows from who the signer is; `kid` only chooses among the keys that are found there, and is never fetched itself: a
 * host may well let strangers publish something (security rule 3).
 *
 * For a DID that is its document. For an https issuer it is the controlled identifier document under its URL, then its JWT VC
 * Issuer Metadata or, where there are none, its host's JWK Set.
 *
 * @throws {@link Problem} what {@link lookUpVerificationMethod} throws; `FETCH_FAILED` and the like when an issuer's keys cannot be had;
 * `UNSUPPORTED` for keys on another host.
 */
export async function discoverKey(request: KeyRequest, discovery: KeyDiscovery): Promise<PublicKey> {
  const { controller, ...others } = request;
  if (isHttpsIdentifier(controller)) return httpsKey(request, discovery);
  const method = { ...others, expectedController: controller };
  return (await lookUpVerificationMethod(method, discovery.resolveDid)).publicKey;
}

async function httpsKey(request: KeyRequest, discovery: KeyDiscovery): Promise<PublicKey> {
  let trouble: Problem | undefined;
  let hasPublished = false;
  for (const place of [inControlledIdentifier, inKeySet]) {
    try {
      const key = await place(request, discovery);
      if (key) return key;
      hasPublished ||= key === null;
    } catch (error) {
      const problem = asProblem(error);
      if (!isUndecided(problem)) throw problem;
      trouble ??= problem;
    }
  }
  if (trouble !== undefined) throw trouble;
  if (hasPublished) throw new Problem("INVALID_VERIFICATION_METHOD", "The issuer publishes no such key");
  throw new Problem("FETCH_FAILED", "The issuer publishes no keys where they are looked for");
}

/** VC-JOSE-COSE 1.0, "Using Controlled Identifier Documents": `kid` is a URL of a method that the issuer's own document lists. */
const inControlledIdentifier: Place = async (request, { resolveDid }) => {
  const { verificationMethod, controller } = request;
  const start = controller.replace(/\/$/, "");
  if (![`${controller}#`, `${start}/`].some((prefix) => verificationMethod.startsWith(prefix)))
    return undefined;
  const document = await documentOf(controller, resolveDid);
  if (document === undefined) return undefined;
  return methodsOf(document).some(({ id }) => id === verificationMethod)
    ? usableKey(document, request)
    : null;
};

async function documentOf(controller: string, resolveDid: ResolveDid): Promise<DidDocument | undefined> {
  try {
    const document = await resolveDid(controller);
    return methodsOf(document).length > 0 ? document : undefined;
  } catch (error) {
    if (noDocument.has(asProblem(error).code)) return undefined;
    throw error;
  }
}

/** A key set does not say what its keys are for: it vouches for what an issuer says, and identifies nobody who is here now. */
const inKeySet: Place = async ({ verificationMethod, controller, proofPurpose }, { fetchDocument }) => {
  if (proofPurpose !== "assertionMethod") return undefined;
  const set = await keySetOf(controller, fetchDocument);
  if (set === undefined) return undefined;
  return keyOfSet(set, { kid: verificationMethod, issuer: controller }) ?? null;
};

async function keySetOf(issuer: string, fetchDocument: FetchDocument): Promise<JsonValue | undefined> {
  const accept = "application/jwk-set+json, application/json";
  const metadata = await metadataOf(issuer, fetchDocument);
  if (metadata === undefined) return fetchKeyDocument(hostKeySetUrl(issuer), { accept, fetchDocument });
  const { jwks, url } = readMetadata(metadata, issuer);
  return url === undefined ? jwks : fetchKeyDocument(url, { accept, fetchDocument });
}

async function metadataOf(issuer: string, fetchDocument: FetchDocument): Promise<JsonObject | undefined> {
  const url = issuerMetadataUrl(issuer);
  return url === undefined ? undefined : fetchKeyDocument(url, { accept: "application/json", fetchDocument });
}

/** SD-JWT VC, 5.2: the whole `issuer` again, and exactly one of `jwks` and `jwks_uri`. */
function readMetadata(
  { issuer: named, jwks, jwks_uri: url }: JsonObject,
  issuer: string,
): { jwks: JsonValue | undefined; url: string | undefined } {
  if (named !== issuer) throw malformed("The issuer's metadata are another's");
  if ((jwks === undefined) === (url === undefined)) throw malformed("The issuer's metadata are malformed");
  if (url !== undefined && typeof url !== "string") throw malformed("The issuer's metadata are malformed");
  if (url !== undefined && !isOnHostOf(issuer, url)) {
    throw new Problem("UNSUPPORTED", "The issuer keeps its keys on another host");
  }
  return { jwks, url };
}

function malformed(words: string): Problem {
  return new Problem("INVALID_VERIFICATION_METHOD", words);
}
