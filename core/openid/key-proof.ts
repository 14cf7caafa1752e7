import type { ResolveDid } from "../did/did-document.ts";
import { didJwk } from "../did/did-jwk.ts";
import { lookUpVerificationMethod } from "../did/verification-method.ts";
import { type CompactJws, jwsPayload, parseCompactJws } from "../jose/compact-jws.ts";
import { signJws } from "../jose/sign-jws.ts";
import { verifyJws } from "../jose/verify-jws.ts";
import type { JsonObject } from "../json/json-value.ts";
import { type PublicJwk, parseJwk } from "../keys/jwk.ts";
import type { PublicKey } from "../keys/public-key.ts";
import type { Signer } from "../keys/signer.ts";
import { Problem } from "../problem/problem.ts";
import { OpenidError } from "./openid-error.ts";

const proofType = "openid4vci-proof+jwt";
const maximumBytes = 16 * 1024;
const maximumAgeSeconds = 300;
/** How far the clocks of wallet and issuer may differ. */
const clockToleranceSeconds = 60;

/** Which DID a proof showed possession of, and the `c_nonce` it was made for. */
export interface KeyProof {
  did: string;
  nonce: string;
}

/** What the proof must have been made for. */
export interface KeyProofExpectation {
  /** The credential issuer's identifier. */
  expectedIssuer: string;
  /** `client_id` of the token request; undefined for anonymous access, which `iss` must then not contradict. */
  expectedClientId: string | undefined;
  now: Date;
  resolveDid: ResolveDid;
}

/**
 * Makes a `jwt` key proof for one nonce, without `iss` as anonymous access wants it. The key is named by the signer's DID URL, or stands in
 * the header when `jwk` is given: OpenID4VCI 1.0, Appendix F.1.
 */
export function createKeyProofJwt(options: {
  signer: Signer;
  jwk?: PublicJwk;
  issuer: string;
  nonce: string;
  now: Date;
}): Promise<string> {
  const { signer, jwk, issuer, nonce, now } = options;
  const key: JsonObject = jwk === undefined ? { kid: signer.id } : { jwk: { ...jwk } };
  return signJws({
    header: { typ: proofType, ...key },
    payload: { aud: issuer, iat: Math.floor(now.getTime() / 1000), nonce },
    signer,
  });
}

/**
 * Verifies a `jwt` key proof: OpenID4VCI 1.0, Appendix F.1 and F.4. That the nonce is one of ours and unused is NOT checked here.
 *
 * @returns `did`: for `kid` the DID in it, for `jwk` the did:jwk of the key.
 * @throws {@link OpenidError} `invalid_proof`.
 */
export async function verifyKeyProofJwt(jwt: string, expectation: KeyProofExpectation): Promise<KeyProof> {
  const jws = explained(() => parseCompactJws(jwt, { maxBytes: maximumBytes }));
  if (jws.header.typ !== proofType) throw invalid(`typ is not ${proofType}`);
  const { did, publicKey } = await readKey(jws, expectation);
  if (!verifyJws(jws, publicKey)) throw invalid("The signature does not fit the key");
  const nonce = readClaims(
    explained(() => jwsPayload(jws)),
    expectation,
  );
  return { did, nonce };
}

async function readKey(
  { header }: CompactJws,
  { now, resolveDid }: KeyProofExpectation,
): Promise<{ did: string; publicKey: PublicKey }> {
  const named = ["kid", "jwk", "x5c"].filter((member) => header[member] !== undefined);
  if (named.length !== 1) throw invalid("The header must name the key by exactly one of kid and jwk");
  if (header.jwk !== undefined) {
    const publicKey = explained(() => parseJwk(header.jwk));
    return { did: didJwk(publicKey), publicKey };
  }
  const { kid } = header;
  if (typeof kid !== "string") throw invalid("The key is named neither by a DID URL in kid nor by jwk");
  try {
    const request = { verificationMethod: kid, proofPurpose: "authentication", now } as const;
    const { controller, publicKey } = await lookUpVerificationMethod(request, resolveDid);
    return { did: controller, publicKey };
  } catch (error) {
    throw toInvalidProof(error);
  }
}

function readClaims(
  claims: JsonObject,
  { expectedIssuer, expectedClientId, now }: KeyProofExpectation,
): string {
  const { aud, iat, nonce, iss } = claims;
  if (aud !== expectedIssuer) throw invalid("aud is not this credential issuer");
  if (iss !== undefined && iss !== expectedClientId) {
    throw invalid("iss must be absent when the token was obtained anonymously");
  }
  const seconds = now.getTime() / 1000;
  if (typeof iat !== "number" || iat > seconds + clockToleranceSeconds || iat < seconds - maximumAgeSeconds) {
    throw invalid("iat is not the present time");
  }
  assertWithin(claims, seconds);
  if (typeof nonce !== "string" || nonce.length > 500) throw invalid("The proof holds no c_nonce");
  return nonce;
}

/** RFC 7519, 4.1.4 and 4.1.5: limits that the proof sets itself. */
function assertWithin({ exp, nbf }: JsonObject, seconds: number): void {
  if (exp !== undefined && (typeof exp !== "number" || exp <= seconds))
    throw invalid("The proof has expired");
  if (nbf !== undefined && (typeof nbf !== "number" || nbf > seconds + clockToleranceSeconds)) {
    throw invalid("The proof is not valid yet");
  }
}

function explained<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw toInvalidProof(error);
  }
}

/** A proof's own problem is the wallet's to hear; a bug is not. */
function toInvalidProof(error: unknown): unknown {
  return error instanceof Problem ? new OpenidError("invalid_proof", error.message, { cause: error }) : error;
}

function invalid(words: string): OpenidError {
  return new OpenidError("invalid_proof", `${words}.`);
}
