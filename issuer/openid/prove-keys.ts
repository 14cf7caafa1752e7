import { didJwkDocument } from "../../core/did/did-jwk.ts";
import { createDidResolver } from "../../core/did/resolver.ts";
import { parseJwk } from "../../core/keys/jwk.ts";
import { parseMultikey } from "../../core/keys/multikey.ts";
import { type KeyProof, verifyKeyProofJwt } from "../../core/openid/key-proof.ts";
import { verifyKeyProofPresentation } from "../../core/openid/key-proof-presentation.ts";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { KeyProofs } from "./credential-request.ts";
import type { Nonces } from "./nonces.ts";

interface ProofQuestion {
  slug: string;
  expectedIssuer: string;
  expectedClientId: string | undefined;
  nonces: Nonces;
  now: Date;
}

/** Key proofs name keys by did:key, did:jwk or the key itself, so that a wallet cannot send the issuer over the network. */
const resolveDid = createDidResolver({
  fetchDocument: async () => {
    throw new Problem("FETCH_REFUSED", "A key proof is verified without fetching anything");
  },
  allowHttpOnLoopback: false,
});

/**
 * The DIDs whose keys a wallet showed possession of, in the order of its proofs: OpenID4VCI 1.0, Appendix F.4. Each is another key, and
 * every nonce is spent, all at once, once all proofs hold.
 *
 * @throws {OpenidError} `invalid_proof`, `invalid_nonce`.
 */
export async function proveKeys(keyProofs: KeyProofs, question: ProofQuestion): Promise<string[]> {
  const proven: KeyProof[] = [];
  if (keyProofs.type === "jwt") {
    for (const jwt of keyProofs.proofs)
      proven.push(await verifyKeyProofJwt(jwt, { ...question, resolveDid }));
  } else {
    for (const document of keyProofs.proofs)
      proven.push(await verifyKeyProofPresentation(document, question));
  }
  const dids = proven.map(({ did }) => did);
  if (new Set(dids.map(keyOf)).size !== dids.length) {
    throw new OpenidError("invalid_proof", "Two proofs are by the same key.");
  }
  if (!question.nonces.spend(question.slug, new Set(proven.map(({ nonce }) => nonce)))) {
    throw new OpenidError("invalid_nonce", "The c_nonce is not valid or has been used. Ask for a new one.");
  }
  return dids;
}

/** The key itself, so that one key under two DIDs is still one key. */
function keyOf(did: string): string {
  const { type, bytes } = did.startsWith("did:jwk:")
    ? parseJwk(didJwkDocument(did).verificationMethod?.[0]?.publicKeyJwk)
    : parseMultikey(did.slice("did:key:".length));
  return `${type} ${Buffer.from(bytes).toString("base64")}`;
}
