import type { KeyType } from "../../keys/public-key.ts";

/**
 * The cryptosuites whose issuers sign each statement so that it can be withheld later, and the one kind of key that each takes.
 *
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-sd-2023} and {@link https://www.w3.org/TR/vc-di-bbs/#bbs-2023}
 */
export const disclosureSuites = {
  "ecdsa-sd-2023": "P-256",
  "bbs-2023": "BLS12-381",
} as const satisfies Record<string, KeyType>;

export type DisclosureSuiteName = keyof typeof disclosureSuites;

/** Whether a text names a cryptosuite of {@link disclosureSuites}. */
export function isDisclosureSuite(name: unknown): name is DisclosureSuiteName {
  return typeof name === "string" && Object.hasOwn(disclosureSuites, name);
}
