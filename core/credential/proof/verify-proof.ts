import { type Cryptosuite, DataIntegrityProof } from "@digitalbazaar/data-integrity";
import type { BoundedEffort } from "../../bounded-effort.ts";
import type { ResolveDid } from "../../did/did-document.ts";
import { lookUpVerificationMethod } from "../../did/verification-method.ts";
import type { JsonObject } from "../../json/json-value.ts";
import { verifyEd25519 } from "../../keys/ed25519.ts";
import type { PublicKey } from "../../keys/public-key.ts";
import { Problem } from "../../problem/problem.ts";
import { type Coverage, wholeDocument } from "../disclosure/coverage.ts";
import { verifyDisclosureProof } from "../disclosure/verify-disclosure-proof.ts";
import { listOf } from "../members.ts";
import { contextUrls } from "../vocabulary.ts";
import { createCryptosuite } from "./cryptosuite.ts";
import { isCryptosuite, takesKey } from "./cryptosuites.ts";
import {
  canonicalForm,
  digest,
  type HashedDocument,
  hashDocument,
  matchingProofs,
} from "./hashed-document.ts";
import { hashProofOptions } from "./proof-hash.ts";
import type { ParsedProof, ProofPurpose } from "./proof-options.ts";

/** How far the signer's clock may run ahead of ours. */
const clockSkewMilliseconds = 60_000;

/** What a proof must be made for; `now` decides about `created` and `expires`. */
export interface ProofExpectation {
  expectedPurpose: ProofPurpose;
  now: Date;
  /** The DID that every proof must come from; left out, each may come from whoever its key belongs to. */
  expectedController?: string;
  /** Exceeded by proofs that do not hold, by those that let parts be withheld, by proof chains, and by what exceeds it in any document. */
  effort?: BoundedEffort | undefined;
}

/** A proof that holds: who made it, and how much of the document it vouches for. */
export interface HeldProof {
  controller: string;
  coverage: Coverage;
}

/**
 * Verifies one proof of a document: purpose, time, key by resolution, signature.
 *
 * @param unsecured - The document without any proof.
 * @param allProofs - All its proofs, for `previousProof`.
 * @returns the DID that controls the key, and what the proof covers.
 * @throws {Problem} when the proof does not hold, or could not be judged (`isUndecided`).
 * @see {@link https://www.w3.org/TR/vc-data-integrity/#verify-proof}
 */
export async function verifyProof(
  proof: ParsedProof,
  { unsecured, allProofs }: { unsecured: HashedDocument; allProofs: JsonObject[] },
  { expectedPurpose, effort, ...expectation }: ProofExpectation,
  resolveDid: ResolveDid,
): Promise<HeldProof> {
  if (proof.proofPurpose !== expectedPurpose) throw broken(`The proof is not made for ${expectedPurpose}`);
  if (proof.disclosure !== undefined && expectedPurpose !== "assertionMethod") {
    throw new Problem("UNSUPPORTED", "Only a credential can be disclosed in parts");
  }
  assertTimely(proof, expectation.now);
  const known = unsecured.coverages?.get(proof);
  if (known === undefined) effort?.countProof();
  if (proof.disclosure !== undefined) effort?.exceed();
  const { verificationMethod } = proof;
  const method = await lookUpVerificationMethod(
    { verificationMethod, proofPurpose: expectedPurpose, ...expectation },
    resolveDid,
  );
  const { publicKey, controller } = method;
  const coverage =
    known !== undefined && isSameKey(known.publicKey, publicKey)
      ? known.coverage
      : await coverageOf(proof, { unsecured, allProofs, publicKey, effort });
  unsecured.coverages?.set(proof, { publicKey, coverage });
  if (coverage === undefined) {
    throw broken("The signature does not fit the document: something was changed after signing");
  }
  return { controller, coverage };
}

function isSameKey(one: PublicKey, other: PublicKey): boolean {
  return one.type === other.type && Buffer.compare(one.bytes, other.bytes) === 0;
}

/** What a signature is verified over and with. */
interface ProofInput {
  unsecured: HashedDocument;
  allProofs: JsonObject[];
  publicKey: PublicKey;
  effort: BoundedEffort | undefined;
}

