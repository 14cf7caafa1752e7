import { signJws } from "../../jose/sign-jws.ts";
import type { JsonObject } from "../../json/json-value.ts";
import type { Signer } from "../../keys/signer.ts";
import { checkConformance } from "../conformance.ts";
import { assertOldTerms } from "../json-ld/old-terms.ts";
import { malformed } from "../members.ts";
import { openCredential } from "../open-credential.ts";
import { identifierOf, onlySubject, optional, periodMembers, secondOf } from "./claim-values.ts";

/**
 * Signs a credential as a VC-JWT for `jwt_vc_json` (OpenID4VCI 1.0, A.1.1): the credential is the payload, as readers of
 * Open Badges expect it (8.2), and once more, to the letter, the claim `vc`, which wallets look for.
 *
 * That the key is its issuer's is NOT checked.
 *
 * @param options.signer - Its `id` becomes `kid`.
 * @throws {@link Problem} what {@link openCredential} finds; `MALFORMED_VALUE_ERROR` when it has a proof already.
 */
export async function createCredentialJwt(
  credential: JsonObject,
  options: { signer: Signer },
): Promise<string> {
  const { signer } = options;
  if (credential.proof !== undefined) throw malformed("proof");
  checkConformance(credential);
  assertOldTerms(credential);
  await openCredential(credential, "all");
  const [from, until] = periodMembers(credential);
  const claims: JsonObject = {
    ...optional("iss", identifierOf(credential.issuer)),
    ...optional("jti", credential.id),
    ...optional("sub", onlySubject(credential)),
    ...optional("nbf", secondOf(credential[from])),
    ...optional("exp", secondOf(credential[until])),
  };
  const header = { kid: signer.id, typ: "JWT" };
  return signJws({ header, payload: { ...credential, ...claims, vc: credential }, signer });
}
