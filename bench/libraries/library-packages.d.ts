// What the benchmarks use of the untyped packages besides what the tests of test/peers/ use.
declare module "@digitalbazaar/vc" {
  export function verify(options: {
    presentation: object;
    suite: object;
    documentLoader: (url: string) => Promise<object>;
    challenge: string;
    domain: string;
    now: Date;
  }): Promise<{ verified: boolean; error?: unknown }>;
  export function verifyCredential(options: {
    credential: object;
    suite: object;
    documentLoader: (url: string) => Promise<object>;
    checkStatus: () => Promise<{ verified: boolean }>;
    now: Date;
  }): Promise<{ verified: boolean; error?: unknown }>;
}
declare module "@digitalbazaar/ed25519-multikey" {
  import type { KeyPair } from "@digitalbazaar/ecdsa-multikey";
  export function generate(options: { seed: Uint8Array }): Promise<KeyPair>;
}
declare module "@digitalbazaar/eddsa-rdfc-2022-cryptosuite" {
  import type { Cryptosuite } from "@digitalbazaar/data-integrity";
  export const cryptosuite: Cryptosuite;
}
