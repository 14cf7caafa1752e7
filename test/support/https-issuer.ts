import type { FetchDocument } from "../../core/fetch-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ecdsaKeyPair } from "../../core/keys/ecdsa.ts";
import { encodeJwk } from "../../core/keys/jwk.ts";
import { ecdsaSigner } from "../../core/keys/signer.ts";
import type { Person } from "./world.ts";

/** An issuer that goes by its URL, on a host that others share. */
export const university = "https://university.example/issuers/14";
export const places = {
  own: university,
  metadata: "https://university.example/.well-known/jwt-vc-issuer/issuers/14",
  host: "https://university.example/.well-known/jwks.json",
} as const;

const pair = (byte: number) => ecdsaKeyPair("P-256", new Uint8Array(32).fill(byte));

/** Somebody who signs JWTs as an https issuer, under this `kid`; the same byte gives the same key. */
export function signingAs(issuer: string, kid: string, byte = 14): Person {
  return { did: issuer, signer: ecdsaSigner(kid, pair(byte)) };
}

/** The public key of the same byte as it stands in a key set. */
export function publishedJwk(members: JsonObject = {}, byte = 14): JsonObject {
  return { ...encodeJwk({ type: "P-256", bytes: pair(byte).publicKey }), ...members };
}

/** A web that answers 404 where nothing lies, and remembers what was asked for. */
export function webWith(documents: Record<string, unknown>): {
  fetchDocument: FetchDocument;
  asked: string[];
} {
  const asked: string[] = [];
  const fetchDocument: FetchDocument = async (url) => {
    asked.push(url);
    const document = documents[url];
    if (document instanceof Error) throw document;
    const status = document === undefined ? 404 : typeof document === "number" ? document : 200;
    const text = typeof document === "string" ? document : JSON.stringify(document ?? null);
    return { status, body: new TextEncoder().encode(text), contentType: "application/json" };
  };
  return { fetchDocument, asked };
}
