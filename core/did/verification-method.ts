import { parseDateTimeStamp } from "../date-time.ts";
import { parseJwk } from "../keys/jwk.ts";
import { parseMultikey } from "../keys/multikey.ts";
import type { PublicKey } from "../keys/public-key.ts";
import { Problem } from "../problem/problem.ts";
import type { DidDocument, ResolveDid, VerificationMethod } from "./did-document.ts";
import { didOf } from "./did-url.ts";
import { isHttpsIdentifier } from "./https-identifier.ts";
import { methodsNamed } from "./parse-did-document.ts";

/** A verification method that may be used: found where it belongs, in force, with a usable key. */
export interface ResolvedVerificationMethod {
  id: string;
  controller: string;
  publicKey: PublicKey;
}

export interface VerificationMethodRequest {
  /** The URL exactly as the proof has it: that of a DID, or of an https identifier. */
  verificationMethod: string;
  proofPurpose: "assertionMethod" | "authentication";
  now: Date;
  /** The DID or https identifier that must control the key, for example the issuer; compared before anything is resolved. */
  expectedController?: string;
}

/**
 * Looks up the key that a proof names, by Controlled Identifiers 1.0, 3.3: only from the resolved DID
 * document, under exactly the id that was asked for, listed for the purpose, controlled by the DID itself,
 * neither revoked nor expired.
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD_URL`, `INVALID_VERIFICATION_METHOD`,
 * `INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD`, `UNSUPPORTED` for a type of method that is not read here, and what `resolveDid` throws.
 */
export async function lookUpVerificationMethod(
  request: VerificationMethodRequest,
  resolveDid: ResolveDid,
): Promise<ResolvedVerificationMethod> {
  const { verificationMethod: id, proofPurpose, now, expectedController } = request;
  const did = controllerIn(id);
  if (expectedController !== undefined && did !== expectedController) {
    throw unusable("The verification method belongs to another DID than expected");
  }
  const document = await resolveDid(did);
  const publicKey = usableKey(document, { verificationMethod: id, proofPurpose, now, controller: did });
  return { id, controller: did, publicKey };
}

/**
 * The same in a document that was resolved already, of a DID or of another controlled identifier.
 *
 * @param request.controller - Whose document it must be.
 * @throws {@link Problem} as {@link lookUpVerificationMethod} does; `INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID` for another's document.
 */
export function usableKey(
  document: DidDocument,
  request: Omit<VerificationMethodRequest, "expectedController"> & { controller: string },
): PublicKey {
  if (document.id !== request.controller) throw new Problem("INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID");
  const method = findMethod(document, request.verificationMethod);
  if (method.controller !== request.controller) {
    throw unusable("The verification method has another controller");
  }
  checkInForce(method, request.now);
  checkRelationship(document, request);
  return readPublicKey(method);
}

/** Whose the method is, by its URL: a DID, or an https identifier. Throws `INVALID_VERIFICATION_METHOD_URL`. */
function controllerIn(id: string): string {
  if (!id.startsWith("https:")) return didOf(id);
  const [controller = "", fragment = "", ...others] = id.split("#", 3);
  const isHttps = fragment !== "" && others.length === 0 && isHttpsIdentifier(controller);
  return isHttps ? controller : didOf(id);
}

function findMethod(document: DidDocument, id: string): VerificationMethod {
  const [method, ...others] = methodsNamed(document, id);
  if (method === undefined) throw unusable("The DID document has no such verification method");
  if (others.length > 0) {
    throw new Problem("INVALID_CONTROLLED_IDENTIFIER_DOCUMENT", "Two verification methods have one id");
  }
  return method;
}

function checkRelationship(
  document: DidDocument,
  request: Pick<VerificationMethodRequest, "verificationMethod" | "proofPurpose">,
): void {
  const listed = (document[request.proofPurpose] ?? []).some(
    (entry) => (typeof entry === "string" ? entry : entry.id) === request.verificationMethod,
  );
  if (!listed) throw new Problem("INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD");
}

function checkInForce({ revoked, expires }: VerificationMethod, now: Date): void {
  if (revoked !== undefined && readTime(revoked) <= now.getTime()) throw unusable("The key is revoked");
  if (expires !== undefined && readTime(expires) <= now.getTime()) throw unusable("The key has expired");
}

/** A date that cannot be read counts against the key: it was meant to end it. */
function readTime(timestamp: string): number {
  return parseDateTimeStamp(timestamp) ?? Number.NEGATIVE_INFINITY;
}

/** The types of Controlled Identifiers 1.0, 2.2, and their forerunners that are still published. */
function readPublicKey({ type, publicKeyMultibase, publicKeyJwk }: VerificationMethod): PublicKey {
  if (publicKeyMultibase !== undefined && publicKeyJwk !== undefined) {
    throw unusable("A verification method with two keys");
  }
  switch (type) {
    case "Multikey":
      return parseMultikey(publicKeyMultibase ?? "");
    case "Ed25519VerificationKey2020": {
      const key = parseMultikey(publicKeyMultibase ?? "");
      if (key.type !== "Ed25519") throw unusable("The key is of another kind than its method");
      return key;
    }
    case "JsonWebKey":
    case "JsonWebKey2020":
      return parseJwk(publicKeyJwk);
    default:
      // Its type says how a key is written, not whether it is a good one.
      throw new Problem("UNSUPPORTED", "A verification method of this type is not read here");
  }
}

function unusable(words: string): Problem {
  return new Problem("INVALID_VERIFICATION_METHOD", words);
}
