import { assertJwtType, heldDocument, type JwtClaims, readClaims } from "../credential/jwt/jwt-claims.ts";
import type { SecuringJwt } from "../credential/proof/securing.ts";
import { jwsPayload, parseCompactJws } from "../jose/compact-jws.ts";
import type { JsonObject } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";

/** A presentation taken out of its JWT; nothing says yet that it is authentic. */
export interface PresentationJwt {
  presentation: JsonObject;
  /** The claim `iss`: who must have signed. */
  holder: string;
  /** With `nonce` as the challenge and `aud` as the domain. */
  jwt: SecuringJwt;
}

const maximumBytes = 1024 * 1024;
const types = ["jwt", "vp+jwt", "vp+ld+jwt"];

/**
 * Takes a presentation out of a VP-JWT: from its claim `vp` (VCDM 1.1, 6.3.1) or from the payload itself (VC-JOSE-COSE 1.0).
 *
 * @throws {@link Problem} what {@link parseCompactJws} throws; `MALFORMED_VALUE_ERROR` for a JWT that says two things or is no
 * presentation; `UNSUPPORTED` for one whose presentation has proofs of its own.
 * @see {@link https://www.w3.org/TR/vc-data-model/#jwt-decoding}
 */
export function openPresentationJwt(text: string): PresentationJwt {
  const jws = parseCompactJws(text, { maxBytes: maximumBytes });
  assertJwtType(jws.header, types);
  const payload = jwsPayload(jws);
  const claims = readClaims(payload);
  const { document: presentation } = heldDocument(payload, "vp");
  if (presentation.proof !== undefined) {
    throw new Problem("UNSUPPORTED", "A JWT around a presentation with proofs of its own is not supported");
  }
  const { iss: holder, sub, jti, nonce: challenge, aud: domain, exp } = claims;
  if (holder === undefined) throw malformed('"iss" is missing: nobody presents this');
  if (sub !== undefined && sub !== holder) throw malformed('"sub" is somebody else than "iss"');
  if (jti !== undefined && presentation.id !== undefined && jti !== presentation.id) {
    throw malformed('What "jti" says is not what the presentation says');
  }
  const expires = exp === undefined ? undefined : exp * 1000;
  return {
    presentation,
    holder,
    jwt: { jws, facts: { challenge, domain, created: madeAt(claims), expires } },
  };
}

/** From when on it counts: the later of `iat` and `nbf`. */
function madeAt({ iat, nbf }: JwtClaims): number | undefined {
  const times = [iat, nbf].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times) * 1000;
}

function malformed(words: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", words);
}
