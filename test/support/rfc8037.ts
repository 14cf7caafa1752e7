import { ed25519KeyPair, signEd25519 } from "../../core/keys/ed25519.ts";
import { parseJwk } from "../../core/keys/jwk.ts";

const decode = (text: string) => Uint8Array.from(Buffer.from(text, "base64url"));

/** A key and what it signed: RFC 8037, A.1 and A.4. */
export const eddsa = {
  key: parseJwk({ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }),
  seed: decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"),
  jws: "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
};

export const keyPair = ed25519KeyPair(eddsa.seed);

/** A part of a compact JWS. */
export const encode = (text: string) => Buffer.from(text).toString("base64url");

/** Signs two parts as they are, whatever they hold. */
export function signParts(header: string, payload: string): string {
  const signature = signEd25519(Buffer.from(`${header}.${payload}`), keyPair);
  return `${header}.${payload}.${Buffer.from(signature).toString("base64url")}`;
}
