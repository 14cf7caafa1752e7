import { createSecretKey, scryptSync } from "node:crypto";
import type { deriveSealingKey } from "../../core/keys/seal.ts";

/**
 * The derivation of core/keys/seal.ts without its cost, which is half a second by design: passphrase and salt count
 * as they do there. For tests of what is done with the key; the real one is run by its own tests and by every test
 * that starts a built program.
 */
export const quickSealingKey: typeof deriveSealingKey = async (passphrase, salt) => ({
  salt: Uint8Array.from(salt),
  secret: createSecretKey(scryptSync(passphrase.normalize("NFKC"), salt, 32, { N: 2 })),
});
