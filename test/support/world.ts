import { createHash } from "node:crypto";
import { createMicroInternshipCredential } from "../../core/credential/micro-internship/create-micro-internship.ts";
import type { MicroInternship } from "../../core/credential/micro-internship/micro-internship.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import type { FetchDocument } from "../../core/fetch-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { ed25519Signer, type Signer } from "../../core/keys/signer.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import { Problem } from "../../core/problem/problem.ts";
import { noSchemas } from "../../core/schema/known-schema.ts";
import { createBitstring, writeStatus } from "../../core/status/bitstring.ts";
import { createStatusEntry, createStatusListCredential } from "../../core/status/status-list.ts";
import { createStatusListMemory } from "../../core/status/status-list-memory.ts";
import type { VerificationContext } from "../../core/verification/verify-credential.ts";

/** When the tests happen. */
export const now = new Date("2026-11-22T12:00:00Z");

/** Somebody with a did:key made from a name: the same name gives the same key. */
export interface Person {
  did: string;
  signer: Signer;
}

export function person(name: string): Person {
  const keyPair = ed25519KeyPair(createHash("sha256").update(name).digest());
  const did = didKey({ type: "Ed25519", bytes: keyPair.publicKey });
  return { did, signer: ed25519Signer(didKeyVerificationMethod(did), keyPair) };
}

export const employer = person("employer");
export const student = person("student");
export const thief = person("thief");

/** A web of documents by URL, as the fetcher would bring them. */
export function webOf(documents: Record<string, JsonObject | string | Uint8Array>): FetchDocument {
  return async (url) => {
    const document = documents[url];
    if (document === undefined) throw new Problem("FETCH_FAILED", "No such document in this test");
    const text = typeof document === "string" ? document : JSON.stringify(document);
    const body = document instanceof Uint8Array ? document : new TextEncoder().encode(text);
    return { status: 200, body, contentType: "application/vc" };
  };
}

/** The world a verification takes place in; documents it may fetch are given by URL. */
export function world(
  documents: Record<string, JsonObject | string | Uint8Array> = {},
  changes: Partial<VerificationContext> = {},
): VerificationContext {
  return {
    now,
    fetchDocument: webOf(documents),
    allowHttpOnLoopback: false,
    statusListMemory: createStatusListMemory(),
    knownSchemas: noSchemas,
    validateIssuer: (did) =>
      did === employer.did ? { outcome: "trusted", name: "Harbour Analytics" } : { outcome: "unknown" },
    ...changes,
  };
}

export const work: MicroInternship = {
  id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0001",
  achievementId: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0002",
  issuer: {
    id: employer.did,
    name: "Harbour Analytics",
    url: "https://harbour.example",
    supervisor: "Ines Okafor",
  },
  recipient: { id: student.did, name: "Mika Tanaka" },
  title: "Cargo delay dashboard",
  summary: "Build a dashboard of cargo delays for three ports.",
  criteria: "**Done** means that the three ports are covered and the numbers reconcile.",
  role: "Data intern",
  start: new Date("2026-09-01T00:00:00Z"),
  end: new Date("2026-09-30T00:00:00Z"),
  validFrom: new Date("2026-10-01T00:00:00Z"),
  validUntil: new Date("2031-10-01T00:00:00Z"),
  estimatedHours: 30,
  paidFairly: true,
  rating: 4,
  rubrics: [{ name: "Communication", levels: ["Beginning", "Proficient", "Strong"], achieved: "Strong" }],
  skills: [
    {
      targetType: "ext:ESCO",
      targetFramework: "ESCO",
      targetName: "data visualisation",
      targetUrl: "http://data.europa.eu/esco/skill/0000",
    },
  ],
};

/** The unsigned example credential with some members changed. */
export function unsigned(changes: JsonObject = {}): JsonObject {
  return { ...createMicroInternshipCredential(work), ...changes };
}

export async function issued(changes: JsonObject = {}, by: Person = employer): Promise<JsonObject> {
  return signCredential(unsigned(changes), { signer: by.signer, created: new Date("2026-10-01T00:00:00Z") });
}

export const challenge = "c7b1b8f0a9d24c0e8d1f";
export const domain = "recruiter.example";

export async function presented(credentials: JsonObject[], by: Person = student): Promise<JsonObject> {
  return signPresentation(createPresentation({ credentials, holder: by.did }), {
    signer: by.signer,
    challenge,
    domain,
    created: new Date("2026-11-22T11:59:00Z"),
  });
}

export const listUrl = "https://issuer.example/status-lists/1";

export function entryAt(index: number, statusPurpose = "revocation"): JsonObject {
  return createStatusEntry({ statusListCredential: listUrl, statusListIndex: index, statusPurpose });
}

/** A signed status list in which the given indexes are set; `changes` go into the list before signing. */
export async function statusList(
  set: number[],
  changes: { list?: JsonObject; subject?: JsonObject; by?: Person; purpose?: string; validFrom?: Date } = {},
): Promise<JsonObject> {
  const bitstring = createBitstring();
  for (const index of set) writeStatus(bitstring, index, true);
  const { by = employer, purpose = "revocation", validFrom = new Date("2026-11-22T00:00:00Z") } = changes;
  const list = createStatusListCredential({
    id: listUrl,
    issuer: by.did,
    statusPurpose: purpose,
    bitstring,
    validFrom,
    validUntil: new Date("2026-11-29T00:00:00Z"),
    ttlMilliseconds: 300_000,
  });
  const credentialSubject = { ...(list.credentialSubject as JsonObject), ...changes.subject };
  return signCredential(
    { ...list, credentialSubject, ...changes.list },
    { signer: by.signer, created: validFrom },
  );
}
