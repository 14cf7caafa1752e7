import {
  readBytes,
  readBytesUpTo,
  readIndex,
  readIndexes,
  readLabelMap,
  readList,
  readText,
} from "./components.ts";
import { encodeProofValue, malformed, proofKinds } from "./proof-value.ts";

/** What an issuer gives a holder. */
export interface BbsBaseProof {
  suite: "bbs-2023";
  kind: "base";
  /** 80 bytes, over the header and each statement that is not mandatory. */
  signature: Uint8Array;
  /** The hash of the proof's options and that of the mandatory statements. */
  header: Uint8Array;
  /** The issuer's, 96 bytes. It decides nothing: the key is resolved. */
  publicKey: Uint8Array;
  hmacKey: Uint8Array;
  mandatoryPointers: string[];
}

/** What a holder shows a verifier. */
export interface BbsDerivedProof {
  suite: "bbs-2023";
  kind: "derived";
  /** That such a signature is known. */
  proof: Uint8Array;
  /** Canonical label -> label that was signed. */
  labels: ReadonlyMap<string, string>;
  /** Among the statements that are shown. */
  mandatoryIndexes: number[];
  /** Where the others stood among all that are not mandatory. */
  selectiveIndexes: number[];
  /** What the holder bound the proof to. */
  presentationHeader: Uint8Array;
}

const kinds = proofKinds["bbs-2023"];
/** Room for five hundred statements that are withheld. */
const maximumProofBytes = 16 * 1024;
const maximumPresentationHeaderBytes = 1024;

/** @see {@link https://www.w3.org/TR/vc-di-bbs/#serializebaseproofvalue} */
export function writeBbsBase(proof: Omit<BbsBaseProof, "suite" | "kind">): string {
  const { signature, header, publicKey, hmacKey, mandatoryPointers } = proof;
  return encodeProofValue(kinds.base, [signature, header, publicKey, hmacKey, mandatoryPointers]);
}

/** @see {@link https://www.w3.org/TR/vc-di-bbs/#serializederivedproofvalue} */
export function writeBbsDerived(derived: Omit<BbsDerivedProof, "suite" | "kind">): string {
  const { proof, labels, mandatoryIndexes, selectiveIndexes, presentationHeader } = derived;
  const compressed = new Map(
    [...labels].map(([canonical, label]) => [
      Number(canonical.slice("c14n".length)),
      Number(label.slice("b".length)),
    ]),
  );
  return encodeProofValue(kinds.derived, [
    proof,
    compressed,
    mandatoryIndexes,
    selectiveIndexes,
    presentationHeader,
  ]);
}

/**
 * Reads the five components of a base or of a derived proof without optional features.
 *
 * @throws {@link Problem} `PROOF_VERIFICATION_ERROR`.
 * @see {@link https://www.w3.org/TR/vc-di-bbs/#parsederivedproofvalue}
 */
export function readBbs(kind: number, components: unknown[]): BbsBaseProof | BbsDerivedProof {
  if (components.length !== 5) throw malformed();
  const [first, second, third, fourth, fifth] = components;
  switch (kind) {
    case kinds.base:
      return {
        suite: "bbs-2023",
        kind: "base",
        signature: readBytes(first, 80),
        header: readBytes(second, 64),
        publicKey: readBytes(third, 96),
        hmacKey: readBytes(fourth, 32),
        mandatoryPointers: readList(fifth, readText),
      };
    case kinds.derived:
      return {
        suite: "bbs-2023",
        kind: "derived",
        proof: readBytesUpTo(first, maximumProofBytes),
        labels: readLabelMap(second, (label) => `b${readIndex(label)}`),
        mandatoryIndexes: readIndexes(third),
        selectiveIndexes: readIndexes(fourth),
        presentationHeader: readBytesUpTo(fifth, maximumPresentationHeaderBytes),
      };
    default:
      throw malformed();
  }
}
