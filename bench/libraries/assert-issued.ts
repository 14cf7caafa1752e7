import type { JsonObject } from "../../core/json/json-value.ts";
import type { ContenderName } from "./contenders/contenders.ts";
import { createStint } from "./contenders/stint.ts";
import type { Sample, SuiteName } from "./sample.ts";

/**
 * Asserts of a credential that somebody issued from the first sample that Stint verifies it, and that its signature is the very one
 * that Stint makes: Ed25519 is deterministic, so equal signatures mean that the same bytes were signed.
 */
export async function assertIssuedAlike(
  issued: string,
  { by, suite, sample }: { by: ContenderName; suite: SuiteName; sample: Sample },
): Promise<void> {
  // The floor signs the right bytes and writes no more than it must.
  if (by === "floor") return;
  const stint = await createStint(suite, [sample]);
  if (!(await stint["verify credential"]({ ...sample, credential: issued })))
    throw new Error(`What ${by} issued does not verify`);
  const values = [issued, sample.credential].map(proofValueOf);
  if (values[0] !== values[1]) throw new Error(`What ${by} issued has another signature`);
}

function proofValueOf(credential: string): unknown {
  const { proof } = JSON.parse(credential) as JsonObject;
  const [first] = [proof].flat();
  return (first as JsonObject | undefined)?.proofValue;
}
