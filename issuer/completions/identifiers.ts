import type { IssuerContext } from "../use-cases/context.ts";

/** The spelling of our own identifiers in addresses. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A random UUID (version 4): nobody can guess it. */
export function randomUuid({ random }: Pick<IssuerContext, "random">): string {
  return uuidOf(random(16), 4);
}

/** A UUID that begins with the time (version 7), so that the order of its records is that in which they were made. */
export function orderedUuid({ random, now }: Pick<IssuerContext, "random" | "now">): string {
  const bytes = Buffer.from(random(16));
  bytes.writeUIntBE(now().getTime(), 0, 6);
  return uuidOf(bytes, 7);
}

function uuidOf(random: Uint8Array, version: 4 | 7): string {
  const bytes = Buffer.from(random);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
