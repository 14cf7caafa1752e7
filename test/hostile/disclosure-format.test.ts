import { base64urlnopad } from "@scure/base";
import { encode, Token, Type } from "cborg";
import { beforeAll, describe, expect, it } from "vitest";
import { discloseCredential } from "../../core/credential/disclosure/disclose.ts";
import type { DisclosureSuiteName } from "../../core/credential/disclosure/disclosure-suites.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ecdsaKeyPair } from "../../core/keys/ecdsa.ts";
import { multikeyBytes } from "../../core/keys/multikey.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import {
  componentsOf,
  onlyProof,
  proofBytes,
  withComponents,
  withProofBytes,
  withProofValue,
} from "../support/cbor-proof.ts";
import { disclosingEmployer, seed } from "../support/disclosing-employer.ts";
import { world } from "../support/world.ts";

const credential: JsonObject = {
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
  type: ["VerifiableCredential"],
  issuer: "did:key:zIssuer",
  validFrom: "2026-01-01T00:00:00Z",
  credentialSubject: {
    id: "did:example:student",
    description: [
      { "@value": "one", "@language": "en" },
      { "@value": "two", "@language": "en" },
      { "@value": "three", "@language": "en" },
    ],
  },
  evidence: [
    { type: ["Evidence"], name: "a" },
    { type: ["Evidence"], name: "b" },
    { type: ["Evidence"], name: "c" },
  ],
};
const pointers = [
  "/credentialSubject/description/0",
  "/credentialSubject/description/2",
  "/evidence/0",
  "/evidence/2",
];

async function proofCheck(document: JsonObject) {
  const { checks } = await verifyCredential(document, { checks: "proof" }, world());
  return checks.find(({ name }) => name === "proof");
}

const base = new Map<DisclosureSuiteName, JsonObject>();
const derived = new Map<DisclosureSuiteName, JsonObject>();
beforeAll(async () => {
  for (const suite of ["ecdsa-sd-2023", "bbs-2023"] as const) {
    const held = await disclosingEmployer(suite).issue(credential);
    base.set(suite, held);
    derived.set(suite, await discloseCredential(held, { pointers, seed }));
  }
});
const derivedBy = (suite: DisclosureSuiteName) => derived.get(suite) as JsonObject;
const baseBy = (suite: DisclosureSuiteName) => base.get(suite) as JsonObject;

const refused = { outcome: "failed", problem: { code: "PROOF_VERIFICATION_ERROR" } };

type Change = (components: unknown[]) => unknown;
const setting =
  (position: number, change: (component: never) => unknown): Change =>
  (components) =>
    components.map((component, index) => (index === position ? change(component as never) : component));

type Bytes = Uint8Array;
const withTag = (bytes: Bytes) => new Tagged64(bytes);
/** Bytes that are written with the CBOR tag 64, which these suites must not use. */
class Tagged64 {
  readonly bytes: Bytes;
  constructor(bytes: Bytes) {
    this.bytes = bytes;
  }
}

