import { createHmac, timingSafeEqual } from "node:crypto";

const lifetimeMilliseconds = 5 * 60 * 1000;
const randomBytes = 16;
const expiryBytes = 6;
const tagBytes = 16;

/** The `c_nonce` values of this process: given without being kept, remembered only once they are spent. */
export interface Nonces {
  /** A new one, for proofs to one tenant. */
  create(slug: string): string;
  /** Spends all of these at once; false, and none is spent, when one is unknown, another tenant's, expired or spent. */
  spend(slug: string, nonces: ReadonlySet<string>): boolean;
}

interface NonceOptions {
  now: () => Date;
  random: (size: number) => Uint8Array;
}

/**
 * Makes the register of nonces: 128 random bits, an expiry, and a tag under a secret that ends with the process, so that after a restart
 * no nonce can come back as new.
 */
export function createNonces({ now, random }: NonceOptions): Nonces {
  const secret = random(32);
  const spent = new Map<string, number>();
  const tagOf = (slug: string, content: Uint8Array) =>
    createHmac("sha256", secret).update(`c_nonce\n${slug}\n`).update(content).digest().subarray(0, tagBytes);

  const expiryOf = (slug: string, nonce: string): number | undefined => {
    const bytes = Buffer.from(nonce, "base64url");
    const isOurs =
      bytes.length === randomBytes + expiryBytes + tagBytes && bytes.toString("base64url") === nonce;
    if (!isOurs) return undefined;
    const content = bytes.subarray(0, randomBytes + expiryBytes);
    if (!timingSafeEqual(tagOf(slug, content), bytes.subarray(content.length))) return undefined;
    return content.readUIntBE(randomBytes, expiryBytes);
  };

  return {
    create(slug) {
      const content = Buffer.alloc(randomBytes + expiryBytes);
      content.set(random(randomBytes));
      content.writeUIntBE(now().getTime() + lifetimeMilliseconds, randomBytes, expiryBytes);
      return Buffer.concat([content, tagOf(slug, content)]).toString("base64url");
    },
    spend(slug, nonces) {
      const time = now().getTime();
      for (const [nonce, expiry] of spent) if (expiry <= time) spent.delete(nonce);
      const good = [...nonces].flatMap((nonce) => {
        const expiry = expiryOf(slug, nonce);
        return expiry !== undefined && expiry > time && !spent.has(nonce) ? [{ nonce, expiry }] : [];
      });
      if (good.length !== nonces.size) return false;
      for (const { nonce, expiry } of good) spent.set(nonce, expiry);
      return true;
    },
  };
}
