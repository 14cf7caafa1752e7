import * as eddsaJcs from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import { DataIntegrityProof } from "@digitalcredentials/data-integrity";
import { generate } from "@digitalcredentials/ed25519-multikey";
import { cryptosuite as eddsaRdfc } from "@digitalcredentials/eddsa-rdfc-2022-cryptosuite";
import { issue, verify, verifyCredential } from "@digitalcredentials/vc";
import { audience, now } from "../sample.ts";
import type { CreateContender } from "./contender.ts";
import { loadOffline as documentLoader } from "./documents-offline.ts";
import { issuerSigners } from "./issuer-signers.ts";

/** It has no JCS cryptosuite of its own; Digital Bazaar's has the same interface. */
const suites = {
  "eddsa-rdfc-2022": { signing: eddsaRdfc, verifying: eddsaRdfc },
  "eddsa-jcs-2022": {
    signing: eddsaJcs.createSignCryptosuite(),
    verifying: eddsaJcs.createVerifyCryptosuite(),
  },
};

/** `@digitalcredentials/vc`, the fork that the Digital Credentials Consortium's services use. */
export const createDigitalCredentials: CreateContender = async (name, samples) => {
  const { signing, verifying } = suites[name];
  const signers = await issuerSigners(samples, async (seed) => {
    const keyPair = await generate({ seed });
    const { publicKeyMultibase } = keyPair;
    return { ...keyPair.signer(), id: `did:key:${publicKeyMultibase}#${publicKeyMultibase}` };
  });
  const suite = new DataIntegrityProof({ cryptosuite: verifying });
  return {
    issue: (sample) =>
      issue({
        credential: JSON.parse(sample.unsigned),
        suite: new DataIntegrityProof({
          cryptosuite: signing,
          signer: signers(sample),
          date: sample.created,
        }),
        documentLoader,
        now,
      }),
    "verify credential": async ({ credential }) =>
      (await verifyCredential({ credential: JSON.parse(credential), suite, documentLoader, now })).verified,
    "verify presentation": async ({ presentation }) =>
      (await verify({ presentation: JSON.parse(presentation), suite, documentLoader, now, ...audience }))
        .verified,
  };
};
