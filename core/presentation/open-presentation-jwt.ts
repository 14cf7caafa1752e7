import { identifierOf } from "../credential/jwt/claim-values.ts";
import { heldDocument } from "../credential/jwt/held-document.ts";
import { madeAt, readClaims, withHeaderClaims } from "../credential/jwt/jwt-claims.ts";
import { isVcJoseCose } from "../credential/jwt/jwt-type.ts";
import { listOf } from "../credential/members.ts";
import type { SecuringJwt } from "../credential/proof/securing.ts";
import { jwsPayload, parseCompactJws } from "../jose/compact-jws.ts";
import type { JsonObject } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";

/** A presentation taken out of its JWT; nothing says yet that it is authentic. */
export interface PresentationJwt {
  presentation: JsonObject;
  /** With `nonce` as the challenge, `aud` as the domain, and in `iss` who must have signed. */
  jwt: SecuringJwt;
}

const maximumBytes = 1024 * 1024;

/**
 * Takes a presentation out of a VP-JWT: from its claim `vp` (VCDM 1.1, 6.3.1), where `iss` must say who presents, or from the payload
 * itself (VC-JOSE-COSE 1.0).
 *
 * @param options.isEnveloped - It came in an envelope, whose media type says as much as `typ`.
 * @throws {@link Problem} what {@link parseCompactJws} throws; `MALFORMED_VALUE_ERROR` for a JWT that says two things or is no
 * presentation; `UNSUPPORTED` for one whose presentation has proofs of its own.
 * @see {@link https://www.w3.org/TR/vc-data-model/#jwt-decoding}
 */
export function openPresentationJwt(text: string, options: { isEnveloped: boolean }): PresentationJwt {
  const jws = parseCompactJws(text, { maxBytes: maximumBytes });
  const isTyped = isVcJoseCose(jws.header, "presentation") || options.isEnveloped;
  const payload = withHeaderClaims(jws.header, jwsPayload(jws));
  const claims = readClaims(payload);
  const { document: presentation, isWrapped } = heldDocument(payload, "presentation", {
    isVcJoseCose: isTyped,
  });
  if (presentation.proof !== undefined) {
    throw new Problem("UNSUPPORTED", "A JWT around a presentation with proofs of its own is not supported");
  }
  if (isTyped) assertEnveloped(presentation);
  const { iss, sub, jti, nonce: challenge, aud: domain, exp } = claims;
  if (iss === undefined && isWrapped) throw malformed('"iss" is missing: nobody presents this');
  if (sub !== undefined && sub !== (iss ?? identifierOf(presentation.holder))) {
    throw malformed('"sub" is somebody else than who presents this');
  }
  if (jti !== undefined && presentation.id !== undefined && jti !== presentation.id) {
    throw malformed('What "jti" says is not what the presentation says');
  }
  const expires = exp === undefined ? undefined : exp * 1000;
  return {
    presentation,
    jwt: { jws, iss, facts: { challenge, domain, created: madeAt(claims), expires } },
  };
}

/** VC-JOSE-COSE 1.0, 3.1.2: a JWT stands in an envelope; VCDM 2.0, 4.13 knows objects only. */
function assertEnveloped({ verifiableCredential }: JsonObject): void {
  if (listOf(verifiableCredential).some((credential) => typeof credential === "string")) {
    throw malformed("A JWT in a presentation of this type must stand in an envelope");
  }
}

function malformed(words: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", words);
}
