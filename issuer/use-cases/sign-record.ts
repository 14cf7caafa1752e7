import {
  type DisclosureSuiteName,
  isDisclosureSuite,
} from "../../core/credential/disclosure/disclosure-suites.ts";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { jwkMethodId } from "../../core/did/create-did-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { Signer } from "../../core/keys/signer.ts";
import { Problem } from "../../core/problem/problem.ts";
import { type KeyId, signingKeyOf, signingKeysOf } from "../signing-keys/key-id.ts";
import type { KeyRing } from "../signing-keys/key-ring.ts";
import { keyOf } from "../store/record-keys.ts";
import type { CredentialRecord, Failure } from "../store/records.ts";
import { createShortTurns } from "../store/short-turns.ts";
import type { IssuerContext } from "./context.ts";

/** An issued credential: with its proofs in it, as a compact JWT, or as that JWT in an envelope. */
export type IssuedCredential = JsonObject | string;

/** What an unsigned record says of how it is to be signed. */
export type SignableRecord = Pick<
  CredentialRecord,
  | "document"
  | "created"
  | "signingKeyVersion"
  | "signingKeyType"
  | "cryptosuite"
  | "selectiveDisclosure"
  | "mandatoryPointers"
  | "previousProof"
  | "securing"
>;

/** So long may signatures be made in the main thread before other requests have their turn. */
const shareTurns = createShortTurns(1);

/**
 * Signs the document of a record that is not signed, by the keys, with the cryptosuites and at the time that it names: signing it again
 * gives the same bytes. That the record may be signed is NOT checked, except that none of its keys was withdrawn.
 *
 * @returns the credential or the compact JWT; a `failure` when it cannot ever be signed; whatever else goes wrong is thrown.
 */
export async function signRecord(
  context: IssuerContext,
  slug: string,
  record: SignableRecord,
): Promise<{ credential: IssuedCredential } | { failure: Failure }> {
  try {
    let credential = await shareTurns(async () => {
      await assertInForce(context, slug, signingKeysOf(record));
      return signOverWhole(context.keyRing, slug, record);
    });
    for (const proof of disclosureProofs(record)) {
      if (typeof credential !== "string")
        credential = await signForDisclosure(context, slug, { record, credential, ...proof });
    }
    return { credential };
  } catch (error) {
    // A bug or a shortage is no verdict on the credential: it may be tried again.
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return { failure: { code: error.code, detail: error.message } };
  }
}

async function assertInForce({ store }: IssuerContext, slug: string, ids: KeyId[]): Promise<void> {
  for (const id of ids) {
    const key = await store.get(keyOf.signingKey(slug, id));
    if (key?.revokedAt !== undefined)
      throw new Problem("CONFLICT", "The signing key was withdrawn before this was signed.");
  }
}

/** Makes the JWT, or the proof over the whole credential if there is to be one. */
async function signOverWhole(
  keyRing: KeyRing,
  slug: string,
  record: SignableRecord,
): Promise<IssuedCredential> {
  const { document, created, cryptosuite, previousProof } = record;
  const key = signingKeyOf(record);
  if (record.securing !== undefined) {
    const typ = record.securing === "jwt" ? "JWT" : record.securing;
    return createCredentialJwt(document, { signer: asJwkSigner(keyRing.signer(slug, key)), typ });
  }
  if (isDisclosureSuite(cryptosuite)) return document;
  return signCredential(document, {
    signer: keyRing.signer(slug, key),
    created: new Date(created),
    ...(cryptosuite !== undefined && { cryptosuite }),
    ...(previousProof !== undefined && { previousProof }),
  });
}

interface DisclosureProof {
  cryptosuite: DisclosureSuiteName;
  key: KeyId;
}

/** The proofs for selective disclosure that an embedded proof may be, and may be followed by. */
function disclosureProofs(record: SignableRecord): DisclosureProof[] {
  const { cryptosuite, selectiveDisclosure } = record;
  const [key, secondKey] = signingKeysOf(record);
  return [
    ...(isDisclosureSuite(cryptosuite) && key ? [{ cryptosuite, key }] : []),
    ...(selectiveDisclosure && secondKey
      ? [{ cryptosuite: selectiveDisclosure.cryptosuite, key: secondKey }]
      : []),
  ];
}

/** In a thread, where it waits for its turn; the key may be withdrawn meanwhile. */
function signForDisclosure(
  context: IssuerContext,
  slug: string,
  {
    record: { created, mandatoryPointers },
    credential: document,
    cryptosuite,
    key,
  }: DisclosureProof & { record: SignableRecord; credential: JsonObject },
): Promise<JsonObject> {
  return context.signingThreads.sign({
    document,
    cryptosuite,
    created: new Date(created),
    mandatoryPointers,
    key: async () => {
      await assertInForce(context, slug, [key]);
      return context.keyRing.disclosureKey(slug, key);
    },
  });
}

/** Readers of JWTs look for a JsonWebKey; a did:web publishes each key in that form too. */
function asJwkSigner(signer: Signer): Signer {
  return signer.id.startsWith("did:web:") ? { ...signer, id: jwkMethodId(signer.id) } : signer;
}
