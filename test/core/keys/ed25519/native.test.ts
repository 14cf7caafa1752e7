import * as nodeCrypto from "node:crypto";
import { expect, test } from "vitest";
import { findNativeEd25519, type NativeFunctions } from "../../../../core/keys/ed25519/native.ts";

const unsupported = (): never => {
  throw new Error("error:0308010C:digital envelope routines::unsupported");
};

test("finds Ed25519 in the Node that runs this", () => {
  expect(findNativeEd25519(nodeCrypto)).toBeDefined();
});

test.each<[name: string, Partial<NativeFunctions>]>([
  ["cannot import a private key", { createPrivateKey: unsupported }],
  ["cannot import a public key", { createPublicKey: unsupported }],
  ["cannot sign", { sign: unsupported }],
  ["cannot verify", { verify: unsupported }],
  ["signs other bytes than RFC 8032 has", { sign: (() => Buffer.alloc(64)) as typeof nodeCrypto.sign }],
  ["accepts every signature", { verify: (() => true) as typeof nodeCrypto.verify }],
  ["accepts no signature", { verify: (() => false) as typeof nodeCrypto.verify }],
])("finds none in a library that %s", (_name, fault) => {
  expect(findNativeEd25519({ ...nodeCrypto, ...fault })).toBeUndefined();
});

test("takes a failure while verifying for no answer", () => {
  let fails = false;
  const verify = ((...args: Parameters<typeof nodeCrypto.verify>) =>
    fails ? unsupported() : nodeCrypto.verify(...args)) as typeof nodeCrypto.verify;
  const native = findNativeEd25519({ ...nodeCrypto, verify });
  const message = Buffer.from("a");
  const pair = nodeCrypto.generateKeyPairSync("ed25519");
  const { x = "" } = pair.publicKey.export({ format: "jwk" });
  const verifier = native?.verifier(Buffer.from(x, "base64url"));
  const signature = nodeCrypto.sign(null, message, pair.privateKey);
  expect(verifier?.(message, signature)).toBe(true);
  fails = true;
  expect(verifier?.(message, signature)).toBe(false);
});
