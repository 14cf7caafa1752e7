import type { Cryptosuite } from "@digitalbazaar/data-integrity";
import type { KeyPair } from "@digitalbazaar/ecdsa-multikey";
import * as eddsaJcs from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import { audience, now } from "../sample.ts";
import type { CreateContender } from "./contender.ts";
import { loadOffline as documentLoader } from "./documents-offline.ts";
import { issuerSigners } from "./issuer-signers.ts";

interface Common {
  suite: object;
  documentLoader: typeof documentLoader;
  now: Date;
}

/** One library for credentials with the packages that its makers put beside it. */
export interface LibraryPackages<Proof extends object> {
  vc: {
    issue(options: Common & { credential: object; suite: Proof }): Promise<object>;
    verifyCredential(options: Common & { credential: object; suite: Proof }): Promise<{ verified: boolean }>;
    verify(
      options: Common & { presentation: object; suite: Proof } & typeof audience,
    ): Promise<{ verified: boolean }>;
  };
  DataIntegrityProof: new (options: {
    cryptosuite: Cryptosuite;
    signer?: ReturnType<KeyPair["signer"]>;
    date?: Date;
  }) => Proof;
  eddsaRdfc: Cryptosuite;
  generate(options: { seed: Uint8Array }): Promise<KeyPair>;
}

/** Uses a library as its README does. */
export function libraryContender<Proof extends object>(packages: LibraryPackages<Proof>): CreateContender {
  const { vc, DataIntegrityProof, eddsaRdfc, generate } = packages;
  const suites = {
    "eddsa-rdfc-2022": { signing: eddsaRdfc, verifying: eddsaRdfc },
    // Digital Bazaar's for all: nobody else has one, and the interface is the same.
    "eddsa-jcs-2022": {
      signing: eddsaJcs.createSignCryptosuite(),
      verifying: eddsaJcs.createVerifyCryptosuite(),
    },
  };
  return async (name, samples) => {
    const { signing, verifying } = suites[name];
    const signers = await issuerSigners(samples, async (seed) => {
      const keyPair = await generate({ seed });
      const { publicKeyMultibase } = await keyPair.export({ publicKey: true });
      return { ...keyPair.signer(), id: `did:key:${publicKeyMultibase}#${publicKeyMultibase}` };
    });
    const suite = new DataIntegrityProof({ cryptosuite: verifying });
    return {
      issue: (sample) =>
        vc.issue({
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
        (await vc.verifyCredential({ credential: JSON.parse(credential), suite, documentLoader, now }))
          .verified,
      "verify presentation": async ({ presentation }) =>
        (
          await vc.verify({
            presentation: JSON.parse(presentation),
            suite,
            documentLoader,
            now,
            ...audience,
          })
        ).verified,
    };
  };
}
