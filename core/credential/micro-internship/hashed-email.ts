import { createHash } from "node:crypto";

/**
 * The `identityHash` of a salted e-mail address: `sha256$` and the hexadecimal SHA-256 of the address followed by the salt.
 *
 * @param salt - Text, at least 128 random bits of it: without them anybody could try addresses.
 * @see {@link https://www.imsglobal.org/spec/ob/v3p0/#identityhash}
 */
export function hashedEmail(email: string, salt: string): { hash: string; salt: string } {
  const digest = createHash("sha256")
    .update(email + salt)
    .digest("hex");
  return { hash: `sha256$${digest}`, salt };
}
