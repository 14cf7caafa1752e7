import type { JsonObject } from "../../../core/json/json-value.ts";
import { type DidkitVerdict, findDidkit } from "../../../test/peers/find-didkit.ts";
import { audience, type Sample } from "../sample.ts";
import type { CreateContender } from "./contender.ts";
import { issuerSigners } from "./issuer-signers.ts";

const noMoreContexts = "{}";

/** DIDKit (Rust) through its binding for Node. It parses and writes JSON itself, and verifies by the machine's clock. */
export const createDidkit: CreateContender = async (cryptosuite, samples) => {
  const found = findDidkit();
  if ("missing" in found) throw new Error(found.missing);
  const { didkit } = found;
  const signers = await issuerSigners(samples, async (seed) => {
    const key = await didkit.generateEd25519KeyFromBytes(seed);
    return { key, verificationMethod: await didkit.keyToVerificationMethod("key", key) };
  });
  const optionsFor = ({ created }: Sample, verificationMethod: string) => ({
    type: "DataIntegrityProof",
    cryptosuite,
    proofPurpose: "assertionMethod",
    verificationMethod,
    created,
  });
  return {
    issue: async (sample) => {
      const { key, verificationMethod } = signers(sample);
      const options = JSON.stringify(optionsFor(sample, verificationMethod));
      return JSON.parse(
        await didkit.issueCredential(sample.unsigned, options, key, noMoreContexts),
      ) as JsonObject;
    },
    "verify credential": async ({ credential }) =>
      isVerified(await didkit.verifyCredential(credential, "{}", noMoreContexts)),
    "verify presentation": async ({ presentation }) => {
      const [{ verifiableCredential }] = [JSON.parse(presentation) as JsonObject];
      const asked = JSON.stringify(audience);
      if (!isVerified(await didkit.verifyPresentation(presentation, asked, noMoreContexts))) return false;
      // It looks at the presentation's own proof only, so the credential is asked about by itself.
      const [credential] = verifiableCredential as JsonObject[];
      return isVerified(await didkit.verifyCredential(JSON.stringify(credential), "{}", noMoreContexts));
    },
  };
};

function isVerified(text: string): boolean {
  const { checks, errors } = JSON.parse(text) as DidkitVerdict;
  return errors.length === 0 && checks.includes("proof");
}
