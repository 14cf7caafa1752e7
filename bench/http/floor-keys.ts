import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";

/** The key that the floor signs and verifies with: nobody's, the same in every process. */
export function floorKeys(): { privateKey: KeyObject; publicKey: KeyObject } {
  const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
  const seed = Buffer.alloc(32, 7);
  const privateKey = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: "der", type: "pkcs8" });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** The signature that makes the floor say yes to a body. */
export function signForFloor(body: string): string {
  return sign(null, createHash("sha256").update(body).digest(), floorKeys().privateKey).toString("base64url");
}
