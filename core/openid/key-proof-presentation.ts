import { contextUrls } from "../credential/vocabulary.ts";
import type { FetchDocument } from "../fetch-document.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import type { Signer } from "../keys/signer.ts";
import { createPresentation, signPresentation } from "../presentation/create-presentation.ts";
import { Problem } from "../problem/problem.ts";
import { noSchemas } from "../schema/known-schema.ts";
import { createStatusListMemory } from "../status/status-list-memory.ts";
import { verifyPresentation } from "../verification/verify-presentation.ts";
import type { KeyProof } from "./key-proof.ts";
import { OpenidError } from "./openid-error.ts";

/** A key proof needs no more than these; whatever else it says would have to be canonicalized too. */
const allowedMembers = new Set(["@context", "id", "type", "holder", "proof"]);
const maximumCharacters = 8 * 1024;
/** Types and holder have one or two. */
const maximumTexts = 10;

/** Makes a `di_vp` key proof for one nonce: OpenID4VCI 1.0, Appendix F.2. */
export function createKeyProofPresentation(options: {
  holder: string;
  signer: Signer;
  issuer: string;
  nonce: string;
  now: Date;
}): Promise<JsonObject> {
  const { holder, signer, issuer, nonce, now } = options;
  const { verifiableCredential: _none, ...envelope } = createPresentation({ credentials: [], holder });
  return signPresentation(envelope, { signer, challenge: nonce, domain: issuer, created: now });
}

/**
 * Verifies a `di_vp` key proof: a presentation without credentials whose one proof is for this issuer, purpose `authentication`, by its
 * holder. Only did:key and did:jwk are known here, so nothing is fetched. That the nonce is one of ours and unused is NOT checked.
 *
 * @throws {@link OpenidError} `invalid_proof`.
 */
export async function verifyKeyProofPresentation(
  presentation: JsonValue,
  { expectedIssuer, now }: { expectedIssuer: string; now: Date },
): Promise<KeyProof> {
  const { document, nonce } = readSmall(presentation);
  const question = { checks: "proof", expectedChallenge: nonce, expectedDomain: expectedIssuer } as const;
  const { verified, checks, holder } = await verifyPresentation(document, question, {
    now,
    fetchDocument: fetchNothing,
    allowHttpOnLoopback: false,
    statusListMemory: createStatusListMemory(),
    validateIssuer: () => ({ outcome: "unknown" }),
    knownSchemas: noSchemas,
  });
  if (verified && holder !== undefined) return { did: holder, nonce };
  const [reason] = checks.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  throw invalid(reason?.title ?? "The presentation names no holder");
}

/** Bounds what JSON-LD will work on: pinned contexts by name, no members but those of a bare presentation, one proof. */
function readSmall(value: JsonValue): { document: JsonObject; nonce: string } {
  if (!isJsonObject(value)) throw invalid("A di_vp proof is a JSON object");
  if (JSON.stringify(value).length > maximumCharacters) throw invalid("The presentation is too large");
  if (!Object.keys(value).every((member) => allowedMembers.has(member))) {
    throw invalid("The presentation holds more than a key proof needs");
  }
  const { "@context": context, proof: secured, ...plain } = value;
  if (!Object.values(plain).every(isText)) throw invalid("The presentation says more than a key proof needs");
  const contexts = [context].flat();
  const known: unknown[] = [
    contextUrls.credentialsV1,
    contextUrls.credentialsV2,
    contextUrls.dataIntegrityV2,
  ];
  if (!contexts.every((context) => known.includes(context))) {
    throw invalid("The presentation uses a context that a key proof does not need");
  }
  const proofs = [secured].flat();
  const [proof] = proofs;
  if (proofs.length !== 1 || !isJsonObject(proof)) throw invalid("A key proof has exactly one proof");
  const nonce = proof.challenge;
  if (typeof nonce !== "string" || nonce.length > 500) throw invalid("The proof holds no c_nonce");
  return { document: value, nonce };
}

/** Texts and `{"id": text}` alone: whatever is nested deeper is costly to canonicalize. */
function isText(value: JsonValue): boolean {
  const texts = isJsonObject(value) && Object.keys(value).length === 1 ? [value.id] : [value].flat();
  return texts.length <= maximumTexts && texts.every((text) => typeof text === "string");
}

const fetchNothing: FetchDocument = async () => {
  throw new Problem("FETCH_REFUSED", "A key proof is verified without fetching anything");
};

function invalid(words: string): OpenidError {
  return new OpenidError("invalid_proof", `${words}.`);
}
