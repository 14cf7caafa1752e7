import { contextUrls } from "../credential/vocabulary.ts";
import { signJws } from "../jose/sign-jws.ts";
import type { JsonObject } from "../json/json-value.ts";
import type { Signer } from "../keys/signer.ts";

/** For whom and for how long a presentation is signed as a JWT. */
export interface JwtAudience {
  /** The verifier's nonce. Without it and with `expires` it is a share: see {@link signShare}. */
  challenge?: string;
  /** The one audience. */
  domain: string;
  /** Must have a key of the holder. */
  signer: Signer;
  created: Date;
  /** From then on it counts for nobody; rounded down to the second. */
  expires?: Date;
}

/**
 * Signs a presentation of VC-JWTs as a VP-JWT for one verifier: OpenID4VP 1.0, B.1.3.1.5; VCDM 1.1, 6.3.1.
 *
 * @param options.holder - The DID of who presents.
 */
export async function createPresentationJwt(
  options: JwtAudience & { credentials: string[]; holder: string },
): Promise<string> {
  const { credentials, holder, signer } = options;
  const vp: JsonObject = {
    "@context": [contextUrls.credentialsV2],
    type: ["VerifiablePresentation"],
    holder,
    verifiableCredential: credentials,
  };
  const payload = { iss: holder, ...claimsFor(options), vp };
  return signJws({ header: { kid: signer.id, typ: "JWT" }, payload, signer });
}

/**
 * Secures a presentation as VC-JOSE-COSE 1.0, 3.1.2 does: it is the payload, beside the claims that bind it to one verifier.
 *
 * @param presentation - Of VCDM 2.0, unsigned, with JWTs in envelopes; its `holder` is the signer's.
 */
export async function secureWithJose(presentation: JsonObject, audience: JwtAudience): Promise<string> {
  const { signer } = audience;
  const header = { kid: signer.id, typ: "vp+jwt", cty: "vp" };
  return signJws({ header, payload: { ...presentation, ...claimsFor(audience) }, signer });
}

function claimsFor({ challenge, domain, created, expires }: JwtAudience): JsonObject {
  if (challenge === undefined && expires === undefined) {
    throw new TypeError("A presentation has a challenge, or a time until when it is shared");
  }
  return {
    aud: domain,
    ...(challenge !== undefined && { nonce: challenge }),
    iat: secondOf(created),
    ...(expires !== undefined && { exp: secondOf(expires) }),
  };
}

function secondOf(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
