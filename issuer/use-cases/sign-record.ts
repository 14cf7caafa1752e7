import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { jwkMethodId } from "../../core/did/create-did-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { Signer } from "../../core/keys/signer.ts";
import { Problem } from "../../core/problem/problem.ts";
import { keyOf } from "../store/record-keys.ts";
import type { CredentialRecord, Failure } from "../store/records.ts";
import type { IssuerContext } from "./context.ts";

/** An issued credential: with its proof in it, as a compact JWT, or as that JWT in an envelope. */
export type IssuedCredential = JsonObject | string;

/** What an unsigned record says of how it is to be signed. */
export type SignableRecord = Pick<
  CredentialRecord,
  "document" | "created" | "signingKeyVersion" | "previousProof" | "securing"
>;

/**
 * Signs the document of a record that is not signed, by the key version and at the time that it names: signing it again gives the same
 * bytes. That the record may be signed is NOT checked, except that its key was not withdrawn.
 *
 * @returns the credential or the compact JWT; a `failure` when it cannot ever be signed; whatever else goes wrong is thrown.
 */
export async function signRecord(
  { store, keyRing }: IssuerContext,
  slug: string,
  { document, created, signingKeyVersion, previousProof, securing }: SignableRecord,
): Promise<{ credential: IssuedCredential } | { failure: Failure }> {
  const key = await store.get(keyOf.signingKey(slug, signingKeyVersion));
  if (key?.revokedAt !== undefined) {
    return { failure: { code: "CONFLICT", detail: "The signing key was withdrawn before this was signed." } };
  }
  try {
    const signer = keyRing.signer(slug, signingKeyVersion);
    if (securing !== undefined) {
      const typ = securing === "jwt" ? "JWT" : securing;
      return { credential: await createCredentialJwt(document, { signer: asJwkSigner(signer), typ }) };
    }
    const signed = await signCredential(document, {
      signer,
      created: new Date(created),
      ...(previousProof !== undefined && { previousProof }),
    });
    return { credential: signed };
  } catch (error) {
    // A bug or a shortage is no verdict on the credential: it may be tried again.
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return { failure: { code: error.code, detail: error.message } };
  }
}

/** Readers of JWTs look for a JsonWebKey; a did:web publishes each key in that form too. */
function asJwkSigner(signer: Signer): Signer {
  return signer.id.startsWith("did:web:") ? { ...signer, id: jwkMethodId(signer.id) } : signer;
}
