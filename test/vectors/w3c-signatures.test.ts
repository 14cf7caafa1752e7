import { base58 } from "@scure/base";
import { describe, expect, it } from "vitest";
import { type CryptosuiteName, cryptosuites, hashOf } from "../../core/credential/proof/cryptosuites.ts";
import { canonicalForm, digest } from "../../core/credential/proof/hashed-document.ts";
import { verifyEcdsa } from "../../core/keys/ecdsa.ts";
import { verifyEd25519 } from "../../core/keys/ed25519.ts";
import { parseMultikey } from "../../core/keys/multikey.ts";

/**
 * The hashes and signatures that the W3C published with vc-di-eddsa 1.0, appendix B, and vc-di-ecdsa 1.0, appendix A:
 * what each proof signs is the hash of its options, then that of the document.
 */
interface Vector {
  suite: CryptosuiteName;
  multikey: string;
  optionsHash: string;
  documentHash: string;
  proofValue: string;
}

const ed25519 = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const p256 = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP";
const p384 = "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ";
const alumni = "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017";
const alumniJson = "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19";
const employment = "03f59e5b04ab575b1172cb684f22eede72f0e9033e0b5c67d0e2506768d6ce11";
const p256Options = "3a8a522f689025727fb9d1f0fa99a618da023e8494ac74f51015d009d35abc2e";
const p384Options =
  "e32805a26492eac777aa7a138f6d8da3c74e0c7be7b296dcaccf97420c3b92eaad7be6449ca565e165031567f5c7cbc1";

const vectors: Vector[] = [
  {
    suite: "eddsa-rdfc-2022",
    multikey: ed25519,
    optionsHash: "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0",
    documentHash: alumni,
    proofValue: "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme",
  },
  {
    suite: "eddsa-rdfc-2022",
    multikey: ed25519,
    optionsHash: "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0",
    documentHash: employment,
    proofValue: "zeuuS9pi2ZR8Q41bFFJKS9weSWkwa7pRcxHTHzxjDEHtVSZp3D9Rm3JdzT82EQpmXMb9wvfFJLuDPeSXZaRX1q1c",
  },
  {
    suite: "eddsa-jcs-2022",
    multikey: ed25519,
    optionsHash: "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db",
    documentHash: alumniJson,
    proofValue: "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX",
  },
  {
    suite: "ecdsa-rdfc-2019",
    multikey: p256,
    optionsHash: p256Options,
    documentHash: alumni,
    proofValue: "zaHXrr7AQdydBk3ahpCDpWbxfLokDqmCToYm2dyWvpcFVyWooC2he63w1f7UNQoAMKdhaRtcnaE2KTo5o5vTCcfw",
  },
  {
    suite: "ecdsa-rdfc-2019",
    multikey: p256,
    optionsHash: p256Options,
    documentHash: employment,
    proofValue: "z4y9rJ7JxwfZZUBAHgDHJh7FzMbsycPhEtcSHqrfyn7fx3S5MWdajNu1r6SsJmirzfcWHe7vp9XKHmRqW6qe7u3d3",
  },
  {
    suite: "ecdsa-jcs-2019",
    multikey: p256,
    optionsHash: "fe5799489119c7fe3c528715e72bd39d2ec6b4ab345978df32e9a9312648ec25",
    documentHash: alumniJson,
    proofValue: "z5ptCet75SaEgzG4v4zJhbJtfNi74Wv7Fq15hhKouJQQjEPQvPZKaYxcMXAMLPQS2FXrkCWokNJkFVkwxNzZfD5oT",
  },
  {
    suite: "ecdsa-rdfc-2019",
    multikey: p384,
    optionsHash: p384Options,
    documentHash:
      "8bf6e01df72c5b62f91b685231915ac4b8c58ea95f002c6b8f6bfafa1b251df476b56b8e01518e317dab099d3ecbff96",
    proofValue:
      "z967Mvv5bxtmLNqTzPZ8KmJjFmFXaAKeQNzq7GWnQkMcLtaGSSmuozE5WtJ8PipMe178B1tE28K1vsJur9bGVJhz6jgSJsRHFSQeqgH8hhjcg8gZDFJC1b9FsR5ggNmDBqHv",
  },
  {
    suite: "ecdsa-rdfc-2019",
    multikey: p384,
    optionsHash: p384Options,
    documentHash:
      "1033878f36ffb458c6495fec9c8814dad5215aad131041e6667db28fef6ea718d0de0eb4546bf527746ad2bc908a4320",
    proofValue:
      "zz3ca1oME3iYPHM8SgApWFUFVQjiaL9moPqCZ1NAENj3biEQ34qc1ex5VJNLD4jh4N4MY2cmDyDCYGv7EyD87yCGYwag8wRwiJE1xiHKLhTEhDQFNfuNMsgLiZnqpkCDJPye",
  },
  {
    suite: "ecdsa-jcs-2019",
    multikey: p384,
    optionsHash:
      "83e5057817abb0c6872eafeaba1a9e53893c58eeb7414fb6d8aa3fa8c7917f7ad4792890b257c598baa17f4fbe6d183c",
    documentHash:
      "3e0be671cc1881035d463158c80921973dab3534d4f8dfacf4ff2725a4115eb718e49d66de0e90e7365cd6062abf2259",
    proofValue:
      "zq3EuTeLiGurmB2JR5oL8oWEsT7u2tba4HT1oZbiMYWc5qzsoW2kLYcBcF4HM5vCpJyTkceULKrVXuJQkXeN5seL4uXrFNFRMm53GWy1Yrto8rTWxZi9DkNeWP7yUPs7ELAm",
  },
];

function verifies({ multikey, optionsHash, documentHash, proofValue }: Vector): boolean {
  const { type, bytes: publicKey } = parseMultikey(multikey);
  const message = Buffer.from(optionsHash + documentHash, "hex");
  const signature = base58.decode(proofValue.slice(1));
  if (type === "P-256" || type === "P-384") {
    return verifyEcdsa({ curve: type, signature, message, publicKey });
  }
  return type === "Ed25519" && verifyEd25519({ signature, message, publicKey });
}

describe.each(vectors)("the W3C's vector of $suite with $multikey over $documentHash", (vector) => {
  it("has a signature that fits, and fits nothing else", () => {
    expect(verifies(vector)).toBe(true);
    const altered = vector.documentHash.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
    expect(verifies({ ...vector, documentHash: altered })).toBe(false);
  });

  it("has the hash of its proof options", async () => {
    const { suite, multikey, optionsHash } = vector;
    const options = {
      "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
      type: "DataIntegrityProof",
      cryptosuite: suite,
      created: "2023-02-24T23:36:38Z",
      verificationMethod: `did:key:${multikey}#${multikey}`,
      proofPurpose: "assertionMethod",
    };
    const { canonicalization } = cryptosuites[suite];
    const hash = hashOf(parseMultikey(multikey).type);
    const form = await canonicalForm(options, { canonicalization, hash });
    expect(Buffer.from(digest(form, hash)).toString("hex")).toBe(optionsHash);
  });
});
