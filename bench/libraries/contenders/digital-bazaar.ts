import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { generate } from "@digitalbazaar/ed25519-multikey";
import * as eddsaJcs from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import { cryptosuite as eddsaRdfc } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { issue, verify, verifyCredential } from "@digitalbazaar/vc";
import { audience, now } from "../sample.ts";
import type { CreateContender } from "./contender.ts";
import { loadOffline as documentLoader } from "./documents-offline.ts";
import { issuerSigners } from "./issuer-signers.ts";

const suites = {
  "eddsa-rdfc-2022": { signing: eddsaRdfc, verifying: eddsaRdfc },
  "eddsa-jcs-2022": {
    signing: eddsaJcs.createSignCryptosuite(),
    verifying: eddsaJcs.createVerifyCryptosuite(),
  },
};

/** `@digitalbazaar/vc` with its makers' own cryptosuites, as its README uses it: what we call stock. */
export const createDigitalBazaar: CreateContender = async (name, samples) => {
  const { signing, verifying } = suites[name];
  const signers = await issuerSigners(samples, async (seed) => {
    const keyPair = await generate({ seed });
    const { publicKeyMultibase } = await keyPair.export({ publicKey: true });
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
          date: new Date(sample.created),
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
