import { contextUrls } from "../credential/vocabulary.ts";
import { signJws } from "../jose/sign-jws.ts";
import type { JsonObject } from "../json/json-value.ts";
import type { Signer } from "../keys/signer.ts";

/**
 * Signs a presentation of VC-JWTs as a VP-JWT for one verifier: OpenID4VP 1.0, B.1.3.1.5; VCDM 1.1, 6.3.1.
 *
 * Left without a challenge and with `expires`, it is a share: see {@link signShare}.
 *
 * @param options.holder - The DID of who presents; `signer` must have a key of it.
 * @param options.challenge - The verifier's nonce.
 * @param options.domain - The one audience.
 * @param options.expires - From then on it counts for nobody; rounded down to the second.
 */
export async function createPresentationJwt(options: {
  credentials: string[];
  holder: string;
  challenge?: string;
  domain: string;
  signer: Signer;
  created: Date;
  expires?: Date;
}): Promise<string> {
  const { credentials, holder, challenge, domain, signer, created, expires } = options;
  if (challenge === undefined && expires === undefined) {
    throw new TypeError("A presentation has a challenge, or a time until when it is shared");
  }
  const payload: JsonObject = {
    iss: holder,
    aud: domain,
    ...(challenge !== undefined && { nonce: challenge }),
    iat: secondOf(created),
    ...(expires !== undefined && { exp: secondOf(expires) }),
    vp: {
      "@context": [contextUrls.credentialsV2],
      type: ["VerifiablePresentation"],
      holder,
      verifiableCredential: credentials,
    },
  };
  return signJws({ header: { kid: signer.id, typ: "JWT" }, payload, signer });
}

function secondOf(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
