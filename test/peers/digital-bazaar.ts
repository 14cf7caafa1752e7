import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as ecdsaJcs from "@digitalbazaar/ecdsa-jcs-2019-cryptosuite";
import * as ecdsaMultikey from "@digitalbazaar/ecdsa-multikey";
import { cryptosuite as ecdsaRdfc } from "@digitalbazaar/ecdsa-rdfc-2019-cryptosuite";
import * as ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import * as eddsaJcs from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import { issue, verifyCredential } from "@digitalbazaar/vc";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { KeyType } from "../../core/keys/public-key.ts";
import { documentLoader } from "./peer-documents.ts";

/** Digital Bazaar's own cryptosuites, whose canonicalization, hashing and signatures Stint does not use. */
const peerSuites = {
  "eddsa-jcs-2022": {
    signing: eddsaJcs.createSignCryptosuite(),
    verifying: eddsaJcs.createVerifyCryptosuite(),
  },
  "ecdsa-rdfc-2019": { signing: ecdsaRdfc, verifying: ecdsaRdfc },
  "ecdsa-jcs-2019": {
    signing: ecdsaJcs.createSignCryptosuite(),
    verifying: ecdsaJcs.createVerifyCryptosuite(),
  },
} as const;

export type PeerSuite = keyof typeof peerSuites;

/** Makes a key and issues a credential with it; the issuer is put in, and its id where it is an object. */
export async function issueWithDigitalBazaar(
  credential: JsonObject,
  { suite, keyType, created }: { suite: PeerSuite; keyType: KeyType; created: string },
): Promise<JsonObject> {
  const keyPair =
    keyType === "Ed25519"
      ? await ed25519Multikey.generate()
      : await ecdsaMultikey.generate({ curve: keyType });
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
      cryptosuite: peerSuites[suite].signing as never,
      signer: keyPair.signer(),
      date: new Date(created),
    }),
    documentLoader,
    now: new Date(created),
  })) as JsonObject;
}

/** What `@digitalbazaar/vc` says of a credential. */
export async function verifiesWithDigitalBazaar(
  credential: JsonObject,
  { suite, now }: { suite: PeerSuite; now: Date },
): Promise<boolean> {
  const { verified } = await verifyCredential({
    credential: structuredClone(credential),
    suite: new DataIntegrityProof({ cryptosuite: peerSuites[suite].verifying as never }),
    documentLoader,
    now,
  });
  return verified;
}
