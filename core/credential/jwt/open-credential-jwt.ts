import { type CompactJws, jwsPayload, parseCompactJws } from "../../jose/compact-jws.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { formatDateTimeStamp } from "../date-time.ts";
import { identifierOf, isVersion1, onlySubject, optional, periodMembers, secondOf } from "./claim-values.ts";
import { assertJwtType, heldDocument, type JwtClaims, readClaims } from "./jwt-claims.ts";

/** A credential taken out of its JWT; nothing says yet that it is authentic. */
export interface CredentialJwt {
  jws: CompactJws;
  credential: JsonObject;
  /** Bounds of the validity period that only the JWT states, as XSD dateTimeStamps. */
  notBefore: string[];
  notAfter: string[];
  /** The claim `iat`, in milliseconds since 1970. */
  issuedAt: number | undefined;
}

const maximumBytes = 256 * 1024;
const types = ["jwt", "vc+jwt", "vc+ld+jwt"];

/**
 * Takes a credential out of a VC-JWT: from the payload itself or from its claim `vc`, for VCDM 1.1 completed from the
 * registered claims (6.3.1). What the claims and the credential both say must be the same.
 *
 * @throws {@link Problem} what {@link parseCompactJws} throws; `MALFORMED_VALUE_ERROR` for a JWT that says two things or
 * is no credential; `UNSUPPORTED` for one whose credential has proofs of its own.
 * @see {@link https://www.w3.org/TR/vc-data-model/#jwt-decoding}
 */
export function openCredentialJwt(jwt: string): CredentialJwt {
  const jws = parseCompactJws(jwt, { maxBytes: maximumBytes });
  assertJwtType(jws.header, types);
  const payload = jwsPayload(jws);
  const claims = readClaims(payload);
  if (claims.aud.length > 0) throw malformed('A credential is not made for one audience: it has no "aud"');
  const { document, isWrapped } = heldDocument(payload, "vc");
  if (document.proof !== undefined) {
    throw new Problem("UNSUPPORTED", "A JWT around a credential with proofs of its own is not supported");
  }
  const credential = isWrapped && isVersion1(document) ? complete(document, claims) : document;
  assertIdentifiers(credential, claims);
  const issuedAt = claims.iat === undefined ? undefined : claims.iat * 1000;
  return { jws, credential, ...readBounds(credential, claims), issuedAt };
}

function complete(credential: JsonObject, claims: JwtClaims): JsonObject {
  const { iss, sub, jti, nbf, exp } = claims;
  const { issuer, credentialSubject } = credential;
  return {
    ...optional("issuer", iss),
    ...optional("id", jti),
    ...optional("issuanceDate", stampOf(nbf)),
    ...optional("expirationDate", stampOf(exp)),
    ...credential,
    ...(isJsonObject(issuer) && { issuer: { ...optional("id", iss), ...issuer } }),
    ...(isJsonObject(credentialSubject) && {
      credentialSubject: { ...optional("id", sub), ...credentialSubject },
    }),
  };
}

function assertIdentifiers(credential: JsonObject, { iss, jti, sub }: JwtClaims): void {
  if (iss !== undefined && iss !== identifierOf(credential.issuer)) throw differs("iss");
  if (jti !== undefined && jti !== credential.id) throw differs("jti");
  if (sub !== undefined && sub !== onlySubject(credential)) throw differs("sub");
}

/** What a claim says must be what the member says, to the second; without the member, the claim is one more bound. */
function readBounds(
  credential: JsonObject,
  { nbf, exp }: JwtClaims,
): Pick<CredentialJwt, "notBefore" | "notAfter"> {
  const [from, until] = periodMembers(credential);
  const boundOf = (
    claim: "nbf" | "exp",
    second: number | undefined,
    member: JsonValue | undefined,
  ): string[] => {
    if (second === undefined) return [];
    if (member === undefined) return [stampOf(second) as string];
    if (Math.floor(second) !== secondOf(member)) throw differs(claim);
    return [];
  };
  return {
    notBefore: boundOf("nbf", nbf, credential[from]),
    notAfter: boundOf("exp", exp, credential[until]),
  };
}

function stampOf(second: number | undefined): string | undefined {
  return second === undefined ? undefined : formatDateTimeStamp(new Date(second * 1000));
}

function differs(claim: string): Problem {
  return malformed(`What "${claim}" says is not what the credential says`);
}

function malformed(words: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", words);
}
