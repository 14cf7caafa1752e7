import { verifyEcdsa } from "../keys/ecdsa.ts";
import { verifyEd25519 } from "../keys/ed25519.ts";
import type { PublicKey } from "../keys/public-key.ts";
import { type RsaAlgorithm, verifyRsa } from "../keys/rsa.ts";
import { type CompactJws, jwsAlgorithms } from "./compact-jws.ts";

/**
 * Says whether a JWS is signed by this key: its `alg` must fit the key, and the signature both.
 *
 * The key must come from the caller's own look-up; whatever the header holds is not looked at.
 * {@link https://www.rfc-editor.org/rfc/rfc7515#section-5.2}
 */
export function verifyJws(jws: CompactJws, publicKey: PublicKey): boolean {
  const { header, signature, signingInput: message } = jws;
  const { type, bytes, algorithm } = publicKey;
  if (type === "BLS12-381" || jwsAlgorithms.get(header.alg) !== type) return false;
  // RFC 7517, 4.4: a key for RS256 vouches for nothing under PS256.
  if (algorithm !== undefined && algorithm !== header.alg) return false;
  if (type === "Ed25519") return verifyEd25519({ signature, message, publicKey: bytes });
  if (type === "RSA") {
    return verifyRsa({ algorithm: header.alg as RsaAlgorithm, signature, message, publicKey: bytes });
  }
  return verifyEcdsa({ curve: type, signature, message, publicKey: bytes });
}
