import { describe, expect, it } from "vitest";
import { hmacLabels, shuffledLabels } from "../../core/credential/disclosure/statements/labels.ts";
import { hashProofOptions } from "../../core/credential/proof/proof-hash.ts";
import { verifyEcdsa } from "../../core/keys/ecdsa.ts";
import { multikeyBytes, parseMultikey } from "../../core/keys/multikey.ts";

// What the W3C published with vc-di-ecdsa 1.0 and vc-di-bbs 1.0 for selective disclosure: keys, hashes, signatures and labels.

const issuer = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP";
const ephemeral = "zDnaeTHfhmSaQKBc7CmdL3K7oYg3D6SC7yowe2eBeVd2DH32r";
const optionsHash = "9c5c9b189f06cfa9d9f21a838ccb9b04316f07ad1a517bfd4955ee28c6a8229c";
const hmacKey = Buffer.from("00112233445566778899aabbccddeeff".repeat(2), "hex");

describe.each([
  {
    credential: "a permanent resident card",
    mandatoryHash: "b76d8d5bf67d27f51597519d19d95809c75e35212cc65291bd71bbe36007f979",
    baseSignature:
      "1c00d200b76a4c87ed57aae0f09a6a05eb4e254898842a758d3b0069517ea897" +
      "7f9a118b4dcc17bec33e9f9ef41b83dcde0957dc08643f546c8ca2360d1b1f2f",
  },
  {
    credential: "an employment authorization",
    mandatoryHash: "a042dc047c236816f49fbe5282a79c5e77abe111e47f4c20203b5064c7f0f059",
    baseSignature:
      "b8dc55afeb6427a990e9d60c0d363b654306d92703e5036210ca29619d8ed204" +
      "194ba3d86e31cdbc99f4ee9d5f25f0cc1c1f44f5fa39abec9a50cdf519b457e0",
  },
])("the W3C's vector of ecdsa-sd-2023 about $credential", ({ mandatoryHash, baseSignature }) => {
  it("has a base signature over options, ephemeral key and mandatory statements, in this order", () => {
    const verifies = (parts: Uint8Array[]) =>
      verifyEcdsa({
        curve: "P-256",
        signature: Buffer.from(baseSignature, "hex"),
        message: Buffer.concat(parts),
        publicKey: parseMultikey(issuer).bytes,
      });
    const [options, mandatory] = [Buffer.from(optionsHash, "hex"), Buffer.from(mandatoryHash, "hex")];
    const key = multikeyBytes(parseMultikey(ephemeral));
    expect(verifies([options, key, mandatory])).toBe(true);
    expect(verifies([mandatory, key, options])).toBe(false);
    expect(verifies([options, multikeyBytes(parseMultikey(issuer)), mandatory])).toBe(false);
  });
});

it("the W3C's proof options of ecdsa-sd-2023 have their hash", async () => {
  const options = {
    type: "DataIntegrityProof",
    cryptosuite: "ecdsa-sd-2023",
    created: "2023-08-15T23:36:38Z",
    verificationMethod: `did:key:${issuer}#${issuer}`,
    proofPurpose: "assertionMethod",
  };
  const context = ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/citizenship/v4rc1"];
  const hash = await hashProofOptions(options, { "@context": context });
  expect(Buffer.from(hash).toString("hex")).toBe(optionsHash);
});

it("the W3C's HMAC key gives the labels of ecdsa-sd-2023, and the shuffled ones of bbs-2023", () => {
  expect([...hmacLabels(hmacKey)(["c14n0", "c14n1"])]).toEqual([
    ["c14n0", "u4YIOZn1MHES1Z4Ij2hWZG3R4dEYBqg5fHTyDEvYhC38"],
    ["c14n1", "u3Lv2QpFgo-YAegc1cQQKWJFW2sEjQF6FfuZ0VEoMKHg"],
  ]);
  const canonical = Array.from({ length: 8 }, (_, number) => `c14n${number}`);
  expect([...shuffledLabels(hmacKey)(canonical).values()]).toEqual([
    "b2",
    "b1",
    "b4",
    "b7",
    "b5",
    "b3",
    "b6",
    "b0",
  ]);
});
