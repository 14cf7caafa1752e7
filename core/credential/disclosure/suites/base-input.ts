import type { DisclosableDocument } from "../statements/disclosable-document.ts";

/** What an issuer signs so that parts of it can be withheld. */
export interface BaseInput {
  /** The document without proofs. */
  opened: DisclosableDocument;
  /** Of the proof's options in canonical form. */
  proofHash: Uint8Array;
  /** What no holder may withhold. */
  mandatoryPointers: readonly string[];
}
