import { createHash, timingSafeEqual } from "node:crypto";
import type { JsonObject } from "../../core/json/json-value.ts";
import { shareExpiry } from "../../core/presentation/share-expiry.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { PresentationVerification } from "../../core/verification/verdict.ts";
import type { Verifier } from "../verifier.ts";
import type { ShareFacts, ShareStore } from "./share-store.ts";

/** A share as it is seen now. */
export interface ViewedShare {
  sharedAt: Date;
  sharedUntil: Date;
  verification: PresentationVerification;
}

/** What a student gets who publishes a presentation; the token is shown this once. */
export interface PublishedShare {
  id: string;
  deletionToken: string;
  sharedUntil: Date;
}

/** Presentations that students published for anybody who has the link. */
export interface Shares {
  /**
   * Publishes a presentation that verifies as a share for this verifier (so it ends within 90 days); anything else comes back as its verdict.
   *
   * @throws Problem `OVERLOADED` when no more can be kept.
   */
  publish(presentation: JsonObject | string): Promise<PublishedShare | PresentationVerification>;
  /** Verifies a share anew. @throws Problem `NOT_FOUND` when there is none, or it has ended. */
  view(id: string): Promise<ViewedShare>;
  /** Takes a share back. @throws Problem `NOT_FOUND`; `UNAUTHORIZED` for a wrong token. */
  remove(id: string, deletionToken: string): Promise<void>;
  /** Removes what has ended. */
  sweep(): Promise<void>;
}

interface SharesOptions {
  store: ShareStore;
  verifier: Verifier;
  /** The host that shares must be made for. */
  domain: () => string;
  now: () => Date;
  random: (size: number) => Uint8Array;
  /** For tests. */
  limits?: { shares?: number; bytes?: number };
}

const maximumShares = 10_000;
const maximumBytes = 512 * 1024 * 1024;

/** Opens the shares that are kept. */
export async function openShares(options: SharesOptions): Promise<Shares> {
  const { store, verifier, now, random, limits = {} } = options;
  const known = await store.load();
  let bytes = [...known.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

  const forget = async (ids: string[]) => {
    for (const id of ids) {
      bytes -= known.get(id)?.sizeBytes ?? 0;
      known.delete(id);
    }
    if (ids.length > 0) await store.remove(ids);
  };
  const sweep = () =>
    forget([...known].filter(([, { expiresAt }]) => expiresAt <= now().getTime()).map(([id]) => id));
  const find = (id: string): ShareFacts => {
    const facts = known.get(id);
    if (facts !== undefined && facts.expiresAt > now().getTime()) return facts;
    throw new Problem("NOT_FOUND", "This was not shared here, or it has ended, or was taken back.");
  };
  const judge = (document: JsonObject | string, sizeBytes: number) =>
    verifier.verifyPresentation({
      document,
      sizeBytes,
      checks: "all",
      expectedChallenge: undefined,
      expectedDomain: options.domain(),
      acceptShare: true,
    });

  return {
    sweep,
    publish: async (presentation) => {
      await sweep();
      const sizeBytes = Buffer.byteLength(JSON.stringify(presentation));
      assertRoom(
        known.size < (limits.shares ?? maximumShares) && bytes + sizeBytes <= (limits.bytes ?? maximumBytes),
      );
      const verification = await judge(presentation, sizeBytes);
      if (!verification.verified) return verification;
      const createdAt = now().getTime();
      const expiresAt = shareExpiry(presentation).getTime();
      const [id, deletionToken] = [freshText(random), freshText(random)];
      const facts = {
        createdAt,
        expiresAt,
        sizeBytes,
        deletionTokenHash: digest(deletionToken).toString("hex"),
      };
      // Counted before it is written, so that those side by side count too.
      known.set(id, facts);
      bytes += sizeBytes;
      try {
        await store.add(id, facts, presentation);
      } catch (error) {
        known.delete(id);
        bytes -= sizeBytes;
        throw error;
      }
      return { id, deletionToken, sharedUntil: new Date(expiresAt) };
    },
    view: async (id) => {
      const { createdAt, expiresAt, sizeBytes } = find(id);
      const presentation = await store.presentation(id);
      if (presentation === undefined) throw new Problem("NOT_FOUND", "This was taken back.");
      const verification = await judge(presentation, sizeBytes);
      return { sharedAt: new Date(createdAt), sharedUntil: new Date(expiresAt), verification };
    },
    remove: async (id, deletionToken) => {
      const expected = Buffer.from(find(id).deletionTokenHash, "hex");
      if (!timingSafeEqual(digest(deletionToken), expected))
        throw new Problem("UNAUTHORIZED", "This is not the token that takes this share back.");
      await forget([id]);
    },
  };
}

function assertRoom(isThere: boolean): void {
  if (!isThere) throw new Problem("OVERLOADED", "No more shares can be kept here at the moment.");
}

function freshText(random: SharesOptions["random"]): string {
  return Buffer.from(random(16)).toString("base64url");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
