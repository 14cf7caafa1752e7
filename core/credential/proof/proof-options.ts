import { isDeepStrictEqual } from "node:util";
import { base58 } from "@scure/base";
import { parseDateTimeStamp } from "../../date-time.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { type DisclosureSuiteName, isDisclosureSuite } from "../disclosure/disclosure-suites.ts";
import { type DisclosureProof, parseDisclosureProof } from "../disclosure/format/disclosure-proof.ts";
import { isUrl, listOf } from "../members.ts";
import { contextUrls } from "../vocabulary.ts";
import { type CryptosuiteName, cryptosuites, isCryptosuite } from "./cryptosuites.ts";

export type ProofPurpose = "assertionMethod" | "authentication";

/** A proof that is well-formed: every member known and of its type. Nothing is verified yet. */
export interface ParsedProof {
  /** The proof as it came; a repeated `@context` is left out where it is not signed as part of the proof. */
  raw: JsonObject;
  id: string | undefined;
  suite: CryptosuiteName | DisclosureSuiteName | "Ed25519Signature2020";
  verificationMethod: string;
  proofPurpose: ProofPurpose;
  /** Milliseconds since 1970. */
  created: number | undefined;
  expires: number | undefined;
  challenge: string | undefined;
  domain: string[];
  previousProof: string[];
  /** Over the whole document: the signature. */
  signature: Uint8Array;
  /** Over its statements one by one: all that `proofValue` holds; `signature` is empty then. */
  disclosure: DisclosureProof | undefined;
}

const maximumProofs = 4;
/** Room for the longest Ed25519/ECDSA signature; base58 decoding is quadratic in the length. */
const maximumProofValueLength = 200;
/** Of Ed25519 and P-256, and of P-384. */
const signatureLengths = [64, 96];

const knownMembers = new Set([
  "id",
  "type",
  "cryptosuite",
  "created",
  "expires",
  "verificationMethod",
  "proofPurpose",
  "challenge",
  "domain",
  "nonce",
  "previousProof",
  "proofValue",
]);

/**
 * Reads the proofs of a document: one to four, each well-formed, identifiers unique, each
 * `previousProof` pointing at another proof of the document and none, in the end, at itself.
 *
 * @throws {Problem} `CRYPTOGRAPHIC_SECURITY_ERROR` when there is none, `PROOF_VERIFICATION_ERROR` when one
 * is malformed, `UNSUPPORTED` for a cryptosuite Stint does not know.
 * @see {@link https://www.w3.org/TR/vc-data-integrity/#proofs}
 */
export function parseProofs(document: JsonObject): ParsedProof[] {
  const raw = listOf(document.proof);
  if (raw.length === 0) throw new Problem("CRYPTOGRAPHIC_SECURITY_ERROR", "There is no proof");
  if (raw.length > maximumProofs) throw broken(`More than ${maximumProofs} proofs`);
  const proofs = raw.map((proof) => parseProof(proof, document["@context"]));
  assertChain(proofs);
  return proofs;
}

function parseProof(value: JsonValue, documentContext: JsonValue | undefined): ParsedProof {
  if (!isJsonObject(value)) throw broken("A proof is not an object");
  const { "@context": context, ...members } = value;
  // A proof of another kind has members of its own, and its signature stays an open question.
  const suite = suiteOf(members);
  if (context !== undefined && !isKnownContext(context, documentContext, suite)) {
    if (isSignedAsJson(suite) && isStart(context, documentContext))
      throw new Problem("UNSUPPORTED", "Contexts were added to the document after it was signed");
    throw broken("A proof brings a context of its own");
  }
  for (const member of Object.keys(members)) {
    if (!knownMembers.has(member)) throw broken("A proof has a member that no suite defines");
  }
  const raw = isSignedAsJson(suite) ? value : members;
  const { verificationMethod, proofPurpose } = raw;
  if (!isUrl(verificationMethod)) throw broken('"verificationMethod" is missing or not a URL');
  if (proofPurpose !== "assertionMethod" && proofPurpose !== "authentication") {
    throw broken('"proofPurpose" is missing or not one that is known');
  }
  if (raw.id !== undefined && !isUrl(raw.id)) throw broken("The id of a proof is not a URL");
  // Not read, but it must be in what was signed: null and an empty set would vanish from it.
  stringsOf(raw, "nonce", 1);
  if (suite === "Ed25519Signature2020" && raw.created === undefined) throw broken('"created" is missing');
  const disclosure = isDisclosureSuite(suite) ? parseDisclosureProof(suite, raw.proofValue) : undefined;
  const previousProof = stringsOf(raw, "previousProof", maximumProofs);
  if (disclosure !== undefined && previousProof.length > 0) {
    // What came before covers statements that may be withheld now.
    throw new Problem("UNSUPPORTED", "A proof for selective disclosure cannot cover an earlier proof");
  }
  return {
    raw,
    id: raw.id as string | undefined,
    suite,
    verificationMethod,
    proofPurpose,
    created: dateOf(raw, "created"),
    expires: dateOf(raw, "expires"),
    challenge: stringsOf(raw, "challenge", 1)[0],
    domain: stringsOf(raw, "domain", 10),
    previousProof,
    signature: disclosure === undefined ? signatureOf(raw.proofValue) : new Uint8Array(),
    disclosure,
  };
}

