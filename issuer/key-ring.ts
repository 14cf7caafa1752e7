import { ed25519KeyPair } from "../core/keys/ed25519.ts";
import { type deriveSealingKey, openRecord, type SealingKey, sealRecord } from "../core/keys/seal.ts";
import { ed25519Signer, type Signer } from "../core/keys/signer.ts";
import { Problem } from "../core/problem/problem.ts";
import type { IssuerStore } from "./store/issuer-store.ts";
import { keyOf, prefixOf } from "./store/record-keys.ts";
import type { SigningKeyRecord } from "./store/records.ts";

/** The signing keys of all tenants: sealed in the store, open in memory while the service runs. */
export interface KeyRing {
  /** Throws TypeError for a version that was never added. */
  signer(slug: string, version: number): Signer;
  /** Seals a seed for the record of this version. */
  seal(slug: string, version: number, seed: Uint8Array): string;
  /** Opens a record that has been committed, for use from now on. */
  add(slug: string, record: SigningKeyRecord): void;
}

interface KeyRingOptions {
  store: IssuerStore;
  passphrase: string;
  random: (size: number) => Uint8Array;
  deriveSealingKey: typeof deriveSealingKey;
}

const pageSize = 500;

/**
 * Opens every signing key with the service's passphrase (security rule 10).
 *
 * @throws {@link Problem} `CANNOT_OPEN` when the passphrase is not the one that the keys were sealed under.
 */
export async function openKeyRing(options: KeyRingOptions): Promise<KeyRing> {
  const { store, random } = options;
  const key = await sealingKey(options);
  const signers = new Map<string, Signer>();
  const ring: KeyRing = {
    signer(slug, version) {
      const signer = signers.get(recordId(slug, version));
      if (!signer) throw new TypeError("Not a signing key of this issuer");
      return signer;
    },
    seal: (slug, version, seed) => toText(seal(key, recordId(slug, version), seed, random)),
    add(slug, record) {
      const id = recordId(slug, record.version);
      const seed = openRecord(key, { id, sealed: fromText(record.sealedSeed) });
      signers.set(id, ed25519Signer(record.verificationMethod, ed25519KeyPair(seed)));
    },
  };
  let after: string | undefined;
  do {
    const page = await store.list(prefixOf.allSigningKeys(), { limit: pageSize, ...(after && { after }) });
    for (const entry of page) ring.add(entry.key.split("/")[1] ?? "", entry.value);
    after = page.length === pageSize ? page.at(-1)?.key : undefined;
  } while (after !== undefined);
  return ring;
}

/** Stands in for the keys of a damaged store, which are not opened: whatever is asked of it throws `problem`. */
export function closedKeyRing(problem: Problem): KeyRing {
  const refuse = (): never => {
    throw problem;
  };
  return { signer: refuse, seal: refuse, add: refuse };
}

/** Derives the sealing key; a sealed check record tells a wrong passphrase even before the first tenant. */
async function sealingKey(options: KeyRingOptions): Promise<SealingKey> {
  const { store, passphrase, random } = options;
  const check = await store.get(keyOf.sealing("check"));
  const salt = await store.get(keyOf.sealing("salt"));
  const key = await options.deriveSealingKey(passphrase, salt === undefined ? random(32) : fromText(salt));
  if (check !== undefined) {
    openRecord(key, { id: "check", sealed: fromText(check) });
  } else if (salt === undefined) {
    const sealed = seal(key, "check", new Uint8Array(16), random);
    await store.commit(async (transaction) => {
      transaction.put(keyOf.sealing("salt"), toText(key.salt));
      transaction.put(keyOf.sealing("check"), toText(sealed));
    });
  } else {
    throw new Problem("CANNOT_OPEN");
  }
  return key;
}

function seal(
  key: SealingKey,
  id: string,
  plaintext: Uint8Array,
  random: (size: number) => Uint8Array,
): Uint8Array {
  return sealRecord(key, { id, plaintext, nonce: random(12) });
}

function recordId(slug: string, version: number): string {
  return `signing-key/${slug}/${version}`;
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

function fromText(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "base64url"));
}
