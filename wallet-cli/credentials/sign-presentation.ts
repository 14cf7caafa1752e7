import type { JsonObject } from "../../core/json/json-value.ts";
import type { Wallet } from "../wallet.ts";

/** What a presentation is made for: an answer to a challenge, or a share that ends by itself. */
export type Purpose =
  | { readonly domain: string; readonly challenge: string }
  | { readonly domain: string; readonly expires: Date };

/**
 * Signs a presentation of credentials as the wallet's owner: a VP-JWT when all of them are JWTs, else an object with a proof,
 * in which JWTs stand in envelopes.
 */
export async function presentationOf(
  credentials: readonly (JsonObject | string)[],
  purpose: Purpose,
  { wallet, created }: { wallet: Wallet; created: Date },
): Promise<JsonObject | string> {
  const signer = wallet.signer();
  const holder = wallet.did;
  const jwts = credentials.filter((credential) => typeof credential === "string");
  if (jwts.length === credentials.length) {
    const { createPresentationJwt } = await import("../../core/presentation/presentation-jwt.ts");
    return createPresentationJwt({ credentials: jwts, holder, signer, created, ...purpose });
  }
  const { createPresentation, signPresentation, signShare } = await import(
    "../../core/presentation/create-presentation.ts"
  );
  const presentation = createPresentation({ credentials: [...credentials], holder });
  return "challenge" in purpose
    ? signPresentation(presentation, { signer, created, ...purpose })
    : signShare(presentation, { signer, created, ...purpose });
}
