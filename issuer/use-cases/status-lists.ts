import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { isDisclosureSuite } from "../../core/credential/disclosure/disclosure-suites.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import { createStatusListCredential } from "../../core/status/status-list.ts";
import { type KeyId, keyName } from "../signing-keys/key-id.ts";
import { usualKey } from "../signing-keys/keys-in-use.ts";
import { usualSuiteOf } from "../signing-keys/signatures-of-keys.ts";
import { keyOf } from "../store/record-keys.ts";
import type { StatusListRecord } from "../store/records.ts";
import type { IssuerContext } from "./context.ts";
import { keepStatusBits, type StatusBits } from "./status-bits.ts";
import { tenant } from "./tenants.ts";

/** How long others may go on using a copy of a status list: 5 minutes. */
export const statusListTtlMilliseconds = 300_000;

/** A list is signed no more often than this: who asks while it keeps changing waits a moment and gets the latest. */
const signingIntervalMilliseconds = 100;

const validityMilliseconds = 7 * 24 * 60 * 60 * 1000;

/** A status list as it is served. */
export interface PublishedStatusList {
  body: Uint8Array;
  /** Changes with the body, and only then. */
  version: string;
}

interface Copy extends PublishedStatusList {
  /** Of the bits that are in it. */
  changes: number;
  /** How often records of issuers had changed when the key of this one was last looked up. */
  issuerChanges: number;
  /** The name of the key. */
  signedWith: string;
  signedAt: number;
  /** The same, by the clock that nobody sets. */
  signedAtMonotonic: number;
}

/** Publishes status lists; keeps the signed copies while they are right. */
export interface StatusListPublisher {
  /** The copy that is right at this moment, if there is one: for that nothing is read, and nothing signed. */
  current(id: string): PublishedStatusList | undefined;
  /** Throws {@link Problem} `NOT_FOUND`. */
  publish(id: string): Promise<PublishedStatusList>;
}

/**
 * Makes the publisher of all status lists. A list is signed by the usual key of its tenant, when somebody asks for it, and anew when an
 * entry changed, when that key did, and when half of its validity is over; but at most ten times a second.
 */
export function createStatusListPublisher(context: IssuerContext): StatusListPublisher {
  const { store } = context;
  const keeper = keepStatusBits(store);
  const copies = new WeakMap<StatusBits, Copy>();
  const underWay = new Map<string, Promise<Copy>>();
  let issuerChanges = 0;
  store.watch((changes) => {
    for (const key of changes.keys()) if (key.startsWith("issuer/")) issuerChanges += 1;
  });

  async function renew(id: string): Promise<Copy> {
    const list = await store.get(keyOf.statusList(id));
    if (!list) throw new Problem("NOT_FOUND", "There is no such status list.");
    const seenIssuerChanges = issuerChanges;
    const issuer = await tenant(context, list.slug);
    const key = usualKey(issuer);
    const bits = await keeper.bits(list);
    const copy = copies.get(bits);
    if (copy && copy.signedWith === keyName(key) && isRight(copy, bits, context.now())) {
      copy.issuerChanges = seenIssuerChanges;
      return copy;
    }
    if (copy) await pauseAfter(copy);
    const signed = await signList(context, { list, did: issuer.did, key, bits });
    const renewed = { ...signed, issuerChanges: seenIssuerChanges };
    copies.set(bits, renewed);
    return renewed;
  }

  return {
    current(id) {
      const bits = keeper.find(id);
      const copy = bits && copies.get(bits);
      if (!copy || copy.issuerChanges !== issuerChanges || !store.condition.sound) return undefined;
      return isRight(copy, bits, context.now()) ? copy : undefined;
    },
    async publish(id) {
      // A request that comes while a copy is being made looks again after: it may have been read before a change.
      await underWay.get(id)?.catch(() => {});
      const renewing = underWay.get(id) ?? renew(id).finally(() => underWay.delete(id));
      underWay.set(id, renewing);
      return renewing;
    },
  };
}

async function pauseAfter({ signedAtMonotonic }: Copy): Promise<void> {
  const left = signedAtMonotonic + signingIntervalMilliseconds - performance.now();
  if (left > 0) await setTimeout(left);
}

function isRight(copy: Copy, bits: StatusBits, now: Date): boolean {
  const age = now.getTime() - copy.signedAt;
  return copy.changes === bits.changes && age >= 0 && age < validityMilliseconds / 2;
}

async function signList(
  context: IssuerContext,
  { list, did, key, bits }: { list: StatusListRecord; did: string; key: KeyId; bits: StatusBits },
): Promise<Omit<Copy, "issuerChanges">> {
  const now = context.now();
  const { changes, bitstring } = bits;
  const credential = createStatusListCredential({
    id: list.url,
    issuer: did,
    statusPurpose: list.purpose,
    bitstring,
    validFrom: now,
    validUntil: new Date(now.getTime() + validityMilliseconds),
    ttlMilliseconds: statusListTtlMilliseconds,
  });
  const signed = await signWhole(context, credential, { slug: list.slug, key, created: now });
  const body = Buffer.from(JSON.stringify(signed));
  const version = createHash("sha256").update(body).digest("base64url");
  const signedAtMonotonic = performance.now();
  return { body, version, changes, signedWith: keyName(key), signedAt: now.getTime(), signedAtMonotonic };
}

/**
 * Signs a list with any key. One that signs for selective disclosure alone makes a proof from which another one, that nothing was
 * withheld, is derived: verifiers take no base proofs.
 */
async function signWhole(
  { keyRing, random, signingThreads }: IssuerContext,
  credential: JsonObject,
  { slug, key, created }: { slug: string; key: KeyId; created: Date },
): Promise<JsonObject> {
  const cryptosuite = usualSuiteOf(key.type);
  if (!isDisclosureSuite(cryptosuite))
    return signCredential(credential, { signer: keyRing.signer(slug, key), created });
  return signingThreads.sign({
    document: credential,
    cryptosuite,
    created,
    key: async () => keyRing.disclosureKey(slug, key),
    wholeSeed: random(32),
    isUrgent: true,
  });
}
