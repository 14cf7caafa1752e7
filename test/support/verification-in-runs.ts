import { createHash } from "node:crypto";
import { didKey } from "../../core/did/did-key.ts";
import type { FetchDocument } from "../../core/fetch-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { ed25519Signer } from "../../core/keys/signer.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { BegunExaminations } from "../../core/verification/begun-examinations.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { type Person, world } from "./world.ts";

/** Somebody whose DID document has to be fetched, with that document by its URL. */
export interface PersonOfWeb extends Person {
  web: Record<string, JsonObject>;
  didUrl: string;
}

/** Somebody with a did:web of a host; the same host gives the same key. */
export function personOfWeb(host: string): PersonOfWeb {
  const did = `did:web:${host}`;
  const keyPair = ed25519KeyPair(createHash("sha256").update(host).digest());
  const method = {
    id: `${did}#key-1`,
    type: "Multikey",
    controller: did,
    publicKeyMultibase: didKey({ type: "Ed25519", bytes: keyPair.publicKey }).split(":")[2] as string,
  };
  const didUrl = `https://${host}/.well-known/did.json`;
  return {
    did,
    signer: ed25519Signer(method.id, keyPair),
    didUrl,
    web: { [didUrl]: { id: did, verificationMethod: [method], assertionMethod: [method.id] } },
  };
}

/** Verifies a credential in runs, each with the documents that the one before lacked. */
export async function verifyInRuns(
  credential: unknown,
  web: FetchDocument,
  begun: BegunExaminations | undefined,
) {
  const fetched = new Set<string>();
  for (let runs = 1; ; runs++) {
    const lacking: string[] = [];
    const fetchDocument: FetchDocument = async (url, options) => {
      if (fetched.has(url)) return web(url, options);
      lacking.push(url);
      throw new Problem("FETCH_FAILED", "Not fetched yet");
    };
    const context = world(
      {},
      { fetchDocument, ...(begun && { begun }), isLacking: () => lacking.length > 0 },
    );
    const verification = await verifyCredential(credential, { checks: "all" }, context);
    if (lacking.length === 0) return { verification, runs, fetched: [...fetched] };
    for (const url of lacking) fetched.add(url);
  }
}
