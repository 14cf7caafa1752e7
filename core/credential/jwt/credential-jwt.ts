import { signJws } from "../../jose/sign-jws.ts";
import type { JsonObject } from "../../json/json-value.ts";
import type { Signer } from "../../keys/signer.ts";
import { checkConformance } from "../conformance.ts";
import { assertOldTerms } from "../json-ld/old-terms.ts";
import { malformed } from "../members.ts";
import { openCredential } from "../open-credential.ts";
import { identifierOf, isVersion1, onlySubject, optional, periodMembers, secondOf } from "./claim-values.ts";

/**
 * Signs a credential as a JWT, of one of two types. That the key is its issuer's is NOT checked.
 *
 * "JWT": for `jwt_vc_json` (OpenID4VCI 1.0, A.1.1) the credential is the payload, as readers of Open Badges expect it (8.2), and once
 * more, to the letter, the claim `vc`, which wallets look for. "vc+jwt": the credential is the payload and nothing is beside it
 * (VC-JOSE-COSE 1.0, 3.1.1).
 *
 * @param options.signer - Its `id` becomes `kid`.
 * @throws {@link Problem} what {@link openCredential} finds; `MALFORMED_VALUE_ERROR` when it has a proof already, and for a "vc+jwt" of
 * VCDM 1.1.
 */
export async function createCredentialJwt(
  credential: JsonObject,
  options: { signer: Signer; typ?: "JWT" | "vc+jwt" },
): Promise<string> {
  const { signer, typ = "JWT" } = options;
  if (credential.proof !== undefined) throw malformed("proof");
  if (typ === "vc+jwt" && isVersion1(credential)) throw malformed("@context");
  checkConformance(credential);
  assertOldTerms(credential);
  await openCredential(credential, "all");
  const kid = signer.id;
  if (typ === "vc+jwt") return signJws({ header: { kid, typ, cty: "vc" }, payload: credential, signer });
  const payload = { ...credential, ...claimsOf(credential), vc: credential };
  return signJws({ header: { kid, typ }, payload, signer });
}

function claimsOf(credential: JsonObject): JsonObject {
  const [from, until] = periodMembers(credential);
  return {
    ...optional("iss", identifierOf(credential.issuer)),
    ...optional("jti", credential.id),
    ...optional("sub", onlySubject(credential)),
    ...optional("nbf", secondOf(credential[from])),
    ...optional("exp", secondOf(credential[until])),
  };
}
