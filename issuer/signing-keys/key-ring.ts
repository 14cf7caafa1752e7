import { createHmac } from "node:crypto";
import { keyPair, signerFor } from "../../core/keys/key-pair.ts";
import type { KeyType } from "../../core/keys/public-key.ts";
import { type deriveSealingKey, openRecord, type SealingKey, sealRecord } from "../../core/keys/seal.ts";
import type { BbsSigner, Signer } from "../../core/keys/signer.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { IssuerStore } from "../store/issuer-store.ts";
import { keyOf, prefixOf } from "../store/record-keys.ts";
import type { SigningKeyRecord } from "../store/records.ts";
import { type DisclosureKey, isDisclosureKeyType } from "./disclosure-key.ts";
import { type KeyId, keyIdOf, recordTag } from "./key-id.ts";

/** The signing keys of all tenants: sealed in the store, open in memory while the service runs. */
export interface KeyRing {
  /** Throws TypeError for a key that was never added, and for one that signs for selective disclosure alone. */
  signer(slug: string, id: KeyId): Signer;
  /** What a signature for selective disclosure takes. Throws TypeError for a key that was never added, and for one of another type. */
  disclosureKey(slug: string, id: KeyId): DisclosureKey;
  /** Seals a secret for the record of this key. */
  seal(slug: string, id: KeyId, secret: Uint8Array): string;
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
  const keys = new Map<string, OpenedKey>();
  const opened = (slug: string, id: KeyId): OpenedKey => {
    const key = keys.get(recordId(slug, id));
    if (!key) throw new TypeError("Not a signing key of this issuer");
    return key;
  };
  const ring: KeyRing = {
    signer(slug, id) {
      const signer = opened(slug, id).signer();
      if (signer.algorithm === "BLS12-381")
        throw new TypeError("This key signs for selective disclosure alone");
      return signer;
    },
    disclosureKey: (slug, id) => disclosureKeyOf(opened(slug, id)),
    seal: (slug, id, secret) => toText(seal(key, recordId(slug, id), secret, random)),
    add(slug, record) {
      const id = recordId(slug, keyIdOf(record));
      const secret = openRecord(key, { id, sealed: fromText(record.sealedSeed) });
      const { type } = keyIdOf(record);
      const { verificationMethod } = record;
      const signer = once(() => signerFor(verificationMethod, keyPair(type, secret)));
      keys.set(id, { type, verificationMethod, secret, signer });
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
  return { signer: refuse, disclosureKey: refuse, seal: refuse, add: refuse };
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

interface OpenedKey {
  type: KeyType;
  verificationMethod: string;
  secret: Uint8Array;
  signer: () => Signer | BbsSigner;
}

function disclosureKeyOf({ type, verificationMethod, secret }: OpenedKey): DisclosureKey {
  if (!isDisclosureKeyType(type)) throw new TypeError("This key does not sign for selective disclosure");
  const seed = createHmac("sha256", secret).update("stint selective disclosure seed 1").digest();
  return { type, verificationMethod, secret: Uint8Array.from(secret), seed: Uint8Array.from(seed) };
}

/** Key pairs are derived when they are first used: a start opens all keys, and signs with none. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function recordId(slug: string, id: KeyId): string {
  return `signing-key/${slug}/${recordTag(id)}${id.version}`;
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

function fromText(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "base64url"));
}
