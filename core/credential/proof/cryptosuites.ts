import type { KeyType } from "../../keys/public-key.ts";

/** What a Data Integrity cryptosuite works with. */
interface CryptosuiteRules {
  /** Keys of any other type neither make nor verify its proofs. */
  keyTypes: readonly KeyType[];
  /** RDFC-1.0 signs the statement, JCS (RFC 8785) the JSON. */
  canonicalization: "RDFC-1.0" | "JCS";
}

/**
 * The cryptosuites whose proofs are one signature over the whole document.
 *
 * @see {@link https://www.w3.org/TR/vc-di-eddsa/} and {@link https://www.w3.org/TR/vc-di-ecdsa/}
 */
export const cryptosuites = {
  "eddsa-rdfc-2022": { keyTypes: ["Ed25519"], canonicalization: "RDFC-1.0" },
  "eddsa-jcs-2022": { keyTypes: ["Ed25519"], canonicalization: "JCS" },
  "ecdsa-rdfc-2019": { keyTypes: ["P-256", "P-384"], canonicalization: "RDFC-1.0" },
  "ecdsa-jcs-2019": { keyTypes: ["P-256", "P-384"], canonicalization: "JCS" },
} as const satisfies Record<string, CryptosuiteRules>;

export type CryptosuiteName = keyof typeof cryptosuites;

/** Whether a text names a cryptosuite of {@link cryptosuites}. */
export function isCryptosuite(name: unknown): name is CryptosuiteName {
  return typeof name === "string" && Object.hasOwn(cryptosuites, name);
}

/** Whether keys of a type make proofs of a cryptosuite. */
export function takesKey(name: CryptosuiteName, type: KeyType): boolean {
  const { keyTypes }: CryptosuiteRules = cryptosuites[name];
  return keyTypes.includes(type);
}

/** The cryptosuite that a key signs with when nobody says otherwise; `undefined` when it needs to be said. */
export function usualCryptosuite(type: KeyType): CryptosuiteName | undefined {
  return (Object.keys(cryptosuites) as CryptosuiteName[]).find((name) => takesKey(name, type));
}

/** The hash that goes with a key: vc-di-ecdsa 1.0, 3.1 asks for SHA-384 with P-384. */
export function hashOf(type: KeyType): "sha256" | "sha384" {
  return type === "P-384" ? "sha384" : "sha256";
}
