import { createHash, randomBytes } from "node:crypto";
import { type CallbackContext, HashAlgorithm, setGlobalConfig } from "@openid4vc/oauth2";
import { importJWK, type JWK, jwtVerify } from "jose";

// The tests run over plain http on this machine.
setGlobalConfig({ allowInsecureUrls: true });

/** The cryptography that the @openid4vc packages leave to their host: by jose, and with none of Stint's code. */
export const jwtCallbacks = {
  generateRandom: (length: number) => randomBytes(length),
  hash: (data: Uint8Array, algorithm: HashAlgorithm) =>
    createHash(algorithm === HashAlgorithm.Sha512 ? "sha512" : "sha256")
      .update(data)
      .digest(),
  verifyJwt: async (signer, { compact }) => {
    const jwk = signer.method === "jwk" ? signer.publicJwk : jwkOfDidKey(signer);
    if (jwk === undefined) return { verified: false };
    try {
      await jwtVerify(compact, await importJWK(jwk as JWK, signer.alg));
      return { verified: true, signerJwk: jwk };
    } catch {
      return { verified: false };
    }
  },
} satisfies Pick<CallbackContext, "generateRandom" | "hash" | "verifyJwt">;

type JwtSigner = Parameters<CallbackContext["verifyJwt"]>[0];
type PublicJwk = Extract<JwtSigner, { method: "jwk" }>["publicJwk"];

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** The Ed25519 key of a did:key, spelled out here: the peer does not share our resolver. */
function jwkOfDidKey(signer: JwtSigner): PublicJwk | undefined {
  if (signer.method !== "did") return undefined;
  const [, encoded] = /^did:key:z([1-9A-HJ-NP-Za-km-z]+)/.exec(signer.didUrl) ?? [];
  if (encoded === undefined) return undefined;
  let number = 0n;
  for (const character of encoded) number = number * 58n + BigInt(alphabet.indexOf(character));
  const bytes = Buffer.from(number.toString(16).padStart(68, "0"), "hex");
  if (bytes.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 0x01) return undefined;
  return { kty: "OKP", crv: "Ed25519", x: bytes.subarray(2).toString("base64url") };
}
