import * as bbs from "@digitalbazaar/bbs-2023-cryptosuite";
import * as blsMultikey from "@digitalbazaar/bls12-381-multikey";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as ecdsaMultikey from "@digitalbazaar/ecdsa-multikey";
import * as ecdsaSd from "@digitalbazaar/ecdsa-sd-2023-cryptosuite";
import { derive, issue, verifyCredential } from "@digitalbazaar/vc";
import type { DisclosureSuiteName } from "../../core/credential/disclosure/disclosure-suites.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { documentLoader } from "./peer-documents.ts";

/** Digital Bazaar's own cryptosuites for selective disclosure; Stint uses nothing of them. */
const peerSuites = { "ecdsa-sd-2023": ecdsaSd, "bbs-2023": bbs };

/** Makes a key and issues a credential with a base proof by it. */
export async function issueWithPeer(
  credential: JsonObject,
  { suite, mandatoryPointers }: { suite: DisclosureSuiteName; mandatoryPointers: readonly string[] },
): Promise<JsonObject> {
  const keyPair =
    suite === "bbs-2023"
      ? await blsMultikey.generateBbsKeyPair({ algorithm: "BBS-BLS12-381-SHA-256" })
      : await ecdsaMultikey.generate({ curve: "P-256" });
  const { publicKeyMultibase } = await keyPair.export({ publicKey: true });
  const did = `did:key:${publicKeyMultibase}`;
  keyPair.id = `${did}#${publicKeyMultibase}`;
  const { issuer } = credential;
  return (await issue({
    credential: {
      ...structuredClone(credential),
      issuer: typeof issuer === "object" ? { ...issuer, id: did } : did,
    },
    suite: new DataIntegrityProof({
      cryptosuite: peerSuites[suite].createSignCryptosuite({
        mandatoryPointers: [...mandatoryPointers],
      }) as never,
      signer: keyPair.signer(),
      date: new Date("2026-03-01T12:00:00Z"),
    }),
    documentLoader,
    now: new Date("2026-03-01T12:00:00Z"),
  })) as JsonObject;
}

/** Derives a credential with the chosen parts from one with a single base proof. */
export async function deriveWithPeer(
  credential: JsonObject,
  { suite, pointers }: { suite: DisclosureSuiteName; pointers: readonly string[] },
): Promise<JsonObject> {
  return (await derive({
    verifiableCredential: structuredClone(credential),
    suite: new DataIntegrityProof({
      cryptosuite: peerSuites[suite].createDiscloseCryptosuite({ selectivePointers: [...pointers] }) as never,
    }),
    documentLoader,
  })) as JsonObject;
}

/** What `@digitalbazaar/vc` says of a derived credential. */
export async function peerVerifies(
  credential: JsonObject,
  { suite, now }: { suite: DisclosureSuiteName; now: Date },
): Promise<boolean> {
  const { verified } = await verifyCredential({
    credential: structuredClone(credential),
    suite: new DataIntegrityProof({ cryptosuite: peerSuites[suite].createVerifyCryptosuite() as never }),
    documentLoader,
    now,
  });
  return verified;
}
