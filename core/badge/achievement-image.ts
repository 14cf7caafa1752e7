import { readGraph } from "../credential/json-ld/graph-reader.ts";
import type { Statement } from "../credential/statement.ts";

/**
 * The address of the picture that an Open Badges credential names for its achievement, as signed: `data:` or anything else.
 *
 * @returns `undefined` for none, and for several: their order was not signed.
 */
export function achievementImage({ expanded }: Pick<Statement, "expanded">): string | undefined {
  const { things, references } = readGraph(expanded);
  const addresses = things(expanded, "credentialSubject")
    .flatMap((subject) => things(subject, "achievement"))
    .flatMap((achievement) => references(achievement, "image"));
  return new Set(addresses).size === 1 ? addresses[0] : undefined;
}

/** The bytes of a `data:` URL (RFC 2397) that says it is a PNG; `undefined` for every other address. */
export function pngOfDataUrl(address: string): Uint8Array | undefined {
  const base64 = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/.exec(address)?.[1];
  return base64 === undefined ? undefined : Buffer.from(base64, "base64");
}
