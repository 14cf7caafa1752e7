import { isHttpsIdentifier } from "../../did/https-identifier.ts";
import { onlyMethodOf } from "../../did/only-method.ts";
import type { JsonObject } from "../../json/json-value.ts";
import { isOnHostOf } from "../../key-discovery/issuer-urls.ts";
import { Problem } from "../../problem/problem.ts";

/** Which key a JWT says it is signed with, and whose that would be. Nothing is looked up. */
export interface ClaimedKey {
  /** The DID URL of the key; for an https issuer `kid` as it stands. */
  verificationMethod: string;
  /** A DID, the https URL of an issuer, or whatever else `kid` begins with. */
  controller: string;
}

/**
 * Reads which key a JWT names: VC-JOSE-COSE 1.0, "Key Discovery". A key that the header brings along (`jwk`, `jku`, `x5c`, `x5u`) is not
 * looked at: it says only that whoever made the JWT has a key. Where a DID has one key by its method, the DID names it: a `kid` is for
 * who has several (VCDM 1.1, 6.3.1).
 *
 * @param signer.iss - The claim: a `kid` that is no URL only tells apart the keys of whom it names.
 * @param signer.named - Who signs, by the credential or presentation itself.
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD_URL`.
 */
export function claimedKey(
  { kid }: JsonObject,
  { iss, named }: { iss: string | undefined; named: string | undefined },
): ClaimedKey {
  const did = kid === undefined ? iss : kid;
  const only = typeof did === "string" ? onlyMethodOf(did) : undefined;
  if (typeof did === "string" && only !== undefined) return { verificationMethod: only, controller: did };
  if (typeof kid !== "string" || kid === "") {
    throw unnamed("The JWT does not name the key it is signed with; one that it brings along proves nothing");
  }
  if (/^(?:did:|https?:\/\/)/i.test(kid)) {
    const signer = iss ?? named;
    const isIssuers = signer !== undefined && isHttpsIdentifier(signer) && isOnHostOf(signer, kid);
    return { verificationMethod: kid, controller: isIssuers ? signer : (kid.split("#", 1)[0] ?? kid) };
  }
  if (iss === undefined)
    throw unnamed("The JWT names its key by a part of a URL, and does not say whose it is");
  const verificationMethod = isHttpsIdentifier(iss) ? kid : `${iss}#${kid.replace(/^#/, "")}`;
  return { verificationMethod, controller: iss };
}

function unnamed(words: string): Problem {
  return new Problem("INVALID_VERIFICATION_METHOD_URL", words);
}
