// What Stint uses of the untyped JSON-LD packages; only files of this folder may import them.
declare module "jsonld" {
  import type ContextResolver from "jsonld/lib/ContextResolver.js";
  import type { Quad } from "rdf-canonize";
  export interface RemoteDocument {
    contextUrl: null;
    documentUrl: string;
    document: unknown;
  }
  export type DocumentLoader = (url: string) => Promise<RemoteDocument>;
  interface Options {
    base: null;
    safe: boolean;
    documentLoader: DocumentLoader;
    rdfDirection?: "i18n-datatype";
    skipExpansion?: boolean;
    produceGeneralizedRdf?: boolean;
    /** What is kept of contexts; one of the library's own, shared by all calls, when there is none. */
    contextResolver?: ContextResolver;
  }
  const jsonld: {
    expand(document: unknown, options: Options): Promise<unknown[]>;
    toRDF(document: unknown, options: Options): Promise<Quad[]>;
  };
  export default jsonld;
}
declare module "jsonld/lib/ContextResolver.js" {
  export default class ContextResolver {
    constructor(options: { sharedCache: Map<string, unknown> });
  }
}
declare module "rdf-canonize" {
  export interface Term {
    termType: "NamedNode" | "BlankNode" | "Literal" | "DefaultGraph";
    /** Of a blank node: its label, without the prefix `_:`. */
    value: string;
  }
  export interface Quad {
    subject: Term;
    predicate: Term;
    object: Term;
    graph: Term;
  }
  export function canonize(
    dataset: Quad[],
    options: {
      algorithm: "RDFC-1.0";
      format: "application/n-quads";
      messageDigestAlgorithm: "sha256" | "sha384";
      /** Is filled with the canonical label of each blank node, both without the prefix `_:`. */
      canonicalIdMap?: Map<string, string>;
    },
  ): Promise<string>;
  export const NQuads: { serializeQuad(quad: Quad): string };
}
declare module "@digitalbazaar/data-integrity" {
  import type { DocumentLoader } from "jsonld";

  interface VerifyDataInput {
    document: object;
    proof: object;
    documentLoader: DocumentLoader;
    dataIntegrityProof: DataIntegrityProof;
  }
  export interface Cryptosuite {
    name: string;
    requiredAlgorithm: string;
    canonize?(document: object): Promise<string>;
    createVerifier(options: { verificationMethod: object }): Promise<{
      algorithm: string;
      verify(options: { data: Uint8Array; signature: Uint8Array }): Promise<boolean>;
    }>;
    createVerifyData(input: VerifyDataInput): Promise<Uint8Array>;
    /** Instead of the signer's signature in base58. */
    createProofValue?(input: { proof: object }): Promise<string>;
  }
  export class DataIntegrityProof {
    constructor(options: {
      cryptosuite: Cryptosuite;
      signer?: { id: string; algorithm: string; sign(options: { data: Uint8Array }): Promise<Uint8Array> };
      /** `null` for a proof without `created`. */
      date?: Date | null;
    });
    /** Members every proof made by this instance starts from. */
    proof?: object;
    verifyProof(options: {
      proof: object;
      document: object;
      documentLoader: DocumentLoader;
    }): Promise<{ verified: boolean; error?: unknown }>;
    createVerifier: Cryptosuite["createVerifier"];
    /** Part of `verifyProof`. */
    verifySignature(options: {
      verifyData: Uint8Array;
      verificationMethod: object;
      proof: object;
    }): Promise<boolean>;
  }
}
declare module "@digitalbazaar/vc" {
  import type { DataIntegrityProof } from "@digitalbazaar/data-integrity";
  import type { DocumentLoader } from "jsonld";
  /** Adds to a proof, before it is signed, what it is made for. */
  export interface SigningPurpose {
    update(proof: object): Promise<object>;
  }
  export function issue(options: {
    credential: object;
    suite: DataIntegrityProof;
    documentLoader: DocumentLoader;
    now?: Date;
  }): Promise<object>;
  export function signPresentation(options: {
    presentation: object;
    suite: DataIntegrityProof;
    documentLoader: DocumentLoader;
    purpose: SigningPurpose;
  }): Promise<object>;
}
