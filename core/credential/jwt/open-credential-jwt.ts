import { formatDateTimeStamp } from "../../date-time.ts";
import { jwsPayload, parseCompactJws } from "../../jose/compact-jws.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { listOf } from "../members.ts";
import type { SecuringJwt } from "../proof/securing.ts";
import { identifierOf, isVersion1, onlySubject, optional, periodMembers, secondOf } from "./claim-values.ts";
import { heldDocument } from "./held-document.ts";
import { type JwtClaims, madeAt, readClaims, withHeaderClaims } from "./jwt-claims.ts";
import { isVcJoseCose } from "./jwt-type.ts";

/** A credential taken out of its JWT; nothing says yet that it is authentic. */
export interface CredentialJwt {
  credential: JsonObject;
  /** Bounds of the validity period that only the JWT states, as XSD dateTimeStamps. */
  notBefore: string[];
  notAfter: string[];
  jwt: SecuringJwt;
}

const maximumBytes = 256 * 1024;

/**
 * Takes a credential out of a VC-JWT: from the payload itself or from its claim `vc`, for VCDM 1.1 completed from the
 * registered claims (6.3.1). What the claims and the credential both say must be the same.
 *
 * Where the header says `vc+jwt`, `nbf`, `iat` and `exp` are about the signature (VC-JOSE-COSE 1.0, 3.1.3), else `nbf` and `exp` are about
 * the credential (VCDM 1.1, 6.3.1; Open Badges 3.0, 8.2.4). Either way they hold.
 *
 * @throws {@link Problem} what {@link parseCompactJws} throws; `MALFORMED_VALUE_ERROR` for a JWT that says two things or
 * is no credential; `UNSUPPORTED` for one whose credential has proofs of its own, and for claims that decide something not understood here.
 * @see {@link https://www.w3.org/TR/vc-data-model/#jwt-decoding}
 * @see {@link https://www.w3.org/TR/vc-jose-cose/#jose-header-parameters-jwt-claims}
 */
export function openCredentialJwt(text: string): CredentialJwt {
  const jws = parseCompactJws(text, { maxBytes: maximumBytes });
  const isTyped = isVcJoseCose(jws.header, "credential");
  const payload = withHeaderClaims(jws.header, jwsPayload(jws));
  const claims = readClaims(payload);
  if (claims.aud.length > 0) throw malformed('A credential is not made for one audience: it has no "aud"');
  const { document, isWrapped } = heldDocument(payload, "credential", { isVcJoseCose: isTyped });
  if (document.proof !== undefined) {
    throw new Problem("UNSUPPORTED", "A JWT around a credential with proofs of its own is not supported");
  }
  const credential = isWrapped && isVersion1(document) ? complete(document, claims) : document;
  assertIdentifiers(credential, claims);
  if ((payload.cnf ?? document.cnf) !== undefined) assertNamesSubject(credential);
  const { iat, exp, iss } = claims;
  const period = isTyped
    ? { created: madeAt(claims), expires: inMilliseconds(exp) }
    : { created: inMilliseconds(iat), expires: undefined };
  const bounds = isTyped ? { notBefore: [], notAfter: [] } : readBounds(credential, claims);
  return { credential, ...bounds, jwt: { jws, iss, facts: { challenge: undefined, domain: [], ...period } } };
}

/** A credential that is bound to a key by `cnf` alone (RFC 7800) would pass for one that anybody may present. */
function assertNamesSubject({ credentialSubject }: JsonObject): void {
  if (listOf(credentialSubject).some((subject) => identifierOf(subject) !== undefined)) return;
  throw new Problem(
    "UNSUPPORTED",
    "A credential that is bound to a key, and names no subject, is not supported here",
  );
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
    ...optional("credentialSubject", withIdentifier(credentialSubject, sub)),
  };
}

/** The one subject, written as an object, in a set of one or not at all, with the identifier that `sub` gives it. */
function withIdentifier(subject: JsonValue | undefined, sub: string | undefined): JsonValue | undefined {
  if (sub === undefined) return subject;
  if (Array.isArray(subject))
    return subject.length === 1 ? [withIdentifier(subject[0], sub) as JsonValue] : subject;
  return subject === undefined || isJsonObject(subject) ? { id: sub, ...subject } : subject;
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

function inMilliseconds(second: number | undefined): number | undefined {
  return second === undefined ? undefined : second * 1000;
}

function differs(claim: string): Problem {
  return malformed(`What "${claim}" says is not what the credential says`);
}

function malformed(words: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", words);
}
