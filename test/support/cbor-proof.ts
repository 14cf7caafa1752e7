import { base64urlnopad } from "@scure/base";
import { decode, encode } from "cborg";
import type { JsonObject } from "../../core/json/json-value.ts";

/** The bytes of the only proof of a credential. */
export function proofBytes(credential: JsonObject): Uint8Array {
  return base64urlnopad.decode(String(onlyProof(credential).proofValue).slice(1));
}

/** A credential with other bytes in its only proof. */
export function withProofBytes(credential: JsonObject, bytes: Uint8Array): JsonObject {
  return withProofValue(credential, `u${base64urlnopad.encode(bytes)}`);
}

/** A credential with another `proofValue` in its only proof. */
export function withProofValue(credential: JsonObject, proofValue: string): JsonObject {
  return { ...credential, proof: [{ ...onlyProof(credential), proofValue }] };
}

/** The components of the only proof of a credential. */
export function componentsOf(credential: JsonObject): unknown[] {
  return decode(proofBytes(credential).subarray(3), { useMaps: true }) as unknown[];
}

/** A credential whose proof has other components, under the same tag. */
export function withComponents(credential: JsonObject, components: unknown): JsonObject {
  const tag = proofBytes(credential).subarray(0, 3);
  return withProofBytes(credential, Buffer.concat([tag, encode(components, { mapSorter: () => 0 })]));
}

export function onlyProof({ proof }: JsonObject): JsonObject {
  return (proof as JsonObject[])[0] as JsonObject;
}