describe.each(["ecdsa-sd-2023", "bbs-2023"] as const)("the proofValue of a derived %s proof", (suite) => {
  it("is believed as it was made", async () => {
    expect(await proofCheck(derivedBy(suite))).toMatchObject({ outcome: "passed" });
  });

  it.each<[name: string, change: (credential: JsonObject) => string]>([
    ["no multibase", (shown) => String(onlyProof(shown).proofValue).slice(1)],
    ["another multibase", (shown) => `z${String(onlyProof(shown).proofValue).slice(1)}`],
    ["padding", (shown) => `${onlyProof(shown).proofValue}=`],
    ["white space", (shown) => `${onlyProof(shown).proofValue} `],
    [
      "the other base64",
      (shown) => String(onlyProof(shown).proofValue).replaceAll("-", "+").replaceAll("_", "/"),
    ],
    ["bits left over", (shown) => withLeftOverBits(proofBytes(shown))],
    ["nothing", () => ""],
    ["a multibase alone", () => "u"],
    ["more than 64 KiB", () => `u${"A".repeat(64 * 1024)}`],
  ])("is refused with %s", async (_name, change) => {
    const document = withProofValue(derivedBy(suite), change(derivedBy(suite)));
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  it.each<[name: string, change: (bytes: Bytes) => Uint8Array]>([
    ["no tag", (bytes) => bytes.subarray(3)],
    ["a tag of no suite", (bytes) => bytes.with(0, 0xd8)],
    ["a tag of another block", (bytes) => bytes.with(1, 0x5e)],
    ["a kind that is not defined", (bytes) => bytes.with(2, 0x0a)],
    ["the tag of a base proof", (bytes) => bytes.with(2, (bytes[2] ?? 0) - 1)],
    ["the tag of the other suite", (bytes) => bytes.with(2, (bytes[2] ?? 0) ^ 2)],
    ["the tag alone", (bytes) => bytes.subarray(0, 3)],
    ["a byte after it", (bytes) => Uint8Array.of(...bytes, 0)],
    ["a byte less", (bytes) => bytes.subarray(0, -1)],
    // 0x85 begins an array of five, 0x9f one of any length that 0xff ends: RFC 8949, 3.2.2.
    ["an array of indefinite length", (bytes) => Uint8Array.of(...bytes.with(3, 0x9f), 0xff)],
    [
      "a length that is not in its shortest form",
      (bytes) => Uint8Array.of(...bytes.slice(0, 3), 0x98, 5, ...bytes.slice(4)),
    ],
    [
      "arrays in arrays without end",
      (bytes) => Uint8Array.of(...bytes.slice(0, 3), ...Array(40_000).fill(0x81), 0),
    ],
  ])("is refused with %s", async (_name, change) => {
    const document = withProofBytes(derivedBy(suite), change(proofBytes(derivedBy(suite))));
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  it.each<[name: string, change: Change]>([
    ["no array", () => "text"],
    ["four components", (components) => components.slice(0, 4)],
    ["six components", (components) => [...components, 0]],
    ["components in another order", (components) => components.toReversed()],
    ["null in place of a component", setting(0, () => null)],
  ])("is refused with %s", async (_name, change) => {
    const document = withComponents(derivedBy(suite), change(componentsOf(derivedBy(suite))));
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  it("is refused with the CBOR tag 64 on its bytes (vc-di-ecdsa 1.0, 3.5.7)", async () => {
    const [first, ...others] = componentsOf(derivedBy(suite)) as [Bytes, ...unknown[]];
    const tagged = encode([withTag(first), ...others], {
      mapSorter: () => 0,
      typeEncoders: {
        Tagged64: ({ bytes }: Tagged64) => [new Token(Type.tag, 64), new Token(Type.bytes, bytes)],
      },
    });
    const document = withProofBytes(
      derivedBy(suite),
      Buffer.concat([proofBytes(derivedBy(suite)).subarray(0, 3), tagged]),
    );
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  const labels = suite === "bbs-2023" ? 1 : 3;
  const mandatory = suite === "bbs-2023" ? 2 : 4;
  it.each<[name: string, change: Change]>([
    ["labels in a list", setting(labels, () => [])],
    ["no labels", setting(labels, () => new Map())],
    ["a label missing", setting(labels, (map: Map<number, unknown>) => new Map([...map].slice(0, -1)))],
    [
      "a label more",
      setting(labels, (map: Map<number, unknown>) => new Map([...map, [map.size, otherLabel(suite)]])),
    ],
    [
      "a gap among its labels",
      setting(
        labels,
        (map: Map<number, unknown>) => new Map([...map].map(([key, label]) => [key === 0 ? 9 : key, label])),
      ),
    ],
    [
      "a label below zero",
      setting(
        labels,
        (map: Map<number, unknown>) => new Map([...map].map(([key, label]) => [key === 0 ? -1 : key, label])),
      ),
    ],
    [
      "a label named by a text",
      setting(
        labels,
        (map: Map<number, unknown>) =>
          new Map([...map].map(([key, label]) => [key === 0 ? "0" : key, label])),
      ),
    ],
    [
      "one label for two nodes",
      setting(labels, (map: Map<number, unknown>) => new Map([...map].map(([key]) => [key, map.get(0)]))),
    ],
    [
      "two labels exchanged",
      setting(
        labels,
        (map: Map<number, unknown>) =>
          new Map([...map].map(([key]) => [key, map.get(key < 2 ? 1 - key : key)])),
      ),
    ],
    [
      "a label of another kind",
      setting(
        labels,
        (map: Map<number, unknown>) =>
          new Map([...map].map(([key, label]) => [key, key === 0 ? "b0" : label])),
      ),
    ],
    ["no mandatory statements", setting(mandatory, () => [])],
    ["a mandatory statement less", setting(mandatory, (indexes: number[]) => indexes.slice(1))],
    [
      "another mandatory statement",
      setting(mandatory, (indexes: number[]) => indexes.with(-1, Math.max(...indexes) + 1)),
    ],
    ["a mandatory statement that is not there", setting(mandatory, (indexes: number[]) => [...indexes, 99])],
    ["a mandatory statement below zero", setting(mandatory, (indexes: number[]) => [-1, ...indexes])],
    ["a mandatory statement twice", setting(mandatory, (indexes: number[]) => [indexes[0], ...indexes])],
    ["mandatory statements out of order", setting(mandatory, (indexes: number[]) => indexes.toReversed())],
    ["a mandatory statement at a fraction", setting(mandatory, (indexes: number[]) => [0.5, ...indexes])],
    ["a mandatory statement as text", setting(mandatory, (indexes: number[]) => indexes.map(String))],
  ])("is refused with %s", async (_name, change) => {
    const components = componentsOf(derivedBy(suite));
    const changed = change(components);
    expect(changed).not.toEqual(components);
    expect(await proofCheck(withComponents(derivedBy(suite), changed))).toMatchObject(refused);
  });

  it("is refused with a whole number written as a float", async () => {
    const floats = encode(componentsOf(derivedBy(suite)), {
      mapSorter: () => 0,
      typeEncoders: { number: (number: number) => (number === 0 ? new Token(Type.float, 0) : null) },
    });
    const tag = proofBytes(derivedBy(suite)).subarray(0, 3);
    const document = withProofBytes(derivedBy(suite), Buffer.concat([tag, floats]));
    expect(document).not.toEqual(derivedBy(suite));
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  it("is refused with a label given twice (RFC 8949, 5.6)", async () => {
    const bytes = Buffer.from(proofBytes(derivedBy(suite)));
    const map = encode(componentsOf(derivedBy(suite))[labels] as Map<number, unknown>);
    const at = bytes.indexOf(map);
    const entry = encode(
      new Map([[0, (componentsOf(derivedBy(suite))[labels] as Map<number, unknown>).get(0)]]),
    ).subarray(1);
    const longer = Buffer.concat([Uint8Array.of((map[0] ?? 0) + 1), map.subarray(1), entry]);
    const changed = Buffer.concat([bytes.subarray(0, at), longer, bytes.subarray(at + map.length)]);
    expect(await proofCheck(withProofBytes(derivedBy(suite), changed))).toMatchObject(refused);
  });
});

describe("a derived ecdsa-sd-2023 proof", () => {
  const shown = () => derivedBy("ecdsa-sd-2023");
  const p384 = ecdsaKeyPair("P-384", new Uint8Array(48).fill(5));
  const p256 = ecdsaKeyPair("P-256", new Uint8Array(32).fill(5));

  it.each<[name: string, change: Change]>([
    ["a base signature that is too short", setting(0, (bytes: Bytes) => bytes.subarray(1))],
    ["another base signature", setting(0, (bytes: Bytes) => bytes.with(9, (bytes[9] ?? 0) ^ 1))],
    ["an ephemeral key without multicodec", setting(1, (bytes: Bytes) => bytes.subarray(2))],
    ["an ephemeral key under the multicodec of P-384", setting(1, (bytes: Bytes) => bytes.with(0, 0x81))],
    ["an ephemeral P-384 key", setting(1, () => multikeyBytes({ type: "P-384", bytes: p384.publicKey }))],
    ["an ephemeral key that is no point", setting(1, (bytes: Bytes) => bytes.fill(0xff, 3))],
    ["an ephemeral key in the other sign", setting(1, (bytes: Bytes) => bytes.with(2, (bytes[2] ?? 0) ^ 1))],
    ["another ephemeral key", setting(1, () => multikeyBytes({ type: "P-256", bytes: p256.publicKey }))],
    ["a signature less", setting(2, (list: Bytes[]) => list.slice(1))],
    ["a signature more", setting(2, (list: Bytes[]) => [...list, list[0]])],
    ["no signatures", setting(2, () => [])],
    ["signatures in another order", setting(2, (list: Bytes[]) => list.toReversed())],
    [
      "a signature that is too long",
      setting(2, (list: Bytes[]) => list.map((bytes) => Uint8Array.of(...bytes, 0))),
    ],
    [
      "another signature",
      setting(2, (list: Bytes[]) => list.map((bytes, index) => (index === 0 ? bytes.with(9, 1) : bytes))),
    ],
    ["signatures in one piece", setting(2, (list: Bytes[]) => Buffer.concat(list))],
  ])("is refused with %s", async (_name, change) => {
    expect(await proofCheck(withComponents(shown(), change(componentsOf(shown()))))).toMatchObject(refused);
  });
});

describe("a derived bbs-2023 proof", () => {
  const shown = () => derivedBy("bbs-2023");

  it.each<[name: string, change: Change]>([
    ["no proof", setting(0, () => new Uint8Array())],
    ["a proof that is too short", setting(0, (bytes: Bytes) => bytes.subarray(1))],
    [
      "a proof of one statement more",
      setting(0, (bytes: Bytes) => Uint8Array.of(...bytes, ...bytes.slice(-32))),
    ],
    ["a proof as long as for a thousand", setting(0, () => new Uint8Array(272 + 32 * 600))],
    ["another proof", setting(0, (bytes: Bytes) => bytes.with(200, (bytes[200] ?? 0) ^ 1))],
    ["a statement less at its place", setting(3, (indexes: number[]) => indexes.slice(1))],
    [
      "a place that no statement goes with",
      setting(3, (indexes: number[]) => [...indexes, (indexes.at(-1) ?? 0) + 1]),
    ],
    ["a statement at another place", setting(3, (indexes: number[]) => indexes.map((index) => index + 1))],
    [
      "a statement at a place that is not there",
      setting(3, (indexes: number[]) => indexes.with(-1, 999_999_999)),
    ],
    ["places out of order", setting(3, (indexes: number[]) => indexes.toReversed())],
    ["one place for two", setting(3, (indexes: number[]) => indexes.with(1, indexes[0] ?? 0))],
    ["another presentation header", setting(4, () => Uint8Array.of(1))],
    ["a presentation header as text", setting(4, () => "")],
    ["a presentation header of more than a kilobyte", setting(4, () => new Uint8Array(1025))],
  ])("is refused with %s", async (_name, change) => {
    expect(await proofCheck(withComponents(shown(), change(componentsOf(shown()))))).toMatchObject(refused);
  });

  it.each([4, 5, 6, 7, 8, 9])("is not judged with the optional feature under tag %d", async (kind) => {
    const document = withProofBytes(shown(), proofBytes(shown()).with(2, kind));
    expect(await proofCheck(document)).toMatchObject({
      outcome: "unknown",
      problem: { code: "UNSUPPORTED" },
    });
  });
});

describe.each(["ecdsa-sd-2023", "bbs-2023"] as const)("a base %s proof", (suite) => {
  const at = suite === "bbs-2023" ? { hmacKey: 3 } : { hmacKey: 2 };

  it.each<[name: string, change: Change]>([
    ["another HMAC key", setting(at.hmacKey, (key: Bytes) => key.with(0, (key[0] ?? 0) ^ 1))],
    ["an HMAC key that is too short", setting(at.hmacKey, (key: Bytes) => key.subarray(1))],
    ["no mandatory pointers", setting(4, () => [])],
    ["a mandatory pointer less", setting(4, (list: string[]) => list.slice(1))],
    ["a mandatory pointer more", setting(4, (list: string[]) => [...list, "/evidence"])],
    ["a mandatory pointer to nothing", setting(4, (list: string[]) => [...list, "/nothing"])],
    ["a mandatory pointer twice", setting(4, (list: string[]) => [...list, list[0]])],
    ["a mandatory pointer that is none", setting(4, (list: string[]) => [...list, "evidence"])],
    ["a mandatory pointer to the prototype", setting(4, (list: string[]) => [...list, "/__proto__"])],
    ["mandatory pointers that are no texts", setting(4, () => [0])],
    ["another signature", setting(0, (bytes: Bytes) => bytes.with(9, (bytes[9] ?? 0) ^ 1))],
  ])("is refused with %s", async (_name, change) => {
    const document = withComponents(baseBy(suite), change(componentsOf(baseBy(suite))));
    expect(await proofCheck(document)).toMatchObject(refused);
  });

  it("is not one that was derived", async () => {
    const document = withProofBytes(
      baseBy(suite),
      proofBytes(baseBy(suite)).with(2, suite === "bbs-2023" ? 3 : 1),
    );
    expect(await proofCheck(document)).toMatchObject(refused);
  });
});

describe("a base bbs-2023 proof", () => {
  it.each<[name: string, change: Change]>([
    ["another header", setting(1, (bytes: Bytes) => bytes.with(0, (bytes[0] ?? 0) ^ 1))],
    [
      "another public key than the one that is resolved",
      setting(2, (bytes: Bytes) => bytes.with(95, (bytes[95] ?? 0) ^ 1)),
    ],
  ])("is refused with %s", async (_name, change) => {
    const document = withComponents(baseBy("bbs-2023"), change(componentsOf(baseBy("bbs-2023"))));
    expect(await proofCheck(document)).toMatchObject(refused);
  });
});

function otherLabel(suite: DisclosureSuiteName): unknown {
  return suite === "bbs-2023" ? 77 : new Uint8Array(32).fill(77);
}

/** Bytes in base64url whose last character holds bits that belong to no byte: a second spelling. */
function withLeftOverBits(bytes: Uint8Array): string {
  const whole = bytes.length % 3 === 0 ? Uint8Array.of(...bytes, 0) : bytes;
  const text = base64urlnopad.encode(whole);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = alphabet.indexOf(text.at(-1) ?? "");
  return `u${text.slice(0, -1)}${alphabet[last + 1]}`;
}
