import type { JsonObject } from "../json/json-value.ts";
import type { Signer } from "../keys/signer.ts";

/** The algorithm that each type of keys signs with. */
export const signingAlgorithms = {
  Ed25519: "EdDSA",
  "P-256": "ES256",
  "P-384": "ES384",
  "P-521": "ES512",
  RSA: "RS256",
} as const;

/** A JWS algorithm that is signed with. */
export type SigningAlgorithm = (typeof signingAlgorithms)[keyof typeof signingAlgorithms];

/** The `alg` that a signer's signatures have. */
export function signingAlgorithmOf({ algorithm }: Pick<Signer, "algorithm">): SigningAlgorithm {
  return signingAlgorithms[algorithm];
}

/**
 * Signs claims as a JWT in compact form. `alg` follows from the signer; `kid`, `typ` and the like are the caller's.
 * {@link https://www.rfc-editor.org/rfc/rfc7515#section-5.1}
 */
export async function signJws(options: {
  header: JsonObject;
  payload: JsonObject;
  signer: Signer;
}): Promise<string> {
  const { header, payload, signer } = options;
  const signingInput = `${encode({ ...header, alg: signingAlgorithmOf(signer) })}.${encode(payload)}`;
  const signature = await signer.sign({ data: Buffer.from(signingInput, "ascii") });
  return `${signingInput}.${Buffer.from(signature).toString("base64url")}`;
}

function encode(part: JsonObject): string {
  return Buffer.from(JSON.stringify(part), "utf8").toString("base64url");
}
