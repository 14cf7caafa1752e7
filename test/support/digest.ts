import { createHash } from "node:crypto";

/** The `digestMultibase` of a text: its sha2-256 multihash in base64url. */
export function digestMultibaseOf(text: string): string {
  const hash = createHash("sha256").update(text).digest();
  return `u${Buffer.concat([Uint8Array.of(0x12, 32), hash]).toString("base64url")}`;
}
