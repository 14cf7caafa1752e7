import { DataIntegrityProof } from "@digitalcredentials/data-integrity";
import { generate } from "@digitalcredentials/ed25519-multikey";
import { cryptosuite } from "@digitalcredentials/eddsa-rdfc-2022-cryptosuite";
import { issue, type PeerVerdict, signPresentation, verify, verifyCredential } from "@digitalcredentials/vc";
import type { JsonObject } from "../../core/json/json-value.ts";
import { documentLoader } from "./peer-documents.ts";

/** `@digitalcredentials/vc` as an issuer, holder and verifier with a key of its own making. */
export interface DigitalCredentialsPeer {
  issue(credential: JsonObject): Promise<JsonObject>;
  present(presentation: JsonObject, request: { challenge: string; domain: string }): Promise<JsonObject>;
  verifyCredential(credential: JsonObject, now: Date): Promise<PeerVerdict>;
  verifyPresentation(
    presentation: JsonObject,
    request: { challenge: string; domain: string; now: Date },
  ): Promise<PeerVerdict>;
}

export async function digitalCredentialsPeer(
  seed: Uint8Array,
  created: string,
): Promise<DigitalCredentialsPeer> {
  const keyPair = await generate({ seed });
  const did = `did:key:${keyPair.publicKeyMultibase}`;
  const signer = { ...keyPair.signer(), id: `${did}#${keyPair.publicKeyMultibase}` };
  const signingSuite = () => new DataIntegrityProof({ cryptosuite, signer, date: created });
  const suite = new DataIntegrityProof({ cryptosuite });
  return {
    issue: async (credential) =>
      (await issue({
        credential: structuredClone(credential),
        suite: signingSuite(),
        documentLoader,
        now: new Date(created),
      })) as JsonObject,
    present: async (presentation, request) =>
      (await signPresentation({
        presentation: structuredClone(presentation),
        suite: signingSuite(),
        documentLoader,
        ...request,
      })) as JsonObject,
    verifyCredential: (credential, now) => verifyCredential({ credential, suite, documentLoader, now }),
    verifyPresentation: (presentation, request) =>
      verify({ presentation, suite, documentLoader, ...request }),
  };
}
