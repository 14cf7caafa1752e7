import { didKey } from "../../core/did/did-key.ts";
import { createDidResolver } from "../../core/did/resolver.ts";
import { lookUpVerificationMethod } from "../../core/did/verification-method.ts";
import { ed25519KeyPair, signEd25519, verifyEd25519 } from "../../core/keys/ed25519.ts";
import { encodeMultikey } from "../../core/keys/multikey.ts";

/** What every forgery here claims that the victim signed. */
export const message = Uint8Array.from(Buffer.from("Alice did the work"));
export const victim = party(1);
export const attacker = party(2);

/** Somebody with a key pair and its did:key. */
function party(seed: number) {
  const keyPair = ed25519KeyPair(new Uint8Array(32).fill(seed));
  const publicKey = { type: "Ed25519", bytes: keyPair.publicKey } as const;
  return { keyPair, publicKey, multikey: encodeMultikey(publicKey), did: didKey(publicKey) };
}

/** An attempt to pass as the issuer. */
export interface Forgery {
  /** What the forged proof names; the signature is the attacker's unless given. */
  verificationMethod: string;
  issuer: string;
  signature?: Uint8Array;
  /** DID documents by URL, as text where JSON.stringify cannot spell the trick. */
  web?: Record<string, unknown>;
}

/** Decides as a verifier does: the key by lookup, then the signature. Throws or says no for a forgery. */
export async function accepts({
  verificationMethod,
  issuer,
  signature,
  web = {},
}: Forgery): Promise<boolean> {
  const resolveDid = createDidResolver({
    allowHttpOnLoopback: false,
    fetchDocument: async (url) => {
      const document = web[url];
      const text = typeof document === "string" ? document : JSON.stringify(document ?? null);
      const status = document === undefined ? 404 : 200;
      return { status, body: Uint8Array.from(Buffer.from(text)), contentType: "application/json" };
    },
  });
  const now = new Date("2026-07-01T00:00:00Z");
  const request = {
    verificationMethod,
    proofPurpose: "assertionMethod",
    now,
    expectedController: issuer,
  } as const;
  const { publicKey } = await lookUpVerificationMethod(request, resolveDid);
  const signed = signature ?? signEd25519(message, attacker.keyPair);
  return verifyEd25519({ signature: signed, message, publicKey: publicKey.bytes });
}
