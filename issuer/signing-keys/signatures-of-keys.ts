import {
  type DisclosureSuiteName,
  disclosureSuites,
  isDisclosureSuite,
} from "../../core/credential/disclosure/disclosure-suites.ts";
import {
  type CryptosuiteName,
  cryptosuites,
  usualCryptosuite,
} from "../../core/credential/proof/cryptosuites.ts";
import { type SigningAlgorithm, signingAlgorithms } from "../../core/jose/sign-jws.ts";
import type { KeyType } from "../../core/keys/public-key.ts";

/** A cryptosuite that credentials are issued with, over the whole or for selective disclosure. */
export type IssuingSuite = CryptosuiteName | DisclosureSuiteName;

export const disclosureSuiteNames = Object.keys(disclosureSuites) as DisclosureSuiteName[];

export const issuingSuites: readonly IssuingSuite[] = [
  ...(Object.keys(cryptosuites) as CryptosuiteName[]),
  ...disclosureSuiteNames,
];

/** The types of keys that a cryptosuite takes. */
export function keyTypesOf(suite: IssuingSuite): readonly KeyType[] {
  return isDisclosureSuite(suite) ? [disclosureSuites[suite]] : cryptosuites[suite].keyTypes;
}

/** The cryptosuite that keys of a type sign with when nobody says otherwise; `undefined` when they make no proofs. */
export function usualSuiteOf(type: KeyType): IssuingSuite | undefined {
  return usualCryptosuite(type) ?? disclosureSuiteNames.find((name) => disclosureSuites[name] === type);
}

/** The JWS algorithm of a type of keys; `undefined` when they sign no JWT. */
export function algorithmOf(type: KeyType): SigningAlgorithm | undefined {
  return Object.entries(signingAlgorithms).find(([candidate]) => candidate === type)?.[1];
}

/** All that keys of a type sign with, by the names of the standards: cryptosuites, and the JWS algorithm. */
export function signaturesOf(type: KeyType): string[] {
  const suites = issuingSuites.filter((name) => keyTypesOf(name).includes(type));
  return [...suites, ...[algorithmOf(type) ?? []].flat()];
}
