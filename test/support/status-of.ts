import { gzipSync } from "node:zlib";
import { expect } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { Check } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { issued, listUrl, world } from "./world.ts";

/** The status check of a credential with this entry, when the list is as given. `changes` go into the credential. */
export async function statusOf(
  entry: JsonObject | JsonObject[],
  list?: JsonObject | string,
  context = {},
  changes: JsonObject = {},
): Promise<Check> {
  const credential = await issued({ credentialStatus: entry, ...changes });
  const documents = list === undefined ? {} : { [listUrl]: list };
  const verification = await verifyCredential(credential, { checks: "all" }, world(documents, context));
  const check = verification.checks.find(({ name }) => name === "status") as Check;
  const passed = check.outcome === "passed" || check.outcome === "not-applicable";
  expect(verification.verified).toBe(passed);
  return check;
}

/** An `encodedList` of these uncompressed bytes, however few or many. */
export function encoded(bytes: Uint8Array): string {
  return `u${Buffer.from(gzipSync(bytes)).toString("base64url")}`;
}
