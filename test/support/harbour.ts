import { createHash } from "node:crypto";
import type { DisclosureSuiteName } from "../../core/credential/disclosure/disclosure-suites.ts";
import type { MicroInternship } from "../../core/credential/micro-internship/micro-internship.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { blsKeyPair } from "../../core/keys/bls12-381.ts";
import { ecdsaKeyPair } from "../../core/keys/ecdsa.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { encodeMultikey } from "../../core/keys/multikey.ts";
import type { PublicKey } from "../../core/keys/public-key.ts";
import { bbsSigner, ecdsaSigner, ed25519Signer } from "../../core/keys/signer.ts";
import { tellingCredential, tellingWork } from "./telling-work.ts";
import { entryAt, listUrl, statusList } from "./world.ts";

const secret = (name: string) => createHash("sha256").update(name).digest();
const created = new Date("2026-10-01T00:00:00Z");
const did = "did:web:harbour.example";

const keys = {
  whole: ed25519KeyPair(secret("harbour, Ed25519")),
  ecdsa: ecdsaKeyPair("P-256", secret("harbour, P-256")),
  bls: blsKeyPair(secret("harbour, BLS12-381")),
};

const published: [fragment: string, key: PublicKey][] = [
  ["whole", { type: "Ed25519", bytes: keys.whole.publicKey }],
  ["ecdsa", { type: "P-256", bytes: keys.ecdsa.publicKey }],
  ["bls", { type: "BLS12-381", bytes: keys.bls.publicKey }],
];

/** An employer with a did:web and a key of each kind, who lets students leave parts out. */
export const harbour = { did, signer: ed25519Signer(`${did}#whole`, keys.whole) };

/** The same with a did:key: it has one key only, so one suite. */
const harbourKeyDid = didKey({ type: "P-256", bytes: keys.ecdsa.publicKey });

/** What the employer publishes: its keys, and the status list in which nothing, or these entries, are set. */
export async function harbourWeb(set: number[] = []): Promise<Record<string, JsonObject>> {
  const methods = published.map(([fragment, key]) => ({
    id: `${did}#${fragment}`,
    type: "Multikey",
    controller: did,
    publicKeyMultibase: encodeMultikey(key),
  }));
  return {
    "https://harbour.example/.well-known/did.json": {
      "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
      id: did,
      verificationMethod: methods,
      assertionMethod: methods.map(({ id }) => id),
    },
    [listUrl]: await statusList(set, { by: harbour }),
  };
}

interface Issuing {
  /** Of the student. */
  did: string;
  /** One base proof for each. */
  suites: DisclosureSuiteName[];
  /** `false`: without the ordinary proof over the whole. */
  whole?: boolean;
  changes?: Partial<MicroInternship>;
  /** Members at the top, changed before it is signed. */
  members?: JsonObject;
  mandatoryPointers?: string[];
  /** An identifier for the base proofs. */
  proofId?: string;
  /** By the DID that is a key, whose name tells nothing. */
  byKey?: boolean;
}

/** A micro-internship that tells everything, signed so that parts of it can be left out. */
export async function issuedForDisclosure(issuing: Issuing): Promise<JsonObject> {
  const { suites, whole = true, changes = {}, members = {}, mandatoryPointers = [], byKey = false } = issuing;
  const issuer = { ...(changes.issuer ?? tellingWork.issuer), id: byKey ? harbourKeyDid : did };
  const recipient = { ...(changes.recipient ?? tellingWork.recipient), id: issuing.did };
  const unsigned = tellingCredential({ ...changes, issuer, recipient });
  let credential: JsonObject = { ...unsigned, credentialStatus: entryAt(7), ...members };
  const ecdsa = byKey ? didKeyVerificationMethod(harbourKeyDid) : `${did}#ecdsa`;
  const signers = {
    "ecdsa-sd-2023": ecdsaSigner(ecdsa, keys.ecdsa),
    "bbs-2023": bbsSigner(`${did}#bls`, keys.bls),
  };
  if (whole) {
    const signer = byKey ? signers["ecdsa-sd-2023"] : harbour.signer;
    credential = await signCredential(credential, { signer, created });
  }
  for (const cryptosuite of suites) {
    const seed = secret(`seed for ${String(unsigned.id)}`);
    const signer = signers[cryptosuite];
    const named = issuing.proofId === undefined ? {} : { proofId: issuing.proofId };
    const base = { cryptosuite, signer, created, seed, mandatoryPointers, ...named };
    credential = await signCredential(credential, base);
  }
  return credential;
}
