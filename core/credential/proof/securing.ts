import type { ResolveDid } from "../../did/did-document.ts";
import { lookUpVerificationMethod } from "../../did/verification-method.ts";
import type { CompactJws } from "../../jose/compact-jws.ts";
import { verifyJws } from "../../jose/verify-jws.ts";
import type { JsonObject } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { asProblem } from "../../problem/undecided.ts";
import type { HashedDocument } from "./hashed-document.ts";
import { type ParsedProof, parseProofs } from "./proof-options.ts";
import { assertTimely, type ProofExpectation } from "./verify-proof.ts";
import { type ProofsVerdict, verifyProofs } from "./verify-proofs.ts";

/** What a proof or a JWT says about itself; none of it is verified. Times in milliseconds since 1970. */
export type ProofFacts = Pick<
  ParsedProof,
  "verificationMethod" | "challenge" | "domain" | "created" | "expires"
>;

/** A JWT around a document: its parts, and what it says about itself. */
export interface SecuringJwt {
  jws: CompactJws;
  facts: Omit<ProofFacts, "verificationMethod">;
}

/** What makes a document verifiable: the proofs in it, or the JWT around it. */
export interface Securing {
  proofs: ProofFacts[];
  /** Verifies all of it, as {@link verifyProofs} does. Whose keys they should be is for the caller to ask before. */
  verify(expectation: ProofExpectation, resolveDid: ResolveDid): Promise<ProofsVerdict>;
}

/**
 * Reads what secures a document.
 *
 * @throws {@link Problem} what {@link parseProofs} throws; `INVALID_VERIFICATION_METHOD_URL` for a JWT that names no
 * key (a key that it brings along is not looked at).
 */
export function readSecuring(opened: {
  document: JsonObject;
  unsecured: HashedDocument;
  jwt?: SecuringJwt;
}): Securing {
  const { document, unsecured, jwt } = opened;
  if (jwt !== undefined) return jwtSecuring(jwt);
  const proofs = parseProofs(document);
  return {
    proofs,
    verify: (expectation, resolveDid) => verifyProofs({ unsecured, proofs }, expectation, resolveDid),
  };
}

function jwtSecuring({ jws, facts }: SecuringJwt): Securing {
  const { kid } = jws.header;
  if (typeof kid !== "string") {
    throw new Problem("INVALID_VERIFICATION_METHOD_URL", "The JWT does not name the key it is signed with");
  }
  const proof: ProofFacts = { verificationMethod: kid, ...facts };
  return {
    proofs: [proof],
    verify: async (expectation, resolveDid) => {
      try {
        return {
          problem: undefined,
          controllers: [await verifyJwt(jws, proof, expectation, resolveDid)],
        };
      } catch (error) {
        return { problem: asProblem(error), controllers: [] };
      }
    },
  };
}

async function verifyJwt(
  jws: CompactJws,
  proof: ProofFacts,
  { expectedPurpose, ...expectation }: ProofExpectation,
  resolveDid: ResolveDid,
): Promise<string> {
  assertTimely(proof, expectation.now);
  const { verificationMethod } = proof;
  const { publicKey, controller } = await lookUpVerificationMethod(
    { verificationMethod, proofPurpose: expectedPurpose, ...expectation },
    resolveDid,
  );
  if (verifyJws(jws, publicKey)) return controller;
  throw new Problem(
    "PROOF_VERIFICATION_ERROR",
    "The signature does not fit the document: something was changed after signing",
  );
}
