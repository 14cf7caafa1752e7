import type { JsonObject } from "../../core/json/json-value.ts";
import type { Didkit, DidkitVerdict } from "./find-didkit.ts";

/** DIDKit as an issuer, holder and verifier; it knows its contexts and resolves did:key by itself. */
export interface DidkitPeer {
  issue(credential: JsonObject, seed: Uint8Array): Promise<JsonObject>;
  /** As a VC-JWT of VCDM 1.1; its interface for Node verifies none. */
  issueJwt(credential: JsonObject, seed: Uint8Array): Promise<string>;
  present(
    presentation: JsonObject,
    seed: Uint8Array,
    request: { challenge: string; domain: string },
  ): Promise<JsonObject>;
  /** Never throws: an input that DIDKit does not even read is an error of its verdict. */
  verifyCredential(credential: JsonObject): Promise<DidkitVerdict>;
  verifyPresentation(
    presentation: JsonObject,
    request: { challenge: string; domain: string },
  ): Promise<DidkitVerdict>;
}

const noMoreContexts = "{}";

export function didkitPeer(didkit: Didkit): DidkitPeer {
  async function options(key: string, proofPurpose: string, request: object = {}): Promise<string> {
    const verificationMethod = await didkit.keyToVerificationMethod("key", key);
    const suite = { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022" };
    return JSON.stringify({ ...suite, proofPurpose, verificationMethod, ...request });
  }
  return {
    async issue(credential, seed) {
      const key = await didkit.generateEd25519KeyFromBytes(seed);
      const purpose = await options(key, "assertionMethod");
      return JSON.parse(
        await didkit.issueCredential(JSON.stringify(credential), purpose, key, noMoreContexts),
      );
    },
    async issueJwt(credential, seed) {
      const key = await didkit.generateEd25519KeyFromBytes(seed);
      const verificationMethod = await didkit.keyToVerificationMethod("key", key);
      const options = { proofFormat: "jwt", verificationMethod, proofPurpose: "assertionMethod" };
      return didkit.issueCredential(JSON.stringify(credential), JSON.stringify(options), key, noMoreContexts);
    },
    async present(presentation, seed, request) {
      const key = await didkit.generateEd25519KeyFromBytes(seed);
      const purpose = await options(key, "authentication", request);
      return JSON.parse(
        await didkit.issuePresentation(JSON.stringify(presentation), purpose, key, noMoreContexts),
      );
    },
    verifyCredential: (credential) =>
      verdict(() => didkit.verifyCredential(JSON.stringify(credential), "{}", noMoreContexts)),
    verifyPresentation: (presentation, request) =>
      verdict(() =>
        didkit.verifyPresentation(JSON.stringify(presentation), JSON.stringify(request), noMoreContexts),
      ),
  };
}

async function verdict(ask: () => Promise<string>): Promise<DidkitVerdict> {
  try {
    return JSON.parse(await ask());
  } catch (error) {
    return { checks: [], warnings: [], errors: [String(error)] };
  }
}
