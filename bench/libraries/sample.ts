import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type SigningOptions, signCredential } from "../../core/credential/proof/sign.ts";
import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { ed25519Signer, type Signer } from "../../core/keys/signer.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import { usualCredential } from "../usual-credential.ts";

export const suiteNames = ["eddsa-rdfc-2022", "eddsa-jcs-2022"] as const;
export type SuiteName = (typeof suiteNames)[number];

export const documentNames = ["micro-internship", "complete example"] as const;
export type DocumentName = (typeof documentNames)[number];

/** One credential in the forms that the operations begin with, as JSON text: parsing belongs to every operation. */
export interface Sample {
  /** The seed of the issuer's key. */
  issuerSeed: Uint8Array;
  /** The proof's `created`. */
  created: string;
  unsigned: string;
  credential: string;
  presentation: string;
  /** What nobody may believe: the same with one letter changed; the presentation is signed over the changed credential. */
  altered: { credential: string; presentation: string };
}

/** When all verifications take place, and for whom the presentations are made. */
export const now = new Date("2025-12-01T12:00:00Z");
export const audience = { challenge: "uR4nD0mChall3nge", domain: "https://recruiter.example" };

const samplesOfEach = 64;
const issuers = 8;

/**
 * Makes the credentials that everybody gets: by few issuers, for a different student each, no two alike, so that nobody
 * gains by remembering a document.
 */
export async function makeSamples(document: DocumentName, suite: SuiteName): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let index = 0; index < samplesOfEach; index++) samples.push(await makeSample(document, suite, index));
  return samples;
}

async function makeSample(document: DocumentName, cryptosuite: SuiteName, index: number): Promise<Sample> {
  const issuerSeed = seedOf(`issuer ${index % issuers}`);
  const issuer = personWith(issuerSeed);
  const student = personWith(seedOf(`student ${index}`));
  const create = document === "micro-internship" ? createUsual : readExample;
  const unsigned = create({ issuer: issuer.did, student: student.did, index });
  const created = new Date(Date.UTC(2025, 10, 1, 12, index));
  const options = (signer: Signer): SigningOptions => ({ signer, created, cryptosuite });
  const credential = await signCredential(unsigned, options(issuer.signer));
  const altered = alter(credential);
  const present = async (shown: JsonObject) =>
    signPresentation(createPresentation({ credentials: [shown], holder: student.did }), {
      ...options(student.signer),
      ...audience,
    });
  return {
    issuerSeed,
    created: created.toISOString(),
    unsigned: JSON.stringify(unsigned),
    credential: JSON.stringify(credential),
    presentation: JSON.stringify(await present(credential)),
    altered: { credential: JSON.stringify(altered), presentation: JSON.stringify(await present(altered)) },
  };
}

function alter(credential: JsonObject): JsonObject {
  const text = JSON.stringify(credential);
  const altered = text.replace("micro-internship", "micro-internshiq");
  if (altered === text) throw new TypeError("Nothing was altered");
  return JSON.parse(altered) as JsonObject;
}

interface Parts {
  issuer: string;
  student: string;
  index: number;
}

function createUsual({ issuer, student, index }: Parts): JsonObject {
  return usualCredential({
    id: urn(2 * index),
    achievementId: urn(2 * index + 1),
    issuer,
    student: { did: student, name: `Student ${index}` },
  });
}

/** The example that uses everything of the profile. */
function readExample({ issuer, student, index }: Parts): JsonObject {
  const text = readFileSync("examples/micro-internship.json", "utf8")
    .replaceAll("ISSUER_DID", issuer)
    .replaceAll("STUDENT_DID", student)
    .replaceAll("Amara Okafor", `Student ${index}`);
  return { ...(JSON.parse(text) as JsonObject), id: urn(index) };
}

function personWith(seed: Uint8Array): { did: string; signer: Signer } {
  const keyPair = ed25519KeyPair(seed);
  const did = didKey({ type: "Ed25519", bytes: keyPair.publicKey });
  return { did, signer: ed25519Signer(didKeyVerificationMethod(did), keyPair) };
}

function seedOf(name: string): Uint8Array {
  return Uint8Array.from(createHash("sha256").update(name).digest());
}

function urn(index: number): string {
  return `urn:uuid:5a1dcf5e-3f0b-4a2b-9a3f-${String(index).padStart(12, "0")}`;
}
