import { DataIntegrityProof } from "@digitalcredentials/data-integrity";
import { generate } from "@digitalcredentials/ed25519-multikey";
import { cryptosuite as eddsaRdfc } from "@digitalcredentials/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalcredentials/vc";
import { libraryContender } from "./library-contender.ts";

/** `@digitalcredentials/vc`, the fork that the Digital Credentials Consortium's services use. */
export const createDigitalCredentials = libraryContender<DataIntegrityProof>({
  vc,
  DataIntegrityProof,
  eddsaRdfc,
  generate,
});
