import type { ResolveDid } from "../did/did-document.ts";
import { didOf } from "../did/did-url.ts";
import { lookUpVerificationMethod } from "../did/verification-method.ts";
import { type CompactJws, jwsPayload, parseCompactJws } from "../jose/compact-jws.ts";
import { verifyJws } from "../jose/verify-jws.ts";
import type { JsonObject } from "../json/json-value.ts";
import { verifyCertificateChain } from "../keys/certificate-chain.ts";
import type { PublicKey } from "../keys/public-key.ts";
import { Problem } from "../problem/problem.ts";
import { isUndecided } from "../problem/undecided.ts";
import type { ClientIdentifier } from "./client-identifier.ts";
import { OpenidError } from "./openid-error.ts";

/** What a request object must turn out to be. */
export interface RequestObjectExpectation {
  /** Who asks, by the `client_id` beside the request object. */
  expectedClient: ClientIdentifier;
  /** What this wallet sent to the request URI; `undefined` when it sent none. */
  expectedWalletNonce: string | undefined;
  now: Date;
  resolveDid: ResolveDid;
  /** PEM. */
  trustedRoots: readonly string[];
}

/** The symbolic audience of a request whose maker does not know the wallet: OpenID4VP 1.0, 5.8. */
export const selfIssuedAudience = "https://self-issued.me/v2";
/** The `typ` and media type of request objects: RFC 9101, 10.8. */
export const requestObjectType = "oauth-authz-req+jwt";
/** The largest request object that is read. */
export const maximumRequestBytes = 128 * 1024;

const clockToleranceSeconds = 60;

/**
 * Opens a signed request object and gives its claims, which alone are the request: OpenID4VP 1.0, 5 and 5.10.
 *
 * The signer's key comes from resolving the DID, or from a certificate chain to a root that this wallet trusts; never from the
 * request itself.
 *
 * @throws {@link OpenidError} `invalid_request` for anything that makes it somebody else's, another wallet's or too late;
 * {@link Problem} when the asker's key cannot be found out.
 */
export async function openRequestObject(
  jwt: string,
  expectation: RequestObjectExpectation,
): Promise<JsonObject> {
  const jws = readJws(jwt);
  const publicKey = await keyOf(jws, expectation);
  if (!verifyJws(jws, publicKey)) throw refuse("The request is not signed by who asks");
  const claims = explained(() => jwsPayload(jws));
  if (claims.client_id !== expectation.expectedClient.full) {
    throw refuse("The request names another client_id than its link");
  }
  assertAudience(claims);
  assertTimely(claims, expectation.now);
  const { expectedWalletNonce } = expectation;
  if (expectedWalletNonce !== undefined && claims.wallet_nonce !== expectedWalletNonce) {
    throw refuse("The request does not hold the wallet_nonce it was asked with");
  }
  return claims;
}

function readJws(jwt: string): CompactJws {
  const jws = explained(() => parseCompactJws(jwt, { maxBytes: maximumRequestBytes }));
  if (jws.header.typ !== requestObjectType) throw refuse(`typ of the request is not ${requestObjectType}`);
  return jws;
}

async function keyOf({ header }: CompactJws, expectation: RequestObjectExpectation): Promise<PublicKey> {
  const { expectedClient, now, trustedRoots, resolveDid } = expectation;
  try {
    switch (expectedClient.prefix) {
      case "decentralized_identifier":
        return await didKeyOf(header, { did: expectedClient.did, now }, resolveDid);
      case "x509_san_dns": {
        const expectedDnsName = expectedClient.dnsName;
        return verifyCertificateChain({ chain: readChain(header), expectedDnsName, trustedRoots, now });
      }
      case "redirect_uri":
        throw refuse("A request of a redirect_uri client cannot be signed");
    }
  } catch (error) {
    if (!(error instanceof Problem) || isUndecided(error)) throw error;
    throw new OpenidError("invalid_request", `The identity of who asks is not proven: ${error.message}`, {
      cause: error,
    });
  }
}

/** OpenID4VP names no relationship; one for signing it must be, so the stricter is looked for first. */
async function didKeyOf(
  { kid }: JsonObject,
  { did, now }: { did: string; now: Date },
  resolveDid: ResolveDid,
): Promise<PublicKey> {
  if (typeof kid !== "string" || didOf(kid) !== did) throw refuse("kid names no key of the DID that asks");
  const request = { verificationMethod: kid, now, expectedController: did };
  const document = resolveDid(did);
  const once: ResolveDid = () => document;
  try {
    return (await lookUpVerificationMethod({ ...request, proofPurpose: "authentication" }, once)).publicKey;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD")
      throw error;
    return (await lookUpVerificationMethod({ ...request, proofPurpose: "assertionMethod" }, once)).publicKey;
  }
}

/** Base64, not base64url: RFC 7515, 4.1.6. */
function readChain({ x5c }: JsonObject): Uint8Array[] {
  if (!Array.isArray(x5c) || x5c.length === 0) throw refuse("The request comes without its certificates");
  return x5c.map((certificate) => {
    if (typeof certificate === "string" && /^[A-Za-z0-9+/]+={0,2}$/.test(certificate))
      return Buffer.from(certificate, "base64");
    throw refuse("A certificate of the request is not base64");
  });
}

function assertAudience({ aud }: JsonObject): void {
  const audiences = [aud].flat();
  if (audiences.length !== 1 || audiences[0] !== selfIssuedAudience) {
    throw refuse("The request is meant for somebody else");
  }
}

function assertTimely({ exp, nbf, iat }: JsonObject, now: Date): void {
  const seconds = now.getTime() / 1000;
  for (const time of [exp, nbf, iat]) {
    if (time !== undefined && typeof time !== "number") throw refuse("A time of the request is no number");
  }
  if (typeof exp === "number" && exp + clockToleranceSeconds < seconds)
    throw refuse("The request has expired");
  for (const start of [nbf, iat]) {
    if (typeof start === "number" && start - clockToleranceSeconds > seconds) {
      throw refuse("The request is dated in the future");
    }
  }
}

/** What cannot be read is the asker's mistake. */
function explained<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    throw new OpenidError("invalid_request", `The request object is not readable: ${cause.message}`, {
      cause,
    });
  }
}

function refuse(words: string): OpenidError {
  return new OpenidError("invalid_request", words);
}
