import { didJwk } from "../../core/did/did-jwk.ts";
import { signingAlgorithmOf } from "../../core/jose/sign-jws.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { ecdsaKeyPair } from "../../core/keys/ecdsa.ts";
import { ecdsaSigner, rsaSigner } from "../../core/keys/signer.ts";
import { type VerificationContext, verifyCredential } from "../../core/verification/verify-credential.ts";
import { rsaPair } from "./rsa-keys.ts";
import { now, type Person, world } from "./world.ts";

/** Somebody with a did:jwk of a P-256 key: the same byte gives the same key. */
export function personWithP256(byte: number): Person {
  const keyPair = ecdsaKeyPair("P-256", new Uint8Array(32).fill(byte));
  const did = didJwk({ type: "P-256", bytes: keyPair.publicKey });
  return { did, signer: ecdsaSigner(`${did}#0`, keyPair) };
}

/** Signs two texts as a JWT, whatever they say: what an attacker with a key of their own can do. */
export async function signTexts(header: string, payload: string, by: Person): Promise<string> {
  const input = `${encode(header)}.${encode(payload)}`;
  const signature = await by.signer.sign({ data: Buffer.from(input) });
  return `${input}.${Buffer.from(signature).toString("base64url")}`;
}

/** The same for objects; `alg` and `kid` fit the signer unless the header says otherwise. */
export function signRaw(header: JsonObject, payload: JsonObject, by: Person): Promise<string> {
  const alg = signingAlgorithmOf(by.signer);
  return signTexts(JSON.stringify({ alg, kid: by.signer.id, ...header }), JSON.stringify(payload), by);
}

/** The payload of a JWT, unverified. */
export function payloadOf(jwt: string): JsonObject {
  return JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString());
}

/** The second since 1970 that is `offset` seconds after the tests' now. */
export function secondsFromNow(offset: number): number {
  return Math.floor(now.getTime() / 1000) + offset;
}

/** Somebody with a did:jwk of an RSA key of 2048 bits. */
export function personWithRsa(): Person {
  const keyPair = rsaPair();
  const did = didJwk({ type: "RSA", bytes: keyPair.publicKey });
  return { did, signer: rsaSigner(`${did}#0`, keyPair) };
}

/** Why a credential is not verified, in short: the check, its outcome and the code. */
export async function refusalOf(
  presented: unknown,
  changes: Partial<VerificationContext> = {},
): Promise<string> {
  const { verified, checks } = await verifyCredential(presented, { checks: "all" }, world({}, changes));
  if (verified) return "verified";
  const by = (wanted: string) => checks.find(({ outcome }) => outcome === wanted);
  const check = by("failed") ?? by("unknown");
  return `${check?.name} ${check?.outcome}: ${check?.problem?.code}`;
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}
