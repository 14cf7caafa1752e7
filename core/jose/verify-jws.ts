import { verifyEcdsa } from "../keys/ecdsa.ts";
import { verifyEd25519 } from "../keys/ed25519.ts";
import type { PublicKey } from "../keys/public-key.ts";
import { type CompactJws, jwsAlgorithms } from "./compact-jws.ts";

/**
 * Says whether a JWS is signed by this key: its `alg` must fit the key, and the signature both.
 *
 * The key must come from the caller's own look-up; whatever the header holds is not looked at.
 * {@link https://www.rfc-editor.org/rfc/rfc7515#section-5.2}
 */
export function verifyJws(jws: CompactJws, publicKey: PublicKey): boolean {
  const { header, signature, signingInput: message } = jws;
  const { type, bytes } = publicKey;
  if (type === "BLS12-381" || jwsAlgorithms.get(header.alg) !== type) return false;
  return type === "Ed25519"
    ? verifyEd25519({ signature, message, publicKey: bytes })
    : verifyEcdsa({ curve: type, signature, message, publicKey: bytes });
}
