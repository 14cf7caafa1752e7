import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { issue, type SigningPurpose, signPresentation as signForAudience } from "@digitalbazaar/vc";
import { formatDateTimeStamp } from "../../date-time.ts";
import type { JsonObject } from "../../json/json-value.ts";
import type { Signer } from "../../keys/signer.ts";
import { Problem } from "../../problem/problem.ts";
import { checkConformance } from "../conformance.ts";
import { assertNoImport } from "../json-ld/foreign-context.ts";
import { expand, loadPinnedContext } from "../json-ld/json-ld.ts";
import { assertOldTerms } from "../json-ld/old-terms.ts";
import { listOf } from "../members.ts";
import { contextUrls } from "../vocabulary.ts";
import { createCryptosuite } from "./cryptosuite.ts";
import { type CryptosuiteName, cryptosuites, takesKey, usualCryptosuite } from "./cryptosuites.ts";
import { createDisclosureSuite, type DisclosureSigningOptions, isForDisclosure } from "./disclosure-suite.ts";
import { withSuiteContext } from "./proof-hash.ts";
import { parseProofs } from "./proof-options.ts";

export interface SigningOptions {
  signer: Signer;
  /** One that takes the signer's key; without it the usual one for such a key. */
  cryptosuite?: CryptosuiteName;
  /** The proof's `created`, written to the second: the same input gives the same bytes. */
  created: Date;
  /** An identifier (URL) for the proof itself, so that a later one can name it. */
  proofId?: string;
  /** Identifiers of earlier proofs of the same document that this one covers (a proof chain). */
  previousProof?: string | string[];
}

/**
 * Signs a credential; an earlier proof stays, the new one joins it.
 * A VCDM 1.1 credential gets the Data Integrity context; a VCDM 2.0 one is not touched.
 *
 * @returns a new object with the old one's members; `proof` is an array, as Open Badges asks for, but the single proof of a VCDM 1.1
 * credential stays an object, as implementations of 1.1 expect.
 * @throws {Problem} what {@link checkConformance} finds; `PARSING_ERROR` for terms no context defines.
 * @see {@link https://www.w3.org/TR/vc-data-integrity/#add-proof}
 */
export async function signCredential(
  credential: JsonObject,
  options: SigningOptions | DisclosureSigningOptions,
): Promise<JsonObject> {
  checkConformance(credential);
  assertNoImport(credential);
  assertOldTerms(credential);
  const document = withSuiteContext(withOwnProofs(credential));
  const suite = isForDisclosure(options)
    ? await createDisclosureSuite(document, options)
    : await createSuite(document, options);
  return withProofArray(await issue({ credential: document, suite, documentLoader: loadPinnedContext }));
}

/** For whom and for how long a presentation is signed. */
export interface Audience {
  domain: string;
  /** What the verifier asked to sign. */
  challenge?: string;
  /** From then on the proof counts for nobody; written to the second. */
  expires?: Date;
}

/** Signs a presentation's envelope for one audience, with purpose `authentication`. */
export async function signEnvelope(
  presentation: JsonObject,
  { challenge, domain, expires, ...options }: SigningOptions & Audience,
): Promise<JsonObject> {
  const document = withSuiteContext(withOwnProofs(presentation));
  const suite = await createSuite(document, options);
  const documentLoader = loadPinnedContext;
  // The library's own purpose wants a challenge always.
  const purpose: SigningPurpose = {
    update: async (proof) => ({
      ...proof,
      proofPurpose: "authentication",
      domain,
      ...(challenge !== undefined && { challenge }),
      ...(expires !== undefined && { expires: formatDateTimeStamp(expires) }),
    }),
  };
  return withProofArray(await signForAudience({ presentation: document, suite, documentLoader, purpose }));
}

/** The library writes the new proof into the document: into this one. */
function withOwnProofs(document: JsonObject): JsonObject {
  const { proof } = document;
  return { ...document, ...(Array.isArray(proof) && { proof: [...proof] }) };
}

async function createSuite(
  document: JsonObject,
  { signer, created, proofId, previousProof, cryptosuite: wanted }: SigningOptions,
) {
  const name = wanted ?? usualCryptosuite(signer.algorithm);
  if (name === undefined || !takesKey(name, signer.algorithm)) {
    throw new Problem("INVALID_REQUEST", "The key is not of a kind that this cryptosuite takes");
  }
  const earlier = document.proof === undefined ? [] : parseProofs(document).map(({ raw }) => raw);
  const known = new Set(earlier.map(({ id }) => id));
  const previous = previousProof === undefined ? [] : listOf(previousProof);
  if (!previous.every((id) => typeof id === "string" && known.has(id))) {
    throw new Problem("MALFORMED_VALUE_ERROR", '"previousProof" points at no proof of this document');
  }
  const { proof: _earlier, ...unsecured } = document;
  const cryptosuite = createCryptosuite({
    name,
    keyType: signer.algorithm,
    unsecured: { document: unsecured, expanded: await expand(unsecured) },
    allProofs: earlier,
  });
  const suite = new DataIntegrityProof({ cryptosuite, signer, date: created });
  const { "@context": context } = document;
  suite.proof = {
    ...(cryptosuites[name].canonicalization === "JCS" && { "@context": context }),
    ...(proofId !== undefined && { id: proofId }),
    ...(previousProof !== undefined && { previousProof }),
  };
  return suite;
}

/** Puts the proofs into an array; a VCDM 1.1 credential keeps them as they are. */
export function withProofArray(signed: object): JsonObject {
  const document = signed as JsonObject;
  if (listOf(document["@context"])[0] === contextUrls.credentialsV1) return document;
  return { ...document, proof: listOf(document.proof) };
}
