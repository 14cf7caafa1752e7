import { parseCompactJws } from "../jose/compact-jws.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import type { CredentialFormat } from "./dcql.ts";
import { OpenidError } from "./openid-error.ts";

/** Which securing mechanisms an asker can verify: OpenID4VP 1.0, 11.1 and B.1.3; a missing list limits nothing. */
export interface AcceptedFormats {
  ldp_vc?: { proofTypes: string[] | undefined; cryptosuites: string[] | undefined };
  jwt_vc_json?: { algorithms: string[] | undefined };
}

/** How an answer is to be encrypted: OpenID4VP 1.0, 8.3. */
export interface ResponseEncryption {
  /** The asker's public key. */
  jwk: JsonObject;
  /** Given back in the header. */
  kid: string | undefined;
  contentEncryption: string;
}

/** What our own presentations are secured with. */
const ownProof = { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022", algorithm: "EdDSA" } as const;
const contentEncryptions = ["A128GCM", "A256GCM", "A192GCM", "A128CBC-HS256", "A256CBC-HS512"];
const curves = new Set(["EC P-256", "EC P-384", "EC P-521", "OKP X25519"]);
const maximumCredentialBytes = 256 * 1024;
const maximumKeys = 20;

/**
 * The member of a request that describes the asker; absent is the same as empty.
 *
 * @throws {@link OpenidError} `invalid_request`.
 */
export function readClientMetadata(parameters: JsonObject): JsonObject {
  const { client_metadata: metadata = {} } = parameters;
  if (!isJsonObject(metadata)) throw refuse("client_metadata is no object");
  return metadata;
}

/**
 * Reads which formats the asker can verify; `undefined` when it does not say.
 *
 * @throws {@link OpenidError} `vp_formats_not_supported` when none of them is ours; `invalid_request`.
 */
export function readAcceptedFormats({ vp_formats_supported: said }: JsonObject): AcceptedFormats | undefined {
  if (said === undefined) return undefined;
  if (!isJsonObject(said)) throw refuse("vp_formats_supported is no object");
  const { ldp_vc: ldp, jwt_vc_json: jwt } = said;
  if (!isJsonObject(ldp) && !isJsonObject(jwt)) {
    throw new OpenidError("vp_formats_not_supported", "This wallet holds ldp_vc and jwt_vc_json only");
  }
  return {
    ...(isJsonObject(ldp) && {
      ldp_vc: { proofTypes: names(ldp.proof_type_values), cryptosuites: names(ldp.cryptosuite_values) },
    }),
    ...(isJsonObject(jwt) && { jwt_vc_json: { algorithms: names(jwt.alg_values) } }),
  };
}

/** Whether the asker can verify a credential and our presentation of it. */
export function isAccepted(credential: JsonObject | string, accepted: AcceptedFormats | undefined): boolean {
  if (accepted === undefined) return true;
  if (typeof credential === "string") {
    const { algorithms } = accepted.jwt_vc_json ?? { algorithms: [] };
    const { header } = parseCompactJws(credential, { maxBytes: maximumCredentialBytes });
    return isListed(header.alg, algorithms) && isListed(ownProof.algorithm, algorithms);
  }
  const { proofTypes, cryptosuites } = accepted.ldp_vc ?? { proofTypes: [], cryptosuites: [] };
  return [credential.proof, ownProof]
    .flat()
    .filter((proof) => isJsonObject(proof as JsonValue))
    .every((proof) => {
      const { type, cryptosuite } = proof as JsonObject;
      return isListed(type, proofTypes) && (cryptosuite === undefined || isListed(cryptosuite, cryptosuites));
    });
}

/** The format that a credential is held in. */
export function formatOf(credential: JsonObject | string): CredentialFormat {
  return typeof credential === "string" ? "jwt_vc_json" : "ldp_vc";
}

/**
 * Chooses the key and the algorithms for an encrypted answer: `alg` is the key's own, `enc` one of those listed, A128GCM
 * when none is.
 *
 * @throws {@link OpenidError} `invalid_request` when nothing of it is supported here.
 */
export function chooseEncryption(metadata: JsonObject): ResponseEncryption {
  const { jwks, encrypted_response_enc_values_supported: listed = ["A128GCM"] } = metadata;
  const keys = isJsonObject(jwks) && Array.isArray(jwks.keys) ? jwks.keys.slice(0, maximumKeys) : [];
  const jwk = keys.filter(isJsonObject).find(isEncryptionKey);
  if (jwk === undefined) throw refuse("An encrypted answer is asked for, but no usable key is given");
  const contentEncryption = contentEncryptions.find((name) => names(listed)?.includes(name));
  if (contentEncryption === undefined)
    throw refuse("No content encryption that is asked for is supported here");
  return { jwk, kid: typeof jwk.kid === "string" ? jwk.kid : undefined, contentEncryption };
}

function isEncryptionKey({ kty, crv, use, alg, d }: JsonObject): boolean {
  const isForIt = use === undefined || use === "enc";
  return isForIt && alg === "ECDH-ES" && d === undefined && curves.has(`${kty} ${crv}`);
}

function isListed(value: JsonValue | undefined, list: string[] | undefined): boolean {
  return list === undefined || (typeof value === "string" && list.includes(value));
}

function names(value: JsonValue | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) return value as string[];
  throw refuse("A list of client_metadata is no list of names");
}

function refuse(words: string): OpenidError {
  return new OpenidError("invalid_request", words);
}
