import { base64urlnopad } from "@scure/base";
import { frozen } from "../json/frozen.ts";
import type { JsonValue } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { encodeJwk, parseJwk } from "../keys/jwk.ts";
import type { PublicKey } from "../keys/public-key.ts";
import { Problem } from "../problem/problem.ts";
import { remembered } from "../remembered.ts";
import type { DidDocument } from "./did-document.ts";
import { maximumDidLength, maximumRememberedDids } from "./did-url.ts";

const prefix = "did:jwk:";

/** The did:jwk of a public key: the JWK, spelled as RFC 8785 would, in base64url. */
export function didJwk(publicKey: PublicKey): string {
  return prefix + base64urlnopad.encode(Buffer.from(JSON.stringify(encodeJwk(publicKey)), "utf8"));
}

/**
 * The DID document that a did:jwk stands for: one method, `#0`, for signing purposes. It is frozen, and remembered, since it follows
 * from the DID alone.
 *
 * @throws {@link Problem} `INVALID_DID` when it holds no usable public key that may verify signatures.
 */
export const didJwkDocument = remembered(maximumRememberedDids, (did) => frozen(documentOf(did)));

function documentOf(did: string): DidDocument {
  const publicKeyJwk = readJwk(did.slice(prefix.length));
  const id = `${did}#0`;
  return {
    "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"],
    id: did,
    verificationMethod: [{ id, type: "JsonWebKey2020", controller: did, publicKeyJwk }],
    assertionMethod: [id],
    authentication: [id],
    capabilityInvocation: [id],
    capabilityDelegation: [id],
  };
}

function readJwk(encoded: string): JsonValue {
  try {
    const jwk = parseStrictJson(base64urlnopad.decode(encoded), { maxBytes: maximumDidLength });
    parseJwk(jwk);
    return jwk;
  } catch (cause) {
    throw new Problem("INVALID_DID", "The did:jwk holds no usable key", { cause });
  }
}