/**
 * Whether the context in a proof says nothing new: it is the document's, or that of the suite itself, which signers add to a proof
 * where the document has it not, and which is what the proof is read by in any case.
 */
function isKnownContext(
  context: JsonValue,
  documentContext: JsonValue | undefined,
  suite: ParsedProof["suite"],
): boolean {
  if (isDeepStrictEqual(context, documentContext)) return true;
  return (
    suite === "Ed25519Signature2020" && isDeepStrictEqual(listOf(context), [contextUrls.ed25519Signature2020])
  );
}

/** What vc-di-eddsa 1.0, 3.3.2 allows, and reads by fewer contexts than everything else here would be read by. */
function isStart(context: JsonValue, documentContext: JsonValue | undefined): boolean {
  const start = listOf(context);
  return start.length > 0 && isDeepStrictEqual(listOf(documentContext).slice(0, start.length), start);
}

/** Where the JSON is signed rather than the statement, the context in the proof is part of it: vc-di-eddsa 1.0, 3.3.1. */
function isSignedAsJson(suite: ParsedProof["suite"]): boolean {
  return isCryptosuite(suite) && cryptosuites[suite].canonicalization === "JCS";
}

function suiteOf(raw: JsonObject): ParsedProof["suite"] {
  const { type, cryptosuite } = raw;
  if (type === "DataIntegrityProof" && (isCryptosuite(cryptosuite) || isDisclosureSuite(cryptosuite))) {
    return cryptosuite;
  }
  if (raw.type === "Ed25519Signature2020" && raw.cryptosuite === undefined) return "Ed25519Signature2020";
  if (
    typeof raw.type === "string" &&
    (raw.type !== "DataIntegrityProof" || typeof raw.cryptosuite === "string")
  ) {
    throw new Problem("UNSUPPORTED", "The proof is of a kind that is not supported here");
  }
  throw broken('"type" or "cryptosuite" is missing or malformed');
}

function dateOf(raw: JsonObject, member: "created" | "expires"): number | undefined {
  if (raw[member] === undefined) return undefined;
  const date = parseDateTimeStamp(raw[member]);
  if (date === undefined) throw broken(`"${member}" is not an XSD dateTimeStamp`);
  return date;
}

function stringsOf(raw: JsonObject, member: string, maximum: number): string[] {
  const items = listOf(raw[member]);
  if (raw[member] !== undefined && items.length === 0) throw broken(`"${member}" is empty`);
  if (items.length > maximum || !items.every((item) => typeof item === "string" && item !== "")) {
    throw broken(`"${member}" is malformed`);
  }
  return items as string[];
}

/** The other suites write a signature in base58-btc; any other multibase would be a second spelling. */
function signatureOf(proofValue: JsonValue | undefined): Uint8Array {
  if (typeof proofValue !== "string" || proofValue.length > maximumProofValueLength)
    throw broken('"proofValue" is malformed');
  if (!/^z[1-9A-HJ-NP-Za-km-z]+$/.test(proofValue)) throw broken('"proofValue" is not base58-btc multibase');
  const signature = base58.decode(proofValue.slice(1));
  if (!signatureLengths.includes(signature.length))
    throw broken('"proofValue" has not the length of a signature');
  return signature;
}

function assertChain(proofs: ParsedProof[]): void {
  const byId = new Map<string, ParsedProof>();
  for (const proof of proofs) {
    if (proof.id === undefined) continue;
    if (byId.has(proof.id)) throw broken("Two proofs have the same id");
    byId.set(proof.id, proof);
  }
  const assertGrounded = (proof: ParsedProof, path: ReadonlySet<ParsedProof>): void => {
    if (path.has(proof)) throw broken('"previousProof" leads back to where it started');
    for (const id of proof.previousProof) {
      const previous = byId.get(id);
      if (previous === undefined) throw broken('"previousProof" points at no proof of this document');
      assertGrounded(previous, new Set([...path, proof]));
    }
  };
  for (const proof of proofs) assertGrounded(proof, new Set());
}

function broken(detail: string): Problem {
  return new Problem("PROOF_VERIFICATION_ERROR", detail);
}
