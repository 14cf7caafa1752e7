import type { BoundedEffort } from "../../bounded-effort.ts";
import { remembered } from "../../remembered.ts";
import type { NativeEd25519 } from "./native.ts";
import { isUsablePoint, signWithNoble, verifyWithNoble } from "./noble.ts";
import { isPlainSignature } from "./plain-signature.ts";

/** Ed25519 as Stint decides about it. Whether there was a native implementation cannot be told from its answers. */
export interface Ed25519 {
  sign(message: Uint8Array, seed: Uint8Array): Uint8Array;
  /** @param effort - Exceeded before noble is asked. */
  verify(
    input: { signature: Uint8Array; message: Uint8Array; publicKey: Uint8Array },
    effort?: BoundedEffort,
  ): boolean;
  isUsableKey(publicKey: Uint8Array): boolean;
}

/** About 1 KB each. */
const maximumKnownKeys = 4096;

type NativeVerifier = ReturnType<NativeEd25519["verifier"]>;

/**
 * Makes Ed25519 of noble, and of a native implementation that answers first where its answer is noble's: docs/decisions/0017 has
 * the proof.
 */
export function ed25519With(native: NativeEd25519 | undefined): Ed25519 {
  const signers = new WeakMap<Uint8Array, ReturnType<NativeEd25519["signer"]>>();
  const usableKey = remembered(maximumKnownKeys, (latin1): NativeVerifier | undefined => {
    const publicKey = Buffer.from(latin1, "latin1");
    if (!isUsablePoint(publicKey)) return undefined;
    return native?.verifier(publicKey) ?? noAnswer;
  });
  const find = (publicKey: Uint8Array) => usableKey(textOf(publicKey));
  return {
    sign(message, seed) {
      if (native === undefined) return signWithNoble(message, seed);
      const signer = signers.get(seed) ?? native.signer(seed);
      signers.set(seed, signer);
      return signer(message);
    },
    verify(input, effort) {
      const { signature, message, publicKey } = input;
      if (signature.length !== 64) return false;
      const accepts = find(publicKey);
      if (accepts === undefined) return false;
      // A native "yes" to such a signature is noble's "yes", too; a native "no" may be noble's "yes".
      if (isPlainSignature(signature) && accepts(message, signature)) return true;
      effort?.exceed();
      return verifyWithNoble(input);
    },
    isUsableKey: (publicKey) => find(publicKey) !== undefined,
  };
}

/** Says yes to nothing, so that noble is asked. */
const noAnswer: NativeVerifier = () => false;

function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}
