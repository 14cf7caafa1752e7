import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { base58 } from "@scure/base";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { encodeJwk } from "../../../core/keys/jwk.ts";
import type { Sample, SuiteName } from "../sample.ts";
import { type HashInput, hashInputOf } from "./canonical-hash-input.ts";
import type { CreateContender } from "./contender.ts";

/** A proof whose canonical forms, key and signature are there already. */
interface Prepared {
  input: HashInput;
  publicKey: KeyObject;
  signature: Uint8Array;
}

/** The work that nobody can do without: parse the text, hash the two canonical forms, and make or check the signature. */
export const createFloor: CreateContender = async (suite, samples) => {
  const credentials = new Map<Sample, Prepared & { privateKey: KeyObject }>();
  const presentations = new Map<Sample, Prepared>();
  for (const sample of samples) {
    const privateKey = privateKeyOf(sample.issuerSeed);
    credentials.set(sample, { ...(await prepare(sample.credential, suite)), privateKey });
    presentations.set(sample, await prepare(sample.presentation, suite));
  }
  return {
    issue: async (sample) => {
      const credential = JSON.parse(sample.unsigned);
      const { input, privateKey } = of(credentials, sample);
      const proofValue = sign(null, hashBoth(input), privateKey);
      return { ...credential, proof: [{ proofValue }] };
    },
    "verify credential": async (sample) => {
      JSON.parse(sample.credential);
      return isSigned(of(credentials, sample));
    },
    "verify presentation": async (sample) => {
      JSON.parse(sample.presentation);
      return isSigned(of(presentations, sample)) && isSigned(of(credentials, sample));
    },
  };
};

async function prepare(text: string, suite: SuiteName): Promise<Prepared> {
  const { proof: proofs, ...unsecured } = JSON.parse(text) as JsonObject;
  const [proof = {}] = proofs as JsonObject[];
  const [, multikey = ""] = String(proof.verificationMethod).split("#");
  const bytes = base58.decode(multikey.slice(1)).slice(2);
  const prepared = {
    input: await hashInputOf(unsecured, proof, suite),
    publicKey: createPublicKey({ key: encodeJwk({ type: "Ed25519", bytes }), format: "jwk" }),
    signature: base58.decode(String(proof.proofValue).slice(1)),
  };
  const altered = { ...prepared, input: { ...prepared.input, document: `${prepared.input.document} ` } };
  if (isSigned(altered)) throw new Error("The floor believes an altered document");
  return prepared;
}

function isSigned({ input, publicKey, signature }: Prepared): boolean {
  return verify(null, hashBoth(input), publicKey, signature);
}

function hashBoth({ proofOptions, document }: HashInput): Uint8Array {
  return Buffer.concat([sha256(proofOptions), sha256(document)]);
}

function sha256(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  const { publicKey } = ed25519KeyPair(seed);
  const jwk = encodeJwk({ type: "Ed25519", bytes: publicKey });
  return createPrivateKey({ key: { ...jwk, d: Buffer.from(seed).toString("base64url") }, format: "jwk" });
}

function of<Value>(prepared: Map<Sample, Value>, sample: Sample): Value {
  const value = prepared.get(sample);
  if (value === undefined) throw new TypeError("A sample that was not prepared");
  return value;
}
