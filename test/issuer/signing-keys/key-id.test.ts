import { describe, expect, test } from "vitest";
import { keyTypes } from "../../../core/keys/public-key.ts";
import { keyName, parseKeyName } from "../../../issuer/signing-keys/key-id.ts";
import { keyOf, prefixOf } from "../../../issuer/store/record-keys.ts";

describe("the name of a signing key", () => {
  test("tells the types apart, stays as it is, and is read back", () => {
    const names = keyTypes.map((type) => keyName({ type, version: 12 }));
    expect(names).toEqual(["key-12", "p256-12", "p384-12", "p521-12", "bls12381-12", "rsa-12"]);
    expect(names.map(parseKeyName)).toEqual(keyTypes.map((type) => ({ type, version: 12 })));
  });

  test("may be a version alone: Ed25519 was the only type once", () => {
    expect(parseKeyName("3")).toEqual({ type: "Ed25519", version: 3 });
  });

  test.each([
    "",
    "-1",
    "0",
    "key-0",
    "key-01",
    "key-1 ",
    " key-1",
    "key-1\n",
    "KEY-1",
    "p256",
    "p256-",
    "p256-1-jwk",
    "p256-1e2",
    "p999-1",
    "ed25519-1",
    "constructor-1",
    "__proto__-1",
    "key-9999999",
    "../p256-1",
    "p256/1",
  ])("is not %j", (name) => expect(parseKeyName(name)).toBeUndefined());
});

test("what one key signed is listed apart from what any other did, also of another type", () => {
  const at = "2026-11-22T12:00:00.000Z";
  const keys = keyTypes.flatMap((type) => [1, 11].map((version) => ({ type, version })));
  for (const id of keys) {
    const own = prefixOf.signedWith("acme", id);
    const listed = keys.filter((other) => keyOf.signedWith("acme", other, at, 1).startsWith(own));
    expect(listed).toEqual([id]);
  }
});
