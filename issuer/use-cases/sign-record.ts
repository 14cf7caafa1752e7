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
import { type KeyId, signingKeysOf } from "../signing-keys/key-id.ts";
import type { KeyRing } from "../signing-keys/key-ring.ts";
import { keyOf } from "../store/record-keys.ts";
import type { CredentialRecord, Failure } from "../store/records.ts";
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

/**
 * Signs the document of a record that is not signed, by the keys, with the cryptosuites and at the time that it names: signing it again
 * gives the same bytes. That the record may be signed is NOT checked, except that none of its keys was withdrawn.
 *
 * @returns the credential or the compact JWT; a `failure` when it cannot ever be signed; whatever else goes wrong is thrown.
 */
export async function signRecord(
  { store, keyRing }: IssuerContext,
  slug: string,
  record: SignableRecord,
): Promise<{ credential: IssuedCredential } | { failure: Failure }> {
  for (const id of signingKeysOf(record)) {
    const key = await store.get(keyOf.signingKey(slug, id));
    if (key?.revokedAt !== undefined) {
      return {
        failure: { code: "CONFLICT", detail: "The signing key was withdrawn before this was signed." },
      };
    }
  }
  try {
    return { credential: await sign(keyRing, slug, record) };
  } catch (error) {
    // A bug or a shortage is no verdict on the credential: it may be tried again.
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return { failure: { code: error.code, detail: error.message } };
  }
}

async function sign(keyRing: KeyRing, slug: string, record: SignableRecord): Promise<IssuedCredential> {
  const { document, created, cryptosuite, previousProof, selectiveDisclosure } = record;
  const [key, secondKey] = signingKeysOf(record) as [KeyId, KeyId?];
  if (record.securing !== undefined) {
    const typ = record.securing === "jwt" ? "JWT" : record.securing;
    return createCredentialJwt(document, { signer: asJwkSigner(keyRing.signer(slug, key)), typ });
  }
  const signForDisclosure = (credential: JsonObject, suite: DisclosureSuiteName, by: KeyId) =>
    signCredential(credential, {
      cryptosuite: suite,
      created: new Date(created),
      ...keyRing.disclosureSigner(slug, by),
      ...(record.mandatoryPointers && { mandatoryPointers: record.mandatoryPointers }),
    });
  const signed = isDisclosureSuite(cryptosuite)
    ? await signForDisclosure(document, cryptosuite, key)
    : await signCredential(document, {
        signer: keyRing.signer(slug, key),
        created: new Date(created),
        ...(cryptosuite !== undefined && { cryptosuite }),
        ...(previousProof !== undefined && { previousProof }),
      });
  return selectiveDisclosure && secondKey
    ? signForDisclosure(signed, selectiveDisclosure.cryptosuite, secondKey)
    : signed;
}

/** Readers of JWTs look for a JsonWebKey; a did:web publishes each key in that form too. */
function asJwkSigner(signer: Signer): Signer {
  return signer.id.startsWith("did:web:") ? { ...signer, id: jwkMethodId(signer.id) } : signer;
}
