import { DataIntegrityProof } from "@digitalcredentials/data-integrity";
import { generate } from "@digitalcredentials/ed25519-multikey";
import { cryptosuite } from "@digitalcredentials/eddsa-rdfc-2022-cryptosuite";
import {
  type DocumentLoader,
  issue,
  type PeerVerdict,
  signPresentation,
  verify,
  verifyCredential,
} from "@digitalcredentials/vc";
import { pinnedContexts } from "../../contexts/registry.ts";
import type { JsonObject } from "../../core/json/json-value.ts";

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

/** The pinned contexts, and did:key documents spelled out here: the peer resolves without our resolver. */
const documentLoader: DocumentLoader = async (url) => {
  const document = pinnedContexts.get(url) ?? didKeyDocument(url);
  if (document === undefined) throw new Error("The peer asked for something that is not known offline");
  return { contextUrl: null, documentUrl: url, document: structuredClone(document) };
};

function didKeyDocument(url: string): object | undefined {
  const [, did, multikey, fragment] = /^(did:key:(z6Mk[1-9A-HJ-NP-Za-km-z]+))(#.*)?$/.exec(url) ?? [];
  if (did === undefined || multikey === undefined) return undefined;
  const id = `${did}#${multikey}`;
  const method = { id, type: "Multikey", controller: did, publicKeyMultibase: multikey };
  const multikeyContext = "https://w3id.org/security/multikey/v1";
  if (fragment !== undefined)
    return fragment === `#${multikey}` ? { "@context": multikeyContext, ...method } : undefined;
  return {
    "@context": ["https://www.w3.org/ns/did/v1", multikeyContext],
    id: did,
    verificationMethod: [method],
    assertionMethod: [id],
    authentication: [id],
  };
}
