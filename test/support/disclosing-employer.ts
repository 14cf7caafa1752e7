import type { DisclosureSuiteName } from "../../core/credential/disclosure/disclosure-suites.ts";
import type { DisclosureSigningOptions } from "../../core/credential/proof/disclosure-suite.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { blsKeyPair } from "../../core/keys/bls12-381.ts";
import { ecdsaKeyPair } from "../../core/keys/ecdsa.ts";
import { type BbsSigner, bbsSigner, ecdsaSigner, type Signer } from "../../core/keys/signer.ts";

/** An employer with a key for a cryptosuite of selective disclosure. */
export interface DisclosingEmployer {
  did: string;
  suite: DisclosureSuiteName;
  signer: Signer | BbsSigner;
  /** Puts the employer in as issuer and signs. */
  issue(credential: JsonObject, options?: Partial<DisclosureSigningOptions>): Promise<JsonObject>;
  /** Puts the employer in as issuer and signs so that nothing can be taken out. */
  issueWhole(credential: JsonObject): Promise<JsonObject>;
}

export const seed = new Uint8Array(32).fill(21);

/** The same number gives the same employer. */
export function disclosingEmployer(suite: DisclosureSuiteName, number = 11): DisclosingEmployer {
  const secret = new Uint8Array(32).fill(number);
  const { did, signer } = suite === "bbs-2023" ? withBlsKey(secret) : withP256Key(secret);
  const created = new Date("2026-03-01T12:00:00Z");
  const asIssuer = (credential: JsonObject): JsonObject => {
    const { issuer } = credential;
    return {
      ...credential,
      issuer: typeof issuer === "object" ? { ...(issuer as JsonObject), id: did } : did,
    };
  };
  const issue: DisclosingEmployer["issue"] = (credential, options = {}) =>
    signCredential(asIssuer(credential), { cryptosuite: suite, signer, created, seed, ...options });
  return {
    did,
    suite,
    signer,
    issue,
    // A base proof of bbs-2023 is one signature over all there is.
    issueWhole: (credential) =>
      signer.algorithm === "BLS12-381"
        ? issue(credential)
        : signCredential(asIssuer(credential), { signer, created }),
  };
}

function withP256Key(secret: Uint8Array) {
  const keyPair = ecdsaKeyPair("P-256", secret);
  const did = didKey({ type: "P-256", bytes: keyPair.publicKey });
  return { did, signer: ecdsaSigner(didKeyVerificationMethod(did), keyPair) };
}

function withBlsKey(secret: Uint8Array) {
  const keyPair = blsKeyPair(secret);
  const did = didKey({ type: "BLS12-381", bytes: keyPair.publicKey });
  return { did, signer: bbsSigner(didKeyVerificationMethod(did), keyPair) };
}
