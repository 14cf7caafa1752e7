import { createHmac, timingSafeEqual } from "node:crypto";
import { Problem } from "../core/problem/problem.ts";
import type { SpentChallengeStore } from "./spent-challenge-store.ts";

/** How long a challenge can be used (security rule: 10 minutes at most). */
export const challengeLifetimeMilliseconds = 10 * 60_000;

const maxSpentChallenges = 100_000;
const randomBytes = 16;
const expiryBytes = 4;
const tagBytes = 16;
const shape = /^[A-Za-z0-9_-]{48}$/;

/**
 * What became of a challenge when it was used: `first-use` of one of ours, `spent` or `expired` ones of ours, or
 * `foreign`: made by the caller, who must keep it fresh.
 */
export type ChallengeUse = "first-use" | "spent" | "expired" | "foreign";

/** Challenges made here: each can be used once, also across restarts and by parallel requests. */
export interface Challenges {
  create(): { challenge: string; expires: Date };
  /** Uses up a challenge. Its use is on disk before this answers. @throws Problem `OVERLOADED` */
  spend(challenge: string): Promise<ChallengeUse>;
}

interface ChallengeOptions {
  /** Marks challenges as ours; at least 32 bytes, and the same after a restart. */
  secret: Uint8Array;
  store: SpentChallengeStore;
  clock: () => Date;
  random: (size: number) => Uint8Array;
}

/**
 * Opens the register of challenges.
 *
 * A challenge is 16 random bytes, its expiry and an authentication tag, so that one of ours is known as ours without being
 * stored, and only spent ones are remembered: until they expire.
 */
export async function openChallenges({
  secret,
  store,
  clock,
  random,
}: ChallengeOptions): Promise<Challenges> {
  const spent = await store.load(clock());
  return {
    create: () => {
      const expires = new Date(Math.floor((clock().getTime() + challengeLifetimeMilliseconds) / 1000) * 1000);
      const body = Buffer.alloc(randomBytes + expiryBytes);
      body.set(random(randomBytes));
      body.writeUInt32BE(expires.getTime() / 1000, randomBytes);
      return { challenge: Buffer.concat([body, tag(secret, body)]).toString("base64url"), expires };
    },
    spend: async (challenge) => {
      const expires = expiryOfOurs(secret, challenge);
      if (expires === undefined) return "foreign";
      const now = clock();
      if (expires <= now) return "expired";
      if (spent.has(challenge)) return "spent";
      if (spent.size >= maxSpentChallenges) await forgetExpired(spent, store, now);
      // Checked and marked without an await between: of parallel uses exactly one comes through.
      if (spent.has(challenge)) return "spent";
      if (spent.size >= maxSpentChallenges)
        throw new Problem("OVERLOADED", "Too many challenges are in use.");
      spent.set(challenge, expires);
      await store.add(challenge, expires);
      return "first-use";
    },
  };
}

async function forgetExpired(spent: Map<string, Date>, store: SpentChallengeStore, now: Date): Promise<void> {
  const expired = [...spent].filter(([, expires]) => expires <= now).map(([challenge]) => challenge);
  for (const challenge of expired) spent.delete(challenge);
  await store.remove(expired);
}

function expiryOfOurs(secret: Uint8Array, challenge: string): Date | undefined {
  if (!shape.test(challenge)) return undefined;
  const bytes = Buffer.from(challenge, "base64url");
  const body = bytes.subarray(0, randomBytes + expiryBytes);
  if (!timingSafeEqual(bytes.subarray(body.byteLength), tag(secret, body))) return undefined;
  return new Date(body.readUInt32BE(randomBytes) * 1000);
}

function tag(secret: Uint8Array, body: Uint8Array): Uint8Array {
  return createHmac("sha256", secret)
    .update("stint challenge 1\n")
    .update(body)
    .digest()
    .subarray(0, tagBytes);
}
