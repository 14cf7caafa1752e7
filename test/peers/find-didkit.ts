import { createRequire } from "node:module";

/** What the tests use of the Rust verifier; JSON goes in and comes out as text. */
export interface Didkit {
  generateEd25519KeyFromBytes(seed: Uint8Array): Promise<string>;
  keyToDid(method: "key", key: string): Promise<string>;
  keyToVerificationMethod(method: "key", key: string): Promise<string>;
  issueCredential(credential: string, options: string, key: string, contexts: string): Promise<string>;
  verifyCredential(credential: string, options: string, contexts: string): Promise<string>;
  issuePresentation(presentation: string, options: string, key: string, contexts: string): Promise<string>;
  verifyPresentation(presentation: string, options: string, contexts: string): Promise<string>;
}

export interface DidkitVerdict {
  checks: string[];
  warnings: string[];
  errors: string[];
}

/** The native module, or in plain words why it is not here. */
export type DidkitFinding = { didkit: Didkit } | { missing: string };

/** DIDKit is built for Linux on x64 with glibc only, so npm leaves it out elsewhere. */
export function findDidkit(): DidkitFinding {
  try {
    return {
      didkit: createRequire(import.meta.url)("@learncard/didkit-plugin-node-linux-x64-gnu") as Didkit,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : "unknown";
    return { missing: `DIDKit does not load on ${process.platform}-${process.arch}: ${reason}` };
  }
}