async function coverageOf(proof: ParsedProof, input: ProofInput): Promise<Coverage | undefined> {
  const { unsecured, publicKey, effort } = input;
  if (proof.disclosure !== undefined) {
    const proofHash = await hashProofOptions(proof.raw, unsecured.document);
    return verifyDisclosureProof(proof.disclosure, unsecured, { proofHash, publicKey });
  }
  const verify = proof.suite === "Ed25519Signature2020" ? verifyEd25519Signature2020 : verifyDataIntegrity;
  const isValid = await verify(proof, input);
  // The library makes a "no" of whatever is thrown while it works; that one must not be remembered.
  if (effort?.isExceeded) effort.exceed();
  return isValid ? wholeDocument : undefined;
}

/** Refuses a proof that was made in the future or has expired. Throws `PROOF_VERIFICATION_ERROR`. */
export function assertTimely(
  { created, expires }: Pick<ParsedProof, "created" | "expires">,
  now: Date,
): void {
  if (created !== undefined && created > now.getTime() + clockSkewMilliseconds) {
    throw broken("The proof was made in the future");
  }
  if (expires !== undefined && expires <= now.getTime()) throw broken("The proof has expired");
}

async function verifyDataIntegrity(
  proof: ParsedProof,
  { unsecured, allProofs, publicKey, effort }: ProofInput,
): Promise<boolean> {
  const { suite: name } = proof;
  if (!isCryptosuite(name) || !takesKey(name, publicKey.type)) return false;
  const cryptosuite = createCryptosuite({ name, keyType: publicKey.type, unsecured, allProofs, effort });
  const suite = new DecodedProof(cryptosuite, proof.signature);
  // The library asks the loader for the verification method; it was resolved by our own rules already.
  const documentLoader = async (url: string) => ({
    contextUrl: null,
    documentUrl: url,
    document: { publicKey },
  });
  const { verified, error } = await suite.verifyProof({
    proof: proof.raw,
    document: unsecured.document,
    documentLoader,
  });
  if (error instanceof Problem) throw error;
  return verified === true;
}

/**
 * The library's suite with a signature that was decoded when the proof was parsed: to decode base58 once more would be quadratic once
 * more. That the key is of the type that the cryptosuite takes was asked before.
 */
class DecodedProof extends DataIntegrityProof {
  readonly #signature: Uint8Array;

  constructor(cryptosuite: Cryptosuite, signature: Uint8Array) {
    super({ cryptosuite });
    this.#signature = signature;
  }

  override async verifySignature(given: { verifyData: Uint8Array; verificationMethod: object }) {
    const { verifyData: data, verificationMethod } = given;
    const verifier = await this.createVerifier({ verificationMethod });
    return verifier.verify({ data, signature: this.#signature });
  }
}

/** @see {@link https://www.w3.org/community/reports/credentials/CG-FINAL-di-eddsa-2020-20220724/} */
async function verifyEd25519Signature2020(
  proof: ParsedProof,
  { unsecured, allProofs, publicKey, effort }: ProofInput,
): Promise<boolean> {
  if (publicKey.type !== "Ed25519") return false;
  const { proofValue: _signature, ...options } = proof.raw;
  const contexts = listOf(unsecured.document["@context"]);
  const suiteContexts = contexts.includes(contextUrls.ed25519Signature2020)
    ? contexts
    : [...contexts, contextUrls.ed25519Signature2020];
  const hashing = { canonicalization: "RDFC-1.0", hash: "sha256" } as const;
  const proofForm = await canonicalForm({ "@context": suiteContexts, ...options }, hashing, effort);
  const proofHash = digest(proofForm, "sha256");
  const documentHash = await hashDocument(unsecured, matchingProofs(proof.raw, allProofs), hashing, effort);
  const message = Buffer.concat([proofHash, documentHash]);
  return verifyEd25519({ signature: proof.signature, message, publicKey: publicKey.bytes }, effort);
}

function broken(detail: string): Problem {
  return new Problem("PROOF_VERIFICATION_ERROR", detail);
}
