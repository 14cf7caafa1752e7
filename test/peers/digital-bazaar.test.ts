import { describe, expect, it } from "vitest";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { type EcdsaCurve, ecdsaKeyPair } from "../../core/keys/ecdsa.ts";
import { ecdsaSigner } from "../../core/keys/signer.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { alterations } from "./altered.ts";
import { issueWithDigitalBazaar, type PeerSuite, verifiesWithDigitalBazaar } from "./digital-bazaar.ts";
import { sampleCredentials } from "./sample-credentials.ts";
import { employer, offlineVerifier, student } from "./stint.ts";

const created = "2026-03-01T12:00:00Z";
const now = new Date("2026-03-02T12:00:00Z");

function ecdsaEmployer(curve: EcdsaCurve, size: number) {
  const keyPair = ecdsaKeyPair(curve, new Uint8Array(size).fill(11));
  const did = didKey({ type: curve, bytes: keyPair.publicKey });
  return { did, signer: ecdsaSigner(didKeyVerificationMethod(did), keyPair) };
}

const employers = {
  Ed25519: employer,
  "P-256": ecdsaEmployer("P-256", 32),
  "P-384": ecdsaEmployer("P-384", 48),
};

const kinds: { suite: PeerSuite; keyType: keyof typeof employers }[] = [
  { suite: "eddsa-jcs-2022", keyType: "Ed25519" },
  { suite: "ecdsa-rdfc-2019", keyType: "P-256" },
  { suite: "ecdsa-rdfc-2019", keyType: "P-384" },
  { suite: "ecdsa-jcs-2019", keyType: "P-256" },
  { suite: "ecdsa-jcs-2019", keyType: "P-384" },
];

describe.each(kinds)("@digitalbazaar/vc with $suite and $keyType", ({ suite, keyType }) => {
  const { did, signer } = employers[keyType];
  const samples = Object.entries(sampleCredentials(did, student.did));
  const issueOurs = (credential: JsonObject) =>
    signCredential(credential, { signer, created: new Date(created), cryptosuite: suite });

  it.each(samples)("verifies %s when Stint issued it", async (_name, credential) => {
    expect(await verifiesWithDigitalBazaar(await issueOurs(credential), { suite, now })).toBe(true);
  });

  it.each(samples)("issues %s so that Stint verifies it", async (_name, credential) => {
    const issued = await issueWithDigitalBazaar(credential, { suite, keyType, created });
    const { checks, verified } = await verifyCredential(issued, { checks: "all" }, offlineVerifier(now));
    expect(checks.filter(({ outcome }) => outcome === "failed" || outcome === "unknown")).toEqual([]);
    expect(verified).toBe(true);
  });

  it("refuses what Stint issued with one byte changed", async () => {
    const [, credential] = samples[0] as [string, JsonObject];
    const believed: string[] = [];
    for (const { where, document } of alterations(await issueOurs(credential), "one")) {
      if (await verifiesWithDigitalBazaar(document, { suite, now })) believed.push(where);
    }
    expect(believed).toEqual([]);
  });
});
