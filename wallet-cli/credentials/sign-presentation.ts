import { isVcJoseCose } from "../../core/credential/jwt/jwt-type.ts";
import { parseCompactJws } from "../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { Wallet } from "../wallet.ts";

/** What a presentation is made for: an answer to a challenge, or a share that ends by itself. */
export type Purpose =
  | { readonly domain: string; readonly challenge: string }
  | { readonly domain: string; readonly expires: Date };

/**
 * Signs a presentation of credentials as the wallet's owner, secured as they are: a vp+jwt when all of them are vc+jwt (VC-JOSE-COSE 1.0), a
 * VP-JWT of VCDM 1.1 when all are JWTs, else an object with a proof, in which JWTs stand in envelopes.
 */
export async function presentationOf(
  credentials: readonly (JsonObject | string)[],
  purpose: Purpose,
  { wallet, created }: { wallet: Wallet; created: Date },
): Promise<JsonObject | string> {
  const signer = await wallet.signer();
  const holder = wallet.did;
  const audience = { signer, created, ...purpose };
  const jwts = credentials.filter((credential) => typeof credential === "string");
  const areJwts = jwts.length === credentials.length;
  const areVcJwts = areJwts && jwts.every(isVcJwt);
  if (areJwts && !areVcJwts) {
    const { createPresentationJwt } = await import("../../core/presentation/presentation-jwt.ts");
    return createPresentationJwt({ credentials: jwts, holder, ...audience });
  }
  const { createPresentation, signPresentation, signShare } = await import(
    "../../core/presentation/create-presentation.ts"
  );
  const presentation = createPresentation({ credentials: [...credentials], holder });
  if (areVcJwts) {
    const { secureWithJose } = await import("../../core/presentation/presentation-jwt.ts");
    return secureWithJose(presentation, audience);
  }
  return "challenge" in purpose
    ? signPresentation(presentation, { signer, created, ...purpose })
    : signShare(presentation, { signer, created, ...purpose });
}

/** Whether a credential in the wallet says that it is a vc+jwt. */
function isVcJwt(jwt: string): boolean {
  return isVcJoseCose(parseCompactJws(jwt, { maxBytes: jwt.length }).header, "credential");
}
