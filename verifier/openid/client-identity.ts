import { createDidDocument } from "../../core/did/create-did-document.ts";
import type { DidDocument } from "../../core/did/did-document.ts";
import { didWeb } from "../../core/did/did-web.ts";
import { signJws } from "../../core/jose/sign-jws.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ecdsaSigner } from "../../core/keys/signer.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { RequestCertificate } from "./certificate.ts";
import type { RequestKey } from "./request-key.ts";

/**
 * How a request says who asks: not at all (`redirect_uri`, which only names where the answer goes), by a DID, or by the
 * certificate of a DNS name. OpenID4VP 1.0, 5.9.3.
 */
export const identityKinds = ["redirect_uri", "did:web", "did:jwk", "x509_san_dns"] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** One way of saying who asks. */
export interface ClientIdentity {
  kind: IdentityKind;
  /** The whole `client_id`, with its prefix: what presentations must be made for. */
  clientId(responseUri: string): string;
  /** Signs a request object; absent where the prefix knows no signature. */
  sign?: (claims: JsonObject) => Promise<string>;
}

/** The identities that this verifier has. */
export interface ClientIdentities {
  kinds(): IdentityKind[];
  /** The one that most wallets can check: did:web where the public URL is https, else did:jwk. */
  usual(): IdentityKind;
  /** @throws Problem `INVALID_REQUEST` for a kind that this verifier does not have. */
  of(kind: IdentityKind): ClientIdentity;
  /** What the verifier's did:web stands for; `undefined` when its public URL has none. */
  didDocument(): DidDocument | undefined;
}

interface IdentityOptions {
  key: RequestKey;
  certificate: RequestCertificate | undefined;
  /** Known only once the service listens. */
  publicUrl: () => string;
}

/** Puts together the identities of a verifier. */
export function createClientIdentities({ key, certificate, publicUrl }: IdentityOptions): ClientIdentities {
  const webDid = () => {
    try {
      return didWeb(publicUrl());
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  };
  const byDid = (kind: IdentityKind, did: string, fragment: string): ClientIdentity => ({
    kind,
    clientId: () => `decentralized_identifier:${did}`,
    sign: (payload) =>
      signJws({
        header: { typ: requestObjectType, kid: did + fragment },
        payload,
        signer: ecdsaSigner(did + fragment, key.keyPair),
      }),
  });
  const find = (kind: IdentityKind): ClientIdentity | undefined => {
    if (kind === "redirect_uri") return { kind, clientId: (responseUri) => `redirect_uri:${responseUri}` };
    if (kind === "did:jwk") return byDid(kind, key.didJwk, "#0");
    if (kind === "x509_san_dns") return certificate && byCertificate(certificate);
    const did = webDid();
    return did === undefined ? undefined : byDid(kind, did, webKeyFragment);
  };
  return {
    kinds: () => identityKinds.filter((kind) => find(kind) !== undefined),
    usual: () => (publicUrl().startsWith("https:") && webDid() !== undefined ? "did:web" : "did:jwk"),
    of: (kind) => {
      const identity = find(kind);
      if (identity === undefined)
        throw new Problem("INVALID_REQUEST", "This verifier cannot identify itself so.");
      return identity;
    },
    didDocument: () => {
      const did = webDid();
      if (did === undefined) return undefined;
      const id = `${did}#request-key`;
      return createDidDocument({ did, methods: [{ id, publicKey: key.publicKey }], current: id });
    },
  };
}

const requestObjectType = "oauth-authz-req+jwt";
/** The key as JsonWebKey: the form that wallets look for under a JWT's `kid`. */
const webKeyFragment = "#request-key-jwk";

function byCertificate({ dnsName, chain, keyPair }: RequestCertificate): ClientIdentity {
  return {
    kind: "x509_san_dns",
    clientId: () => `x509_san_dns:${dnsName}`,
    sign: (payload) =>
      signJws({
        header: { typ: requestObjectType, x5c: chain },
        payload,
        signer: ecdsaSigner(`x509_san_dns:${dnsName}`, keyPair),
      }),
  };
}
