import { createHash } from "node:crypto";
import { discloseCredential } from "../../core/credential/disclosure/disclose.ts";
import { isDisclosureSuite } from "../../core/credential/disclosure/disclosure-suites.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import { createBitstring, writeStatus } from "../../core/status/bitstring.ts";
import { createStatusListCredential } from "../../core/status/status-list.ts";
import { type KeyId, keyName } from "../signing-keys/key-id.ts";
import { usualKey } from "../signing-keys/keys-in-use.ts";
import { usualSuiteOf } from "../signing-keys/signatures-of-keys.ts";
import { keyOf, prefixOf } from "../store/record-keys.ts";
import type { StatusListRecord } from "../store/records.ts";
import type { IssuerContext } from "./context.ts";
import { tenant } from "./tenants.ts";

/** How long others may go on using a copy of a status list: 5 minutes. */
export const statusListTtlMilliseconds = 300_000;

const validityMilliseconds = 7 * 24 * 60 * 60 * 1000;

/** A status list as it is served. */
export interface PublishedStatusList {
  body: Uint8Array;
  /** Changes with the body, and only then. */
  version: string;
}

interface Copy extends PublishedStatusList {
  changes: number;
  /** The name of the key. */
  signedWith: string;
  signedAt: number;
}

/** Publishes status lists; keeps the signed copies while they are right. */
export interface StatusListPublisher {
  /** Throws {@link Problem} `NOT_FOUND`. */
  publish(id: string): Promise<PublishedStatusList>;
}

/**
 * Makes the publisher of all status lists. A list is signed by the usual key of its tenant, and anew when an entry changed, when
 * that key did, and when half of its validity is over.
 */
export function createStatusListPublisher(context: IssuerContext): StatusListPublisher {
  const copies = new Map<string, Copy>();
  const underWay = new Map<string, Promise<Copy>>();

  async function renew(id: string): Promise<Copy> {
    const list = await context.store.get(keyOf.statusList(id));
    if (!list) throw new Problem("NOT_FOUND", "There is no such status list.");
    const issuer = await tenant(context, list.slug);
    const key = usualKey(issuer);
    const copy = copies.get(id);
    if (copy && isRight(copy, { list, key, now: context.now() })) return copy;
    const renewed = await signList(context, { list, did: issuer.did, key });
    copies.set(id, renewed);
    return renewed;
  }

  return {
    async publish(id) {
      // A request that comes while a copy is being made looks again after: it may have been read before a change.
      await underWay.get(id)?.catch(() => {});
      const renewing = underWay.get(id) ?? renew(id).finally(() => underWay.delete(id));
      underWay.set(id, renewing);
      return renewing;
    },
  };
}

function isRight(copy: Copy, { list, key, now }: { list: StatusListRecord; key: KeyId; now: Date }): boolean {
  const age = now.getTime() - copy.signedAt;
  return (
    copy.changes === list.changes &&
    copy.signedWith === keyName(key) &&
    age >= 0 &&
    age < validityMilliseconds / 2
  );
}

async function signList(
  context: IssuerContext,
  { list, did, key: signingKey }: { list: StatusListRecord; did: string; key: KeyId },
): Promise<Copy> {
  const set = await context.store.list(prefixOf.setStatuses(list.id), { limit: list.entries });
  const bitstring = createBitstring(list.entries);
  for (const { key } of set) writeStatus(bitstring, Number(key.split("/")[2]), true);
  const now = context.now();
  const credential = createStatusListCredential({
    id: list.url,
    issuer: did,
    statusPurpose: list.purpose,
    bitstring,
    validFrom: now,
    validUntil: new Date(now.getTime() + validityMilliseconds),
    ttlMilliseconds: statusListTtlMilliseconds,
  });
  const signed = await signWhole(context, credential, { slug: list.slug, key: signingKey, created: now });
  const body = Buffer.from(JSON.stringify(signed));
  const version = createHash("sha256").update(body).digest("base64url");
  const signedWith = keyName(signingKey);
  return { body, version, changes: list.changes, signedWith, signedAt: now.getTime() };
}

/**
 * Signs a list with any key. One that signs for selective disclosure alone makes a proof from which another one, that nothing was
 * withheld, is derived: verifiers take no base proofs.
 */
async function signWhole(
  { keyRing, random }: IssuerContext,
  credential: JsonObject,
  { slug, key, created }: { slug: string; key: KeyId; created: Date },
): Promise<JsonObject> {
  const cryptosuite = usualSuiteOf(key.type);
  if (!isDisclosureSuite(cryptosuite))
    return signCredential(credential, { signer: keyRing.signer(slug, key), created });
  const base = await signCredential(credential, {
    cryptosuite,
    created,
    ...keyRing.disclosureSigner(slug, key),
  });
  return discloseCredential(base, { pointers: [""], seed: random(32) });
}
