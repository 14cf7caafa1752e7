// What the tests use of the untyped peer packages.
declare module "@digitalcredentials/vc" {
  export type DocumentLoader = (
    url: string,
  ) => Promise<{ contextUrl: null; documentUrl: string; document: object }>;
  interface Common {
    suite: object;
    documentLoader: DocumentLoader;
    now?: Date;
  }
  export interface PeerVerdict {
    verified: boolean;
    error?: unknown;
  }
  export function issue(options: Common & { credential: object }): Promise<object>;
  export function verifyCredential(options: Common & { credential: object }): Promise<PeerVerdict>;
  export function signPresentation(
    options: Common & { presentation: object; challenge: string; domain: string },
  ): Promise<object>;
  export function verify(
    options: Common & { presentation: object; challenge: string; domain: string },
  ): Promise<PeerVerdict>;
  export const defaultDocumentLoader: DocumentLoader;
}
declare module "@digitalcredentials/data-integrity" {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: object; signer?: object; date?: Date | string });
  }
}
declare module "@digitalcredentials/eddsa-rdfc-2022-cryptosuite" {
  import type { Cryptosuite } from "@digitalbazaar/data-integrity";
  export const cryptosuite: Cryptosuite;
}
declare module "@digitalcredentials/ed25519-multikey" {
  import type { KeyPair } from "@digitalbazaar/ecdsa-multikey";
  export function generate(options: { seed: Uint8Array }): Promise<KeyPair & { publicKeyMultibase: string }>;
}
declare module "@digitalbazaar/eddsa-jcs-2022-cryptosuite" {
  import type { Cryptosuite } from "@digitalbazaar/data-integrity";
  export function createSignCryptosuite(): Cryptosuite;
  export function createVerifyCryptosuite(): Cryptosuite;
}
declare module "@digitalbazaar/ecdsa-jcs-2019-cryptosuite" {
  export function createSignCryptosuite(): object;
  export function createVerifyCryptosuite(): object;
}
declare module "@digitalbazaar/ecdsa-rdfc-2019-cryptosuite" {
  export const cryptosuite: object;
}
declare module "@digitalbazaar/ecdsa-multikey" {
  export interface KeyPair {
    id?: string;
    export(options: { publicKey: true }): Promise<{ publicKeyMultibase: string }>;
    signer(): { id: string; algorithm: string; sign(options: { data: Uint8Array }): Promise<Uint8Array> };
  }
  export function generate(options: { curve: string }): Promise<KeyPair>;
}
declare module "@digitalbazaar/ed25519-multikey" {
  import type { KeyPair } from "@digitalbazaar/ecdsa-multikey";
  export function generate(): Promise<KeyPair>;
}
declare module "@digitalbazaar/ecdsa-sd-2023-cryptosuite" {
  export function createSignCryptosuite(options: { mandatoryPointers: string[] }): object;
  export function createDiscloseCryptosuite(options: { selectivePointers: string[] }): object;
  export function createVerifyCryptosuite(): object;
}
declare module "@digitalbazaar/bbs-2023-cryptosuite" {
  export function createSignCryptosuite(options: { mandatoryPointers: string[] }): object;
  export function createDiscloseCryptosuite(options: { selectivePointers: string[] }): object;
  export function createVerifyCryptosuite(): object;
}
declare module "@digitalbazaar/bls12-381-multikey" {
  import type { KeyPair } from "@digitalbazaar/ecdsa-multikey";
  export function generateBbsKeyPair(options: { algorithm: string }): Promise<KeyPair>;
}
declare module "@digitalbazaar/vc" {
  export function derive(options: {
    verifiableCredential: object;
    suite: object;
    documentLoader: (url: string) => Promise<object>;
  }): Promise<object>;
  export function verifyCredential(options: {
    credential: object;
    suite: object;
    documentLoader: (url: string) => Promise<object>;
    now: Date;
  }): Promise<{ verified: boolean; error?: unknown }>;
}
