import { expect, test } from "vitest";
import { ed25519KeyPair, verifyEd25519 } from "../../../core/keys/ed25519.ts";
import { ed25519Signer } from "../../../core/keys/signer.ts";

test("a signer signs the data under the name of its verification method", async () => {
  const keyPair = ed25519KeyPair(new Uint8Array(32).fill(1));
  const signer = ed25519Signer("did:example:a#key", keyPair);
  const data = Uint8Array.of(1, 2, 3);
  const signature = await signer.sign({ data });
  expect(signer).toMatchObject({ id: "did:example:a#key", algorithm: "Ed25519" });
  expect(verifyEd25519({ signature, message: data, publicKey: keyPair.publicKey })).toBe(true);
});
