import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { generate } from "@digitalbazaar/ed25519-multikey";
import { cryptosuite as eddsaRdfc } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { libraryContender } from "./library-contender.ts";

/** `@digitalbazaar/vc` with its makers' own cryptosuites: what we call stock. */
export const createDigitalBazaar = libraryContender<DataIntegrityProof>({
  vc,
  DataIntegrityProof,
  eddsaRdfc,
  generate,
});
