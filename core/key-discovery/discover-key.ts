import type { ResolveDid } from "../did/did-document.ts";
import { methodsOf, parseDidDocument } from "../did/parse-did-document.ts";
import { lookUpVerificationMethod, usableKey } from "../did/verification-method.ts";
import type { FetchDocument } from "../fetch-document.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import type { PublicKey } from "../keys/public-key.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem, isUndecided } from "../problem/undecided.ts";
import { fetchKeyDocument } from "./fetch-key-document.ts";
import { hostKeySetUrl, isHttpsIssuer, isOnHostOf, issuerMetadataUrl } from "./https-issuer.ts";
import { keyOfSet } from "./key-set.ts";

/** What finding a key takes from the world. */
export interface KeyDiscovery {
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
type Place = (request: KeyRequest, fetchDocument: FetchDocument) => Promise<PublicKey | null | undefined>;

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
  if (isHttpsIssuer(controller)) return httpsKey(request, discovery.fetchDocument);
  const method = { ...others, expectedController: controller };
  return (await lookUpVerificationMethod(method, discovery.resolveDid)).publicKey;
}

async function httpsKey(request: KeyRequest, fetchDocument: FetchDocument): Promise<PublicKey> {
  let trouble: Problem | undefined;
  let hasPublished = false;
  for (const place of [inControlledIdentifier, inKeySet]) {
    try {
      const key = await place(request, fetchDocument);
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
const inControlledIdentifier: Place = async (request, fetchDocument) => {
  const { verificationMethod, controller } = request;
  const start = controller.replace(/\/$/, "");
  if (![`${controller}#`, `${start}/`].some((prefix) => verificationMethod.startsWith(prefix)))
    return undefined;
  const accept = "application/cid, application/json";
  const document = await fetchKeyDocument(controller, { accept, fetchDocument });
  // Issuers publish other things under their URL, an Open Badges Profile for example.
  if (document?.id !== controller || document.verificationMethod === undefined) return undefined;
  const parsed = parseDidDocument(document, controller);
  if (!methodsOf(parsed).some(({ id }) => id === verificationMethod)) return null;
  return usableKey(parsed, request);
};

/** A key set does not say what its keys are for: it vouches for what an issuer says, and identifies nobody who is here now. */
const inKeySet: Place = async ({ verificationMethod, controller, proofPurpose }, fetchDocument) => {
  if (proofPurpose !== "assertionMethod") return undefined;
  const set = await keySetOf(controller, fetchDocument);
  if (set === undefined) return undefined;
  return keyOfSet(set, { kid: verificationMethod, issuer: controller }) ?? null;
};

async function keySetOf(issuer: string, fetchDocument: FetchDocument): Promise<JsonValue | undefined> {
  const metadata = await fetchKeyDocument(issuerMetadataUrl(issuer), {
    accept: "application/json",
    fetchDocument,
  });
  const accept = "application/jwk-set+json, application/json";
  if (metadata === undefined) return fetchKeyDocument(hostKeySetUrl(issuer), { accept, fetchDocument });
  const { jwks, url } = readMetadata(metadata, issuer);
  return url === undefined ? jwks : fetchKeyDocument(url, { accept, fetchDocument });
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
