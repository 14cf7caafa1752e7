import {
  type DisclosureSuiteName,
  disclosureSuites,
} from "../../core/credential/disclosure/disclosure-suites.ts";
import type { KeyType } from "../../core/keys/public-key.ts";

/** The types of keys that sign for selective disclosure. */
export type DisclosureKeyType = (typeof disclosureSuites)[DisclosureSuiteName];

/** A key for one signature for selective disclosure: copies of bytes, which whoever is given it may wipe. */
export interface DisclosureKey {
  type: DisclosureKeyType;
  /** The DID URL under which it is published. */
  verificationMethod: string;
  secret: Uint8Array;
  /**
   * 32 bytes, as secret as the key that they come from, and the same each time: an intent is signed again with the same bytes, and
   * nothing secret is recorded for it. The core binds what it makes from them to the credential.
   */
  seed: Uint8Array;
}

export function isDisclosureKeyType(type: KeyType): type is DisclosureKeyType {
  return (Object.values(disclosureSuites) as KeyType[]).includes(type);
}
