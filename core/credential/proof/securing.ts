import type { CompactJws } from "../../jose/compact-jws.ts";
import { verifyJws } from "../../jose/verify-jws.ts";
import type { JsonObject } from "../../json/json-value.ts";
import { discoverKey, type KeyDiscovery } from "../../key-discovery/discover-key.ts";
import { Problem } from "../../problem/problem.ts";
import { asProblem } from "../../problem/undecided.ts";
import { wholeDocument } from "../disclosure/coverage.ts";
import type { DisclosureProof } from "../disclosure/format/disclosure-proof.ts";
import { claimedKey } from "../jwt/claimed-key.ts";
import type { HashedDocument } from "./hashed-document.ts";
import { type ParsedProof, parseProofs } from "./proof-options.ts";
import { assertTimely, type ProofExpectation } from "./verify-proof.ts";
import { type ProofsVerdict, verifyProofs } from "./verify-proofs.ts";

/** What a proof or a JWT says about itself; none of it is verified. Times in milliseconds since 1970. */
export type ProofFacts = Pick<
  ParsedProof,
  "verificationMethod" | "challenge" | "domain" | "created" | "expires"
> & {
  /** Whose key it is said to be, where `verificationMethod` does not begin with that. */
  controller?: string;
};

/** A JWT around a document: its parts, and what it says about itself. */
export interface SecuringJwt {
  jws: CompactJws;
  /** The claim `iss`. */
  iss: string | undefined;
  facts: Omit<ProofFacts, "verificationMethod" | "controller">;
}

/** What makes a document verifiable: the proofs in it, or the JWT around it. */
export interface Securing {
  proofs: ProofFacts[];
  /** Whether a proof lets its holder withhold parts, and whether that is the holder's own, from which any part can be shown. */
  disclosure: "none" | DisclosureProof["kind"];
  /** Verifies all of it, as {@link verifyProofs} does. Whose keys they should be is for the caller to ask before. */
  verify(expectation: ProofExpectation, discovery: KeyDiscovery): Promise<ProofsVerdict>;
}

/**
 * Reads what secures a document.
 *
 * @param opened.signer - The issuer or holder that the document names.
 * @throws {@link Problem} what {@link parseProofs} throws; for a JWT what {@link claimedKey} throws.
 */
export function readSecuring(opened: {
  document: JsonObject;
  unsecured: HashedDocument;
  jwt?: SecuringJwt;
  signer: string | undefined;
}): Securing {
  const { document, unsecured, jwt, signer } = opened;
  if (jwt !== undefined) return jwtSecuring(jwt, signer);
  const proofs = parseProofs(document);
  const kinds = proofs.flatMap(({ disclosure }) => disclosure?.kind ?? []);
  return {
    proofs,
    disclosure: kinds.find((kind) => kind === "base") ?? kinds[0] ?? "none",
    verify: (expectation, { resolveDid }) => verifyProofs({ unsecured, proofs }, expectation, resolveDid),
  };
}

function jwtSecuring({ jws, iss, facts }: SecuringJwt, named: string | undefined): Securing {
  const proof = { ...claimedKey(jws.header, { iss, named }), ...facts };
  return {
    proofs: [proof],
    disclosure: "none",
    verify: async (expectation, discovery) => {
      try {
        await verifyJwt(jws, proof, expectation, discovery);
        return { problem: undefined, held: [{ controller: proof.controller, coverage: wholeDocument }] };
      } catch (error) {
        return { problem: asProblem(error), held: [] };
      }
    },
  };
}

async function verifyJwt(
  jws: CompactJws,
  proof: ProofFacts & { controller: string },
  { expectedPurpose, expectedController, now }: ProofExpectation,
  discovery: KeyDiscovery,
): Promise<void> {
  assertTimely(proof, now);
  const { verificationMethod, controller } = proof;
  if (expectedController !== undefined && controller !== expectedController) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "The key belongs to somebody else than expected");
  }
  const request = { verificationMethod, controller, proofPurpose: expectedPurpose, now };
  if (verifyJws(jws, await discoverKey(request, discovery))) return;
  throw new Problem(
    "PROOF_VERIFICATION_ERROR",
    "The signature does not fit the document: something was changed after signing",
  );
}
