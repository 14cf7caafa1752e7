import { base64urlnopad } from "@scure/base";
import { decode, encode } from "cborg";
import { Problem } from "../../../problem/problem.ts";

/** Room for the signatures of some hundred statements; a document has at most 256 KiB. */
const maximumLength = 64 * 1024;

/** The third byte in front of the components says what they are; the first two say that it is a tag of these suites. */
export const proofKinds = {
  "ecdsa-sd-2023": { base: 0x00, derived: 0x01 },
  "bbs-2023": { base: 0x02, derived: 0x03 },
} as const;

/** Of bbs-2023: anonymous holder binding and pseudonyms, which rest on drafts that still change. */
const optionalKinds = [0x04, 0x05, 0x06, 0x07, 0x08, 0x09];

const tag = [0xd9, 0x5d] as const;

/** Writes the components of a proof as `proofValue`: multibase `u`, the tag, CBOR. */
export function encodeProofValue(kind: number, components: readonly unknown[]): string {
  return `u${base64urlnopad.encode(Buffer.concat([Uint8Array.of(...tag, kind), encode(components)]))}`;
}

/**
 * Takes a `proofValue` apart into what kind it is and its components, which are still of any shape. It has one spelling: base64url
 * without padding, CBOR with definite lengths in their shortest form, no tags, nothing after it (RFC 8949, 4.2.1; but map entries
 * in any order).
 *
 * @throws {@link Problem} `PROOF_VERIFICATION_ERROR`; `UNSUPPORTED` for an optional feature of bbs-2023.
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#parsederivedproofvalue}
 */
export function decodeProofValue(proofValue: unknown): { kind: number; components: unknown[] } {
  if (typeof proofValue !== "string" || proofValue.length > maximumLength || !proofValue.startsWith("u")) {
    throw malformed();
  }
  const bytes = base64urlBytes(proofValue.slice(1));
  const [first, second, kind] = bytes;
  if (first !== tag[0] || second !== tag[1] || kind === undefined) throw malformed();
  if (optionalKinds.includes(kind)) {
    throw new Problem(
      "UNSUPPORTED",
      "The proof uses an optional feature of bbs-2023 that is not supported here",
    );
  }
  const components = cborValue(bytes.subarray(3));
  if (!Array.isArray(components)) throw malformed();
  return { kind, components };
}

/** The problem of a `proofValue` that is not what its suite defines. */
export function malformed(): Problem {
  return new Problem("PROOF_VERIFICATION_ERROR", '"proofValue" is malformed');
}

function base64urlBytes(text: string): Uint8Array {
  try {
    return base64urlnopad.decode(text);
  } catch {
    throw malformed();
  }
}

function cborValue(bytes: Uint8Array): unknown {
  try {
    const value: unknown = decode(bytes, {
      strict: true,
      useMaps: true,
      rejectDuplicateMapKeys: true,
      allowIndefinite: false,
      allowUndefined: false,
    });
    // Whatever the decoder still lets pass in a second spelling, such as a whole number written as a float.
    const again = encode(value, { mapSorter: () => 0 });
    if (Buffer.compare(again, bytes) === 0) return value;
  } catch {
    // The same answer: its messages quote the input.
  }
  throw malformed();
}
