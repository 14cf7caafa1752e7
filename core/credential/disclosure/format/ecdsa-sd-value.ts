import { base64urlnopad } from "@scure/base";
import { multikeyBytes, readMultikeyBytes } from "../../../keys/multikey.ts";
import { readBytes, readIndexes, readLabelMap, readList, readText } from "./components.ts";
import { encodeProofValue, malformed, proofKinds } from "./proof-value.ts";

interface EcdsaSdProof {
  suite: "ecdsa-sd-2023";
  /** By the issuer, over the proof's options, the ephemeral key and the mandatory statements. */
  baseSignature: Uint8Array;
  /** The P-256 key, a compressed point, that was made for this one proof and signs each other statement. */
  ephemeralKey: Uint8Array;
  /** 64 bytes for each statement that is not mandatory, in order. */
  signatures: Uint8Array[];
}

/** What an issuer gives a holder. */
export interface EcdsaSdBaseProof extends EcdsaSdProof {
  kind: "base";
  hmacKey: Uint8Array;
  mandatoryPointers: string[];
}

/** What a holder shows a verifier. */
export interface EcdsaSdDerivedProof extends EcdsaSdProof {
  kind: "derived";
  /** Canonical label -> label that was signed. */
  labels: ReadonlyMap<string, string>;
  /** Among the statements that are shown. */
  mandatoryIndexes: number[];
}

const kinds = proofKinds["ecdsa-sd-2023"];
const digestLength = 32;

/** @see {@link https://www.w3.org/TR/vc-di-ecdsa/#serializebaseproofvalue} */
export function writeEcdsaSdBase(proof: Omit<EcdsaSdBaseProof, "suite" | "kind">): string {
  const { baseSignature, signatures, hmacKey, mandatoryPointers } = proof;
  return encodeProofValue(kinds.base, [
    baseSignature,
    ephemeralKeyBytes(proof),
    hmacKey,
    signatures,
    mandatoryPointers,
  ]);
}

/** @see {@link https://www.w3.org/TR/vc-di-ecdsa/#serializederivedproofvalue} */
export function writeEcdsaSdDerived(proof: Omit<EcdsaSdDerivedProof, "suite" | "kind">): string {
  const { baseSignature, signatures, labels, mandatoryIndexes } = proof;
  const compressed = new Map(
    [...labels].map(([canonical, label]) => [
      Number(canonical.slice("c14n".length)),
      base64urlnopad.decode(label.slice(1)),
    ]),
  );
  return encodeProofValue(kinds.derived, [
    baseSignature,
    ephemeralKeyBytes(proof),
    signatures,
    compressed,
    mandatoryIndexes,
  ]);
}

/**
 * Reads the five components of a base or of a derived proof.
 *
 * @throws {@link Problem} `PROOF_VERIFICATION_ERROR`.
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#parsederivedproofvalue}
 */
export function readEcdsaSd(kind: number, components: unknown[]): EcdsaSdBaseProof | EcdsaSdDerivedProof {
  if (components.length !== 5) throw malformed();
  const common = {
    suite: "ecdsa-sd-2023",
    baseSignature: readSignature(components[0]),
    ephemeralKey: readEphemeralKey(components[1]),
  } as const;
  switch (kind) {
    case kinds.base:
      return {
        ...common,
        kind: "base",
        hmacKey: readBytes(components[2], digestLength),
        signatures: readList(components[3], readSignature),
        mandatoryPointers: readList(components[4], readText),
      };
    case kinds.derived:
      return {
        ...common,
        kind: "derived",
        signatures: readList(components[2], readSignature),
        labels: readLabelMap(
          components[3],
          (label) => `u${base64urlnopad.encode(readBytes(label, digestLength))}`,
        ),
        mandatoryIndexes: readIndexes(components[4]),
      };
    default:
      throw malformed();
  }
}

/** The ephemeral key as it is signed: the multicodec prefix of P-256 and the compressed point. */
export function ephemeralKeyBytes({ ephemeralKey }: Pick<EcdsaSdProof, "ephemeralKey">): Uint8Array {
  return multikeyBytes({ type: "P-256", bytes: ephemeralKey });
}

function readEphemeralKey(value: unknown): Uint8Array {
  const key = readMultikey(readBytes(value, 35));
  if (key.type !== "P-256") throw malformed();
  return key.bytes;
}

function readMultikey(bytes: Uint8Array): ReturnType<typeof readMultikeyBytes> {
  try {
    return readMultikeyBytes(bytes);
  } catch {
    // Of a proof, not of a verification method.
    throw malformed();
  }
}

function readSignature(value: unknown): Uint8Array {
  return readBytes(value, 64);
}
